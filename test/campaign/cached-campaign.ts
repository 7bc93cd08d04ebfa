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

/** A folder for cache files within a cache folder that belongs to this user alone. */
export const newCacheFolder = (): string => path.join(newFolder(), 'aggregates');

/** The statistics table, as printed by the program with this cache folder. */
export const table = async (folder: string, cacheHome: string, ...flags: readonly string[]) =>
	runProgram(['table', folder, '--format', 'json', ...flags], {env: {XDG_CACHE_HOME: cacheHome}});

/** The ok messages of the first iteration's clients, according to the table. */
export const okOf = async (folder: string, cacheHome: string, ...flags: readonly string[]): Promise<unknown> =>
	(/"client_ok": (?<ok>\d+)/v.exec((await table(folder, cacheHome, ...flags)).stdout))?.groups?.ok;

/** A log whose client sent this many messages. */
export const logWith = (ok: number): string => goodLog.replace('"msgs_ok":5', `"msgs_ok":${ok}`);

/** A campaign with one log of `ok` messages, whose modification time is a whole second. */
export function campaignWith(ok: number) {
	const folder = campaignOf([entry('A-0')], {[logFile('A-0')]: logWith(ok)});
	const log = path.join(folder, logFile('A-0'));
	utimesSync(log, 1000, 1000);
	return {folder, log};
}

/** Changes the log without changing its size and time: only a cache can return the previous result. */
export function changeUnseen(log: string): void {
	writeFileSync(log, logWith(6));
	utimesSync(log, 1000, 1000);
}
