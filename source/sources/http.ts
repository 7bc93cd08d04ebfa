import path from 'node:path';
import {debugTime} from '../system/debug-log.js';
import {codeOf} from '../system/errors.js';
import {formatCount} from '../text/numbers.js';
import {parseAddress} from './http/address.js';
import {HttpClient} from './http/client.js';
import {crawl, type Crawled} from './http/crawl.js';
import {secretHeaders} from './http/credentials.js';
import {HttpMirror} from './http/http-mirror.js';
import {isOffline} from './http/request-errors.js';
import {openMirror, type OpenMirror} from './mirror-folder.js';
import type {BringOptions, Source, SourceLimits} from './source.js';

export type HttpOptions = {
	readonly limits: SourceLimits;
	readonly cache: boolean;
	/** `Name: value` each. */
	readonly headers: readonly string[];
	/** Timeout for a silent server (ms). */
	readonly timeoutMs: number;
};

type Opened = {readonly opened: OpenMirror; readonly client: HttpClient; readonly mirror: HttpMirror};

/** Polling interval for a running campaign (ms). */
const pollMs = 30_000;

/** One or several campaigns in a folder that a server lists. Fetched files are kept, and fetched again after a change. */
export function httpSource(word: string, {limits, cache, headers, timeoutMs}: HttpOptions): Source {
	const address = parseAddress(word);
	const {base, shown, name} = address;
	let current: Promise<Opened> | undefined;

	const begin = async (): Promise<Opened> => {
		const secrets = await secretHeaders(address, headers);
		const client = new HttpClient({address, secrets, timeoutMs});
		const opened = await openMirror({key: cache ? `http\0${shown}` : undefined, name, address: shown});
		const mirror = new HttpMirror({
			opened, client, base, limits,
		});
		await mirror.readNotes();
		return {opened, client, mirror};
	};

	const refresh = async ({client, mirror}: Opened, within: string, {signal, onProgress}: BringOptions): Promise<readonly string[]> => {
		const crawled = await debugTime('crawl', {address: shown, within}, async () => crawl({
			client, base, within, limits, signal,
			onProgress(found) {
				onProgress?.({stage: 'listing', files: found});
			},
		}));
		await mirror.update(crawled, within, {signal, onProgress});
		return notesOf(crawled, shown);
	};

	return {
		address: shown,
		isTemporary: !cache,
		pollMs,
		async open({within = '', ...bring}) {
			current ??= begin();
			const now = await current;
			const {mirror} = now;
			try {
				return {folder: mirror.fileOf(within), notes: await refresh(now, within, bring)};
			} catch (error) {
				bring.signal.throwIfAborted();
				if (mirror.checked === null || !isOffline(error)) {
					throw error;
				}

				return {folder: mirror.fileOf(within), notes: [offlineNote(shown, error, mirror.checked)]};
			} finally {
				await mirror.writeNotes();
			}
		},
		async look(file, signal) {
			const now = await current;
			const relative = now?.opened.mirror.relativePath(path.resolve(file));
			try {
				await (now && relative !== undefined ? now.mirror.look(relative, signal) : undefined);
			} catch (error) {
				signal.throwIfAborted();
				if (!isOffline(error)) {
					throw error;
				}
			}
		},
		async fetch(file, bring) {
			const now = await current;
			const relative = now?.opened.mirror.relativePath(path.resolve(file));
			await (now && relative !== undefined ? now.mirror.fetch(relative, bring) : undefined);
		},
		async close() {
			const now = await current?.catch(() => undefined);
			current = undefined;
			now?.client.close();
			await now?.opened.close();
		},
	};
}

const notesOf = ({others, folders}: Crawled, shown: string): readonly string[] => [
	...others === 0 ? [] : [`${shown}: ${formatCount(others)} of its links lead elsewhere, and are not followed`],
	...folders.some(folder => folder.endsWith('/influxdb-data'))
		? [`${shown}: folders influxdb-data are not read from a server: pack them there into influxdb-data.tar.gz`]
		: [],
];

const offlineNote = (shown: string, error: unknown, checked: number): string =>
	`what was fetched until ${new Date(checked).toISOString().slice(0, 16).replace('T', ' ')} UTC is shown: ${shown} cannot be reached (${reasonOf(error)})`;

const reasonOf = (error: unknown): string => (error instanceof Error ? codeOf(error.cause) : undefined) ?? codeOf(error) ?? 'no answer';
