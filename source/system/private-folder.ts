import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {cacheRoot} from './cache-folder.js';
import {codeOf, errorFactory, messageOf} from './errors.js';
import {ownerText, thisProcess} from './owner.js';

const folderError = errorFactory({
	'no-private-folder': {hint: 'set XDG_CACHE_HOME to a folder of your own', status: 1},
});

/** Prefix of our folder names; it is followed by the owner, which is thus known from the moment of creation. */
export const folderPrefix = 'ombt-explorer-';

/** Prefix of the private folders of this process. */
const privateName = (): string => `${folderPrefix}${ownerText(thisProcess())}-`;

/** A folder that no other user can read, removed when this process ends. */
export type PrivateFolder = {
	readonly path: string;
	/** Runs `work` synchronously when the process ends, before the folder is removed, in reverse order of registration; returns a function to unregister it. */
	readonly beforeExit: (work: () => void) => () => void;
	/** Further calls do nothing. */
	readonly remove: () => Promise<void>;
};

/** Creates a folder in the user's cache folder, or without one in the temporary folder. Throws AppError no-private-folder. */
export async function makePrivateFolder(): Promise<PrivateFolder> {
	const locations = await privateParents();
	const exitWork = new Set<() => void>();
	// Synchronous: a signal between creating the folder and registering its removal would leave it behind.
	const folder = makeFolder(locations);
	const atExit = () => {
		for (const work of [...exitWork].reverse()) {
			work();
		}

		removeNow(folder);
	};

	process.on('exit', atExit);
	return {
		path: folder,
		beforeExit(work) {
			exitWork.add(work);
			return () => {
				exitWork.delete(work);
			};
		},
		async remove() {
			await rm(folder, removalOptions);
			process.off('exit', atExit);
		},
	};
}

/** Where private folders are created, preferred location first. */
export async function privateParents(): Promise<readonly string[]> {
	const root = await cacheRoot();
	return root === undefined ? [tmpdir()] : [root, tmpdir()];
}

/** Options to remove a folder, with retries: a program killed a moment ago may still be adding files. */
export const removalOptions = {
	recursive: true, force: true, maxRetries: 10, retryDelay: 20,
} as const;

// Work still in progress, such as writing a file, may add files meanwhile, which Node's own retries do not pick up.
function removeNow(folder: string): void {
	const end = performance.now() + timeoutMs;
	while (performance.now() < end) {
		try {
			rmSync(folder, {recursive: true, force: true});
			return;
		} catch {
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, removalOptions.retryDelay);
		}
	}
}

/** How long to retry at exit (ms). */
const timeoutMs = 5000;

function makeFolder(locations: readonly string[]): string {
	let problem: unknown;
	for (const location of locations) {
		try {
			makeUnlessExists(path.dirname(location));
			makeUnlessExists(location);
			return mkdtempSync(path.join(location, privateName()));
		} catch (error) {
			problem = error;
		}
	}

	throw folderError(
		'no-private-folder',
		`no private folder can be made in ${locations.join(' or ')} (${codeOf(problem) ?? messageOf(problem)})`,
		{cause: problem},
	);
}

// Node's own `recursive` retries forever if a file system such as /proc reports that the parent of a folder is missing.
function makeUnlessExists(folder: string): void {
	try {
		mkdirSync(folder, {mode: 0o700});
	} catch (error) {
		if (codeOf(error) !== 'EEXIST') {
			throw error;
		}
	}
}
