import {readdirSync, statSync} from 'node:fs';
import path from 'node:path';
import {expect} from 'vitest';
import {AppError} from '../../../source/system/errors.js';
import {unpackArchive} from '../../../source/metrics/archive/unpack-archive.js';
import type {Archive} from '../../../source/metrics/engines/engine.js';
import {newFolder} from '../../campaign-builder.js';

export const {signal} = new AbortController();

export const kindOf = (file: string): Archive['kind'] => file.endsWith('.gz') ? 'tar.gz' : (file.endsWith('.tar') ? 'tar' : 'folder');

type Unpacked = {readonly files?: readonly string[]; readonly says?: string; readonly hint?: string};

/** Unpacks an archive; returns the resulting files, or the error. After an error nothing must be left. */
export async function unpacked(file: string, maxUnpacked?: number): Promise<Unpacked> {
	const folder = path.join(newFolder('unpacked'), 'within');
	try {
		await unpackArchive({path: file, kind: kindOf(file)}, folder, {signal, maxUnpacked});
		return {files: filesIn(folder)};
	} catch (error) {
		expect(readdirSync(folder)).toEqual([]);
		expect(error).toBeInstanceOf(AppError);
		const {message, hint} = error as AppError;
		expect(message.startsWith(`${file}: `)).toBe(true);
		expect(`${message}${hint}`).not.toContain('\n');
		return {says: message.slice(file.length + 2), hint};
	}
}

export const filesIn = (folder: string): readonly string[] =>
	readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(name => statSync(path.join(folder, name)).isFile()).sort();

export const databaseFiles = [
	'influxdb-data/data/telegraf/autogen/2/000000001-000000001.tsm',
	'influxdb-data/meta/meta.db',
	'influxdb-data/wal/telegraf/autogen/2/_00001.wal',
];

