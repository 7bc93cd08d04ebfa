import path from 'node:path';
import {debugTime} from '../system/debug-log.js';
import {formatCount} from '../text/numbers.js';
import {parseAddress} from './http/address.js';
import {crawl, type Crawled} from './http/crawl.js';
import {addressOf} from './http/index-page.js';
import {isOffline} from './http/request-errors.js';
import {
	closeServer, openServer, updated, type HttpOptions, type Server,
} from './http/server.js';
import type {BringOptions, Source} from './source.js';

/** Polling interval for a running campaign (ms). */
const pollMs = 30_000;

/** One or several campaigns in a folder that a server lists. Fetched files are kept, and fetched again after a change. */
export function httpSource(word: string, options: HttpOptions): Source {
	const address = parseAddress(word);
	const {limits} = options;
	const {base, shown} = address;
	let current: Promise<Server> | undefined;

	const refresh = async ({client, mirror}: Server, within: string, {signal, onProgress}: BringOptions): Promise<readonly string[]> => {
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
		isTemporary: !options.cache,
		pollMs,
		async open({within = '', ...bring}) {
			current ??= openServer(address, {...options, key: `http\0${shown}`, urlOf: file => addressOf(base, file, false)});
			const now = await current;
			return {folder: now.mirror.fileOf(within), notes: await updated(now, shown, bring.signal, async () => refresh(now, within, bring))};
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
			await closeServer(now);
		},
	};
}

const notesOf = ({others, folders}: Crawled, shown: string): readonly string[] => [
	...others === 0 ? [] : [`${shown}: ${formatCount(others)} of its links lead elsewhere, and are not followed`],
	...folders.some(folder => folder.endsWith('/influxdb-data'))
		? [`${shown}: folders influxdb-data are not read from a server: pack them there into influxdb-data.tar.gz`]
		: [],
];
