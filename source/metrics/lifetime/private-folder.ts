import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {cacheRoot} from '../../system/cache-folder.js';
import {codeOf, messageOf} from '../../system/errors.js';
import {ownerText, ownOwner} from '../../system/owner.js';
import {metricsError} from '../errors.js';

/** What the names of our folders begin with; the owner follows, so that it is known from the first moment on. */
export const folderPrefix = 'ombt-explorer-';

/** What the name of a private folder of this process begins with. */
const privateName = (): string => `${folderPrefix}${ownerText(ownOwner())}-`;

/** A folder that no other user can look into, gone when this process ends. */
export type PrivateFolder = {
	readonly path: string;
	/** Has `work` done when the process ends, at once, the latest first, before the folder is removed; returns what takes it back. */
	readonly beforeExit: (work: () => void) => () => void;
	/** A second call does nothing. */
	readonly remove: () => Promise<void>;
};

/** Makes a folder under the user's cache folder, or where there is none, under the one for temporary files. Throws AppError no-private-folder. */
export async function makePrivateFolder(): Promise<PrivateFolder> {
	const locations = await privateParents();
	const works = new Set<() => void>();
	// At once: a signal that comes between the making and the promise to remove it would leave the folder behind.
	const folder = makeFolder(locations);
	const atExit = () => {
		for (const work of [...works].reverse()) {
			work();
		}

		removeNow(folder);
	};

	process.on('exit', atExit);
	return {
		path: folder,
		beforeExit(work) {
			works.add(work);
			return () => {
				works.delete(work);
			};
		},
		async remove() {
			await rm(folder, removal);
			process.off('exit', atExit);
		},
	};
}

/** The folders that private folders are made in, the preferred one first. */
export async function privateParents(): Promise<readonly string[]> {
	const root = await cacheRoot();
	return root === undefined ? [tmpdir()] : [root, tmpdir()];
}

// A program that was killed a moment ago may still be adding files.
export const removal = {
	recursive: true, force: true, maxRetries: 10, retryDelay: 20,
} as const;

// What was begun before the process ends goes on beside it, such as the writing of a file: Node's own tries again do not look for new ones.
function removeNow(folder: string): void {
	const end = performance.now() + timeoutMs;
	while (performance.now() < end) {
		try {
			rmSync(folder, {recursive: true, force: true});
			return;
		} catch {
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, removal.retryDelay);
		}
	}
}

/** How long a process that ends tries (ms). */
const timeoutMs = 5000;

function makeFolder(locations: readonly string[]): string {
	let problem: unknown;
	for (const location of locations) {
		try {
			makeMissing(path.dirname(location));
			makeMissing(location);
			return mkdtempSync(path.join(location, privateName()));
		} catch (error) {
			problem = error;
		}
	}

	throw metricsError(
		'no-private-folder',
		`no private folder can be made in ${locations.join(' or ')} (${codeOf(problem) ?? messageOf(problem)})`,
		{cause: problem},
	);
}

// Node's own `recursive` tries for ever where a file system such as /proc says that the parent of a folder is missing.
function makeMissing(folder: string): void {
	try {
		mkdirSync(folder, {mode: 0o700});
	} catch (error) {
		if (codeOf(error) !== 'EEXIST') {
			throw error;
		}
	}
}
