import {realpathSync} from 'node:fs';
import path from 'node:path';

/** Whether a path is the folder or lies in it, by the names alone: links are not followed. */
export function isInside(folder: string, file: string): boolean {
	const relative = path.relative(folder, file);
	return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/** As `isInside`, after the links on the way to both; the file itself need not exist yet. */
export const isReallyInside = (folder: string, file: string): boolean =>
	isInside(realPath(folder), path.join(realPath(path.dirname(file)), path.basename(file)));

function realPath(location: string): string {
	try {
		return realpathSync(location);
	} catch {
		return location;
	}
}
