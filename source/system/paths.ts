import {access, realpath} from 'node:fs/promises';
import path from 'node:path';

/** Whether a path is the folder or inside it, by name only: links are not followed. */
export function isInside(folder: string, file: string): boolean {
	const relative = path.relative(folder, file);
	return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/** Like `isInside`, after resolving links in both paths; the file itself need not exist yet. */
export async function isReallyInside(folder: string, file: string): Promise<boolean> {
	const [realFolder, realParent] = await Promise.all([realPath(folder), realPath(path.dirname(file))]);
	return isInside(realFolder, path.join(realParent, path.basename(file)));
}

const realPath = async (location: string): Promise<string> => realpath(location).catch(() => location);

/** Whether the path exists, following links. */
export async function exists(file: string): Promise<boolean> {
	try {
		await access(file);
		return true;
	} catch {
		return false;
	}
}

const pathAliases = new Map<string, string>();

/** Makes `replaceAliases` replace a folder by an address: the folder is a mirror, which the user does not know. */
export function addPathAlias(folder: string, address: string): void {
	pathAliases.set(folder, address.replace(/\/+$/v, ''));
}

/** A text for display, with addresses instead of the folders that mirror them. */
export function replaceAliases(text: string): string {
	let result = text;
	for (const [folder, address] of pathAliases) {
		result = result.replaceAll(folder, () => address);
	}

	return result;
}
