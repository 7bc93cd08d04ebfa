import type {Buffer} from 'node:buffer';
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import type {Entry} from '../../../tar/tar-builder.js';

/** A small database of a real influxd, with every kind of file. */
export const databaseFolder = fileURLToPath(new URL('../../../../fixtures/database', import.meta.url));

/** Its files as entries of an archive; `change` may return another content. */
export function databaseEntries(change: (name: string, content: Buffer) => Partial<Entry> | undefined = () => undefined): Entry[] {
	return readdirSync(databaseFolder, {recursive: true, withFileTypes: true}).filter(entry => entry.isFile()).map(entry => {
		const file = path.join(entry.parentPath, entry.name);
		const name = `influxdb-data/${path.relative(databaseFolder, file)}`;
		const content = readFileSync(file);
		return {name, content, ...change(name, content)};
	});
}
