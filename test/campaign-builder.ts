import {
	mkdirSync, mkdtempSync, rmSync, writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {goodLog, logFile} from './campaign-content.js';

export * from './campaign-content.js';

/** Creates an empty folder with a name like `prefix-x1y2z3`, removed after the test file. */
export function newFolder(prefix = 'campaign'): string {
	const folder = mkdtempSync(path.join(tmpdir(), `ombt-explorer-${prefix}-`));
	folders.push(folder);
	return folder;
}

const folders: string[] = [];

/** Removes the new folders. */
export function removeFolders(): void {
	for (const folder of folders.splice(0)) {
		rmSync(folder, {recursive: true, force: true});
	}
}

/** Writes files by their paths into a new folder (`name/` creates a folder), and returns it. */
export function writeFiles(files: Readonly<Record<string, string | Uint8Array>>, prefix?: string): string {
	const folder = newFolder(prefix);
	for (const [name, content] of Object.entries(files)) {
		const file = path.join(folder, name);
		mkdirSync(name.endsWith('/') ? file : path.dirname(file), {recursive: true});
		if (!name.endsWith('/')) {
			writeFileSync(file, content);
		}
	}

	return folder;
}

/** A campaign with these entries and a good log for each; `files` are added, or replace a log. */
export const campaignOf = (
	entries: ReadonlyArray<Readonly<Record<string, unknown>>>,
	files: Readonly<Record<string, string | Uint8Array>> = {},
): string =>
	writeFiles({
		'params.json': JSON.stringify(entries),
		...Object.fromEntries(entries.map(({backup_dir: name}) => [logFile(String(name)), goodLog])),
		...files,
	});
