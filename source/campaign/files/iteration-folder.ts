import path from 'node:path';
import {isInside} from '../../system/paths.js';
import type {SkipReason} from '../errors.js';
import type {Entry} from '../model/iteration.js';

/** Where an iteration's files are, as an absolute path and as params.json names it; or the reason why that is unknown. */
export type Location = {readonly folder: string; readonly backupDir: string} | SkipReason;

/** The folder of an iteration, which lies in its campaign. */
export function iterationFolder(campaignFolder: string, {backupDir, index, parameters}: Pick<Entry, 'backupDir' | 'index' | 'parameters'>): Location {
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
