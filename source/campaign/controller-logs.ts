import {readdir, stat} from 'node:fs/promises';
import path from 'node:path';
import {codeOf} from './errors.js';
import type {Entry} from './iteration.js';

export type LogFile = {readonly path: string; readonly name: string; readonly size: number; readonly modified: number};

/** The controllers' logs of an iteration in order of their names, or the reason why there are none. */
export type Survey = {readonly logs: readonly LogFile[]} | {readonly reason: string};

/** Looks into an iteration's folder: `*controller*.log` without the consoles `*controller*_docker.log`. */
export async function surveyLogs(campaignFolder: string, entry: Entry): Promise<Survey> {
	const {backupDir} = entry;
	if (backupDir === null || backupDir === '') {
		return {reason: `params.json entry ${entry.index}: no backup_dir, so its folder is unknown`};
	}

	const folder = path.resolve(campaignFolder, backupDir);
	if (!folder.startsWith(campaignFolder + path.sep) && folder !== campaignFolder) {
		return {reason: `params.json entry ${entry.index}: backup_dir ${backupDir} leads out of the campaign`};
	}

	try {
		const names = await readdir(folder);
		const logs = await Promise.all(names.filter(name => isControllerLog(name)).sort().map(async name => describe(folder, name)));
		return logs.length > 0 ? {logs} : {reason: `${backupDir}: no controller log`};
	} catch (error) {
		const code = codeOf(error);
		return {reason: `${backupDir}: ${code === 'ENOENT' ? 'absent folder' : code === 'ENOTDIR' ? 'not a folder' : `cannot be read (${code ?? 'unknown error'})`}`};
	}
}

const isControllerLog = (name: string): boolean =>
	!name.startsWith('.') && /controller.*\.log$/sv.test(name) && !/controller.*_docker\.log$/sv.test(name);

async function describe(folder: string, name: string): Promise<LogFile> {
	const file = path.join(folder, name);
	// A dangling link is reported when the log is read.
	const found = await stat(file).catch(() => undefined);
	return {
		path: file, name, size: found?.size ?? 0, modified: found?.mtimeMs ?? 0,
	};
}
