import {existsSync, readFileSync} from 'node:fs';
import {Worker, type WorkerOptions} from 'node:worker_threads';

declare global {
	// Interfaces are what TypeScript merges.
	// eslint-disable-next-line @typescript-eslint/consistent-type-definitions
	interface ImportMeta {
		/** Given to each module by the launcher of the single executable: the text of a file that is part of it. Throws where there is none. */
		readonly asset?: (name: string) => string;
	}
}

/** The script of a thread: a file, or its text where the program is a single executable. */
export type ThreadScript = URL | {readonly code: string};

/** The script of a thread that the build puts beside the program, by its file's name; undefined where the program is run from source. */
export function threadScript(name: string): ThreadScript | undefined {
	if (import.meta.asset) {
		return {code: import.meta.asset(name)};
	}

	const file = new URL(name, import.meta.url);
	return existsSync(file) ? file : undefined;
}

/** Starts a thread that runs a script. */
export const startThread = (script: ThreadScript, options: WorkerOptions = {}): Worker =>
	script instanceof URL ? new Worker(script, options) : new Worker(script.code, {...options, eval: true});

/** The packages that are part of the program, with their licences. The build puts them beside the program; from source they are at the top. */
export function readNotices(): string {
	const name = 'THIRD-PARTY-NOTICES';
	if (import.meta.asset) {
		return import.meta.asset(name);
	}

	const built = new URL(name, import.meta.url);
	return readFileSync(existsSync(built) ? built : new URL(`../../${name}`, import.meta.url), 'utf8');
}
