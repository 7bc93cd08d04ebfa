import {Parser} from 'htmlparser2';
import {safePath} from '../member-path.js';

/** Entries of an index page: distinct names of files and folders in its folder, and the number of links that lead elsewhere. */
export type Listing = {readonly files: readonly string[]; readonly folders: readonly string[]; readonly others: number};

/** Reads an index page incrementally. */
export type PageReader = {
	readonly write: (text: string) => void;
	/** Number of entries so far. */
	readonly count: () => number;
	/** Whether what came of the page ends within it; known after `end`. */
	readonly isCutShort: () => boolean;
	readonly end: () => Listing;
};

/**
 * Reads the links of a page that lists the folder `base`, as written by Apache, nginx and Python's http.server: only direct entries of
 * this folder count. Links that sort the page, and to parent folders, are ignored silently.
 */
export function readPage(base: URL): PageReader {
	const files = new Set<string>();
	const folders = new Set<string>();
	let others = 0;
	let isCutShort = false;
	const parser = new Parser({
		onopentag(name, {href}) {
			const entry = name === 'a' && href !== undefined ? entryOf(href, base) : 'none';
			if (entry === 'other') {
				others++;
			} else if (entry !== 'none') {
				(entry.isFolder ? folders : files).add(entry.name);
			}
		},
		onclosetag(name, isImplied) {
			isCutShort ||= name === 'html' && isImplied;
		},
	});
	return {
		write(text) {
			parser.write(text);
		},
		count: () => files.size + folders.size,
		isCutShort: () => isCutShort,
		end() {
			parser.end();
			return {files: [...files].filter(name => !folders.has(name)), folders: [...folders], others};
		},
	};
}

type Entry = {readonly name: string; readonly isFolder: boolean};

function entryOf(href: string, base: URL): Entry | 'other' | 'none' {
	let target: URL;
	try {
		target = new URL(href, base);
	} catch {
		return 'other';
	}

	if (target.protocol !== 'http:' && target.protocol !== 'https:') {
		return href.startsWith('#') ? 'none' : 'other';
	}

	if (target.origin !== base.origin) {
		return 'other';
	}

	const [here, there] = [canonicalPath(base), canonicalPath(target)];
	if (here === undefined || there === undefined) {
		return 'other';
	}

	if (here.startsWith(there)) {
		return 'none';
	}

	if (!there.startsWith(here)) {
		return 'other';
	}

	const rest = there.slice(here.length);
	const isFolder = rest.endsWith('/');
	const name = decoded(isFolder ? rest.slice(0, -1) : rest);
	return name === undefined || name.includes('/') || !('path' in safePath(name, 1)) || name === '.' || name === '' ? 'other' : {name, isFolder};
}

/** The path with the same escapes, whichever a server chooses; undefined if it has invalid ones. */
function canonicalPath({pathname}: URL): string | undefined {
	try {
		return pathname.split('/').map(part => encodeURIComponent(decodeURIComponent(part))).join('/');
	} catch {
		return undefined;
	}
}

function decoded(text: string): string | undefined {
	try {
		return text.includes('/') ? undefined : decodeURIComponent(text);
	} catch {
		return undefined;
	}
}

/** The URL of an entry below the folder `base`. */
export const addressOf = (base: URL, path: string, isFolder: boolean): URL =>
	new URL(`${path.split('/').map(part => encodeURIComponent(part)).join('/')}${isFolder && path !== '' ? '/' : ''}`, base);
