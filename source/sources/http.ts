import path from 'node:path';
import {debugTime} from '../system/debug-log.js';
import {messageOf} from '../system/errors.js';
import {formatCount} from '../text/numbers.js';
import {isArchiveName, parseAddress} from './http/address.js';
import {crawl, type Crawled} from './http/crawl.js';
import {checkIntervalMs} from './http/http-mirror.js';
import {addressOf} from './http/index-page.js';
import {
	closeServer, openServer, updated, tryUpdate, type HttpOptions, type Server,
} from './http/server.js';
import {databaseFolder, purposeOf} from './member-path.js';
import type {FetchOptions, Source} from './source.js';

/** Polling interval for a running campaign (ms). */
const pollMs = 30_000;

/** One or several campaigns in a folder that a server lists. Fetched files are kept, and fetched again after a change. */
export function httpSource(word: string, options: HttpOptions): Source {
	const address = parseAddress(word);
	const {limits} = options;
	const {base, shown} = address;
	let current: Promise<Server> | undefined;
	/** Folders of unpacked databases; what is in them is listed when it is needed. */
	let databases: ReadonlySet<string> = new Set();
	/** When the server could not serve (monotonic clock, ms). */
	let unavailableSince = -Infinity;

	const refresh = async ({client, mirror}: Server, within: string, {signal, onProgress}: FetchOptions): Promise<readonly string[]> => {
		const crawled = await debugTime('crawl', {address: shown, within}, async () => crawl({
			client, base, within, limits, signal,
			onProgress(found) {
				onProgress?.({stage: 'listing', files: found});
			},
		}));
		databases = new Set([...databases, ...crawled.folders.filter(folder => databaseFolder(folder) === folder)]);
		const refusedFiles = await mirror.update(crawled, within, {signal, onProgress});
		return notesOf(crawled, refusedFiles, shown);
	};

	/** Lists a database. Returns a line if the copy of an earlier listing is used. */
	const listDatabase = async ({client, mirror}: Server, folder: string, signal: AbortSignal): Promise<string | undefined> => {
		if (!databases.has(folder) || !mirror.isDue(folder)) {
			return undefined;
		}

		const update = async () => {
			const crawled = await crawl({
				client, base, within: folder, isDatabase: true, limits, signal, onProgress() {},
			});
			await mirror.updateDatabase(folder, crawled, signal);
			return undefined;
		};

		const onUnavailable = (error: unknown) => {
			mirror.setChecked(folder);
			return outdatedNote(error);
		};

		return tryUpdate(update, mirror.checked.has(folder) ? onUnavailable : undefined, signal);
	};

	const locate = async (file: string) => {
		const server = await current;
		const relative = server?.opened.mirror.relativePath(path.resolve(file));
		return server && relative !== undefined ? {server, relative} : undefined;
	};

	return {
		address: shown,
		isTemporary: !options.cache,
		pollMs,
		async open({within = '', ...fetchOptions}) {
			current ??= openServer(address, {...options, key: `http\0${shown}`, urlOf: file => addressOf(base, file, false)});
			const now = await current;
			return {folder: now.mirror.fileOf(within), notes: await updated(now, within, fetchOptions.signal, async () => refresh(now, within, fetchOptions))};
		},
		async refresh(file, signal) {
			const found = await locate(file);
			if (!found || performance.now() - unavailableSince < checkIntervalMs) {
				return undefined;
			}

			const {server, relative} = found;
			const update = async () => {
				const note = await listDatabase(server, relative, signal);
				await server.mirror.refresh(relative, signal);
				return note;
			};

			return tryUpdate(update, error => {
				unavailableSince = performance.now();
				return outdatedNote(error);
			}, signal);
		},
		async fetch(file, fetchOptions) {
			const found = await locate(file);
			await (found && listDatabase(found.server, found.relative, fetchOptions.signal));
			await found?.server.mirror.fetch(found.relative, fetchOptions);
		},
		async close() {
			const now = await current?.catch(() => undefined);
			current = undefined;
			await closeServer(now);
		},
	};
}

/** The note for metrics whose copy is used because the server cannot serve at present. */
const outdatedNote = (error: unknown): string => `metrics may have changed since they were fetched: ${messageOf(error)}`;

function notesOf({files, others, refused}: Crawled, refusedFiles: readonly string[], shown: string): readonly string[] {
	const archives = files.some(file => purposeOf(file) !== 'none') ? [] : files.filter(file => isArchiveName(file));
	return [
		...others === 0 ? [] : [`${shown}: links that lead elsewhere and are not followed: ${formatCount(others)}`],
		...refused.length === 0 ? [] : [`${shown}: the server refuses to list ${namesOf(refused)}`],
		...refusedFiles.length === 0 ? [] : [`${shown}: the server refuses to send ${namesOf(refusedFiles)}`],
		...archives.length === 0 ? [] : [`${shown}: lists archives, which can be given by their addresses: ${namesOf(archives)}`],
	];
}

const namesOf = (names: readonly string[]): string =>
	`${names.slice(0, maxNames).join(', ')}${names.length > maxNames ? ` and ${formatCount(names.length - maxNames)} more` : ''}`;

const maxNames = 3;
