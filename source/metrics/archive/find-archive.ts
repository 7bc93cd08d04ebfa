import path from 'node:path';
import {stat} from 'node:fs/promises';
import {trackWait} from '../../system/waiting.js';
import type {Entry} from '../../campaign/model/iteration.js';
import {iterationFolder} from '../../campaign/files/controller-logs.js';
import type {Archive} from '../engines/engine.js';
import type {AppError} from '../../system/errors.js';
import {metricsError} from '../errors.js';
import {digest} from '../../system/cache-file.js';
import {maxEntries} from '../../tar/unpack-budget.js';
import {walkDatabase} from './copy-folder.js';

/** File names of an iteration's database; the first that exists wins. */
const kinds: ReadonlyArray<{readonly kind: Archive['kind']; readonly name: string}> = [
	{kind: 'tar.gz', name: 'influxdb-data.tar.gz'},
	{kind: 'tar.gz', name: 'influxdb-data.tgz'},
	{kind: 'tar', name: 'influxdb-data.tar'},
	{kind: 'folder', name: 'influxdb-data'},
];

/** Unsupported compressions by the ends of file names, with commands that unpack them in place. */
const otherCompressions: ReadonlyArray<{readonly ends: readonly string[]; readonly by: string; readonly command: (name: string) => string}> = [
	{ends: ['.tar.xz', '.txz'], by: 'xz', command: name => `tar -xJf ${name}`},
	{ends: ['.tar.zst', '.tzst'], by: 'zstd', command: name => `tar --zstd -xf ${name}`},
	{ends: ['.tar.bz2', '.tbz2'], by: 'bzip2', command: name => `tar -xjf ${name}`},
	{ends: ['.tar.lz4'], by: 'lz4', command: name => `lz4 -dc ${name} | tar -xf -`},
	{ends: ['.zip'], by: 'zip', command: name => `unzip ${name}`},
];

type Named = Pick<Entry, 'backupDir' | 'index' | 'parameters'>;

/** The database in an iteration's folder; undefined if there is none. */
export async function findArchive(campaignFolder: string, entry: Named): Promise<Archive | undefined> {
	const position = iterationFolder(campaignFolder, entry);
	if ('reason' in position) {
		return undefined;
	}

	for (const {kind, name} of kinds) {
		const file = path.join(position.folder, name);
		const found = await trackWait(file, async () => stat(file)).catch(() => undefined);
		if (kind === 'folder' ? found?.isDirectory() : found?.isFile()) {
			return {path: file, kind};
		}
	}

	return undefined;
}

/** The error for an iteration without a readable database; for an unsupported compression its hint has the command that unpacks it. */
export async function noArchive(campaignFolder: string, entry: Named): Promise<AppError> {
	const position = iterationFolder(campaignFolder, entry);
	const folder = 'reason' in position ? undefined : position.folder;
	for (const {ends, by, command} of folder === undefined ? [] : otherCompressions) {
		for (const name of ends.map(end => `influxdb-data${end}`)) {
			const file = path.join(folder!, name);
			const found = await trackWait(file, async () => stat(file)).catch(() => undefined);
			if (found?.isFile()) {
				return metricsError('archive-compression', `${file}: compressed with ${by}`, {
					file, hint: `unpack it in its folder with ${command(name)}: a folder influxdb-data is read as well`,
				});
			}
		}
	}

	return metricsError('archive-missing', 'no influxdb-data.tar.gz');
}

/**
 * Fingerprint of an archive: its path, size and time; of a folder, those of its database's files. Undefined if it cannot be read, or if a
 * folder has more than `maxEntries` entries.
 */
export async function fingerprintOf({path: location, kind}: Archive): Promise<string | undefined> {
	try {
		const lines = kind === 'folder' ? [] : [await fileLine(location, '')];
		if (kind === 'folder') {
			for await (const {location: name, isFolder} of walkDatabase(location, '', new AbortController().signal)) {
				// The time of a folder changes as placeholders in it are replaced.
				lines.push(isFolder ? name : await fileLine(location, name));
				if (lines.length > maxEntries) {
					return undefined;
				}
			}
		}

		return digest([kind, location, ...lines.sort()].join('\n'));
	} catch {
		return undefined;
	}
}

async function fileLine(folder: string, name: string): Promise<string> {
	const {size, mtimeNs} = await stat(path.join(folder, name), {bigint: true});
	return `${name}\0${size}\0${mtimeNs}`;
}
