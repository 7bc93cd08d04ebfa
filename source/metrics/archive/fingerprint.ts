import {readdir, stat} from 'node:fs/promises';
import path from 'node:path';
import {digest} from '../../system/cache-file.js';
import type {Archive} from '../engines/engine.js';

/**
 * A text that tells an archive as it is now from what it was before: its path, size and time; of a folder, those of all its files.
 * Undefined where it cannot be looked at.
 */
export async function fingerprintOf({path: location, kind}: Archive): Promise<string | undefined> {
	try {
		const names = kind === 'folder' ? await readdir(location, {recursive: true}) : [];
		const lines: string[] = [];
		for (const name of ['', ...names.sort()]) {
			const {size, mtimeNs} = await stat(path.join(location, name), {bigint: true});
			lines.push(`${name}\0${size}\0${mtimeNs}`);
		}

		return digest([kind, location, ...lines].join('\n'));
	} catch {
		return undefined;
	}
}
