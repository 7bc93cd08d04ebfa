import {readdir, stat} from 'node:fs/promises';
import path from 'node:path';
import {codeOf} from '../../system/errors.js';
import {trackWait} from '../../system/waiting.js';
import type {SkipCode, SkipReason} from '../errors.js';
import type {Entry} from '../model/iteration.js';
import {isInside} from '../../system/paths.js';

/** `modified`: nanoseconds since the epoch as a decimal string, because a double is not precise enough. */
export type LogFile = {readonly path: string; readonly name: string; readonly size: number; readonly modified: string};

/** The controller logs and consoles of an iteration by name; without usable logs, the reason and the consoles found. */
export type LogListing = {readonly consoles: readonly LogFile[]} & ({readonly logs: readonly LogFile[]} | SkipReason);

/** Lists an iteration's folder: logs `*controller*.log`, and separately the consoles `*controller*_docker.log`. */
export async function listLogs(campaignFolder: string, entry: Entry): Promise<LogListing> {
	const position = iterationFolder(campaignFolder, entry);
	if ('reason' in position) {
		return {...position, consoles: []};
	}

	const {folder, backupDir} = position;
	try {
		const names = await trackWait(folder, async () => readdir(folder));
		const describeThose = async (isWanted: (name: string) => boolean) =>
			Promise.all(names.filter(name => isWanted(name)).sort().map(async name => describe(folder, name)));
		const [logs, described] = await Promise.all([describeThose(isControllerLog), describeThose(isConsole)]);
		const unreadable = logs.find(({isPlain}) => !isPlain);
		const consoles = described.filter(({isFile}) => isFile).map(({log}) => log);
		if (logs.length === 0) {
			return {code: 'log-missing', reason: `${backupDir}: no controller log`, consoles};
		}

		return unreadable ? {code: 'log-not-file', reason: `${unreadable.log.name}: not a plain file`, consoles} : {logs: logs.map(({log}) => log), consoles};
	} catch (error) {
		const code = codeOf(error) ?? 'unknown error';
		return {...folderReasons[code]?.(backupDir) ?? {code: 'log-unreadable', reason: `${backupDir}: cannot be read (${code})`}, consoles: []};
	}
}

/** Reasons to skip an iteration that its folder gives, before a log is read. */
const folderCodes: ReadonlySet<SkipCode> = new Set(['folder-missing', 'folder-not-folder', 'folder-unknown', 'log-missing', 'log-not-file']);

/** Whether the folder of an iteration that was skipped for this reason certainly has changed since. */
export const hasFolderChanged = (listing: LogListing, {code}: Pick<SkipReason, 'code'>): boolean =>
	'logs' in listing ? folderCodes.has(code) : folderCodes.has(listing.code) && listing.code !== code;

const folderReasons: Readonly<Record<string, (backupDir: string) => SkipReason>> = {
	ENOENT: backupDir => ({code: 'folder-missing', reason: `${backupDir}: absent folder`}),
	ENOTDIR: backupDir => ({code: 'folder-not-folder', reason: `${backupDir}: not a folder`}),
};

/** Whether a file name is that of a controller's results. */
export const isControllerLog = (name: string): boolean =>
	!name.startsWith('.') && /controller.*\.log$/sv.test(name) && !isConsole(name);

/** The id of the run in log names: `HOST_controller-0-TOPIC-A-3-0.log`, a uuid in campaigns that are not incremental. */
const runPattern = /_controller-\d+-.+?-(?<run>[A-Z]-\d+|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?:-(?<shard>\d+))?\.log$/v;

/**
 * The runs that wrote these logs, in order of the names; empty if the names do not contain them. A run has one log per shard: several of them,
 * from other hosts, mean that it was restarted.
 */
export function runsIn(logs: ReadonlyArray<Pick<LogFile, 'name'>>): readonly string[] {
	const seen = new Set<string>();
	const runs = logs.flatMap(({name}) => {
		const {run, shard} = runPattern.exec(name)?.groups ?? {};
		const isAgain = shard !== undefined && seen.has(`${run} ${shard}`);
		seen.add(`${run} ${shard}`);
		return run === undefined ? [] : [isAgain ? `${run} again` : run];
	});
	return [...new Set(runs)];
}

const isConsole = (name: string): boolean => !name.startsWith('.') && /controller.*_docker\.log$/sv.test(name);

// Reading a pipe would block forever; a dangling link or a folder is reported when the log is read.
type Described = {readonly log: LogFile; readonly isFile: boolean; readonly isPlain: boolean};

async function describe(folder: string, name: string): Promise<Described> {
	const file = path.join(folder, name);
	const found = await trackWait(file, async () => stat(file, {bigint: true})).catch(() => undefined);
	return {
		log: {
			path: file, name, size: Number(found?.size ?? 0), modified: String(found?.mtimeNs ?? 0),
		},
		isFile: found?.isFile() ?? false,
		isPlain: !found || found.isFile() || found.isDirectory(),
	};
}

/** The folder of an iteration, as an absolute path and as written in params.json; or why it is unknown. */
export type IterationFolder = {readonly folder: string; readonly backupDir: string} | SkipReason;

/** The folder of an iteration within its campaign. */
export function iterationFolder(campaignFolder: string, {backupDir, index, parameters}: Pick<Entry, 'backupDir' | 'index' | 'parameters'>): IterationFolder {
	if (backupDir === null || backupDir === '') {
		const isEmpty = Object.keys(parameters).length === 0;
		return {
			code: 'folder-unknown',
			reason: `params.json entry ${index}: ${isEmpty ? 'not an object with parameters' : 'no backup_dir, so its folder is unknown'}`,
		};
	}

	const folder = path.resolve(campaignFolder, backupDir);
	return isInside(campaignFolder, folder)
		? {folder, backupDir}
		: {code: 'folder-unknown', reason: `params.json entry ${index}: backup_dir ${backupDir} leads out of the campaign`};
}
