import path from 'node:path';
import type {ArchiveFault} from './archive-errors.js';

/** The folder that an archive is made of, and what of it is a database. */
export const root = 'influxdb-data';
export const parts: readonly string[] = ['data', 'meta', 'wal'];

/** Where a path in an archive leads: to a relative path below `influxdb-data`, to nothing that is wanted, or into trouble. */
export function requestedPath(name: string): {readonly path?: string; readonly problem?: ArchiveFault} {
	const names = name.split('/').filter(part => part !== '' && part !== '.');
	if (path.isAbsolute(name) || names.includes('..')) {
		return {problem: 'archive-path-outside'};
	}

	const [first, second = ''] = names;
	return first === root && parts.includes(second) ? {path: names.slice(1).join('/')} : {};
}
