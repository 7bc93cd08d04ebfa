import {
	existsSync, readdirSync, utimesSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {
	campaignOf, entry, goodLog, logFile, newFolder,
} from '../campaign-builder.js';
import {runProgram} from '../program.js';

/** The files of aggregates in a cache folder. */
export const locations = (cacheHome: string) => {
	const folder = path.join(cacheHome, 'ombt-explorer/aggregates');
	return existsSync(folder) ? readdirSync(folder).map(name => path.join(folder, name)) : [];
};

/** A folder for cache files within a cache folder of this user alone. */
export const newCacheFolder = (): string => path.join(newFolder(), 'aggregates');

/** The statistics table, as the program prints it with this cache folder. */
export const table = async (folder: string, cacheHome: string, ...flags: readonly string[]) =>
	runProgram(['table', folder, '--format', 'json', ...flags], {env: {XDG_CACHE_HOME: cacheHome}});

/** What the clients of the first iteration did, as the table says it. */
export const okOf = async (folder: string, cacheHome: string, ...flags: readonly string[]): Promise<unknown> =>
	(/"client_ok": (?<ok>\d+)/v.exec((await table(folder, cacheHome, ...flags)).stdout))?.groups?.ok;

/** A log whose client has so many messages. */
export const logWith = (ok: number): string => goodLog.replace('"msgs_ok":5', `"msgs_ok":${ok}`);

/** A campaign of one log with `ok` messages, whose time is a whole second. */
export function campaignWith(ok: number) {
	const folder = campaignOf([entry('A-0')], {[logFile('A-0')]: logWith(ok)});
	const log = path.join(folder, logFile('A-0'));
	utimesSync(log, 1000, 1000);
	return {folder, log};
}

/** Changes the log so that its size and time stay: only a cache can answer as before. */
export function changeUnseen(log: string): void {
	writeFileSync(log, logWith(6));
	utimesSync(log, 1000, 1000);
}
