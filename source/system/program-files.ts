import {existsSync, readFileSync} from 'node:fs';
import {Worker, type WorkerOptions} from 'node:worker_threads';

declare global {
	// Only an interface can be merged with the built-in one.
	// eslint-disable-next-line @typescript-eslint/consistent-type-definitions
	interface ImportMeta {
		/** Set on each module by the launcher of the single executable: the text of an embedded file. Throws if there is none. */
		readonly asset?: (name: string) => string;
		/** Set on each module by the launcher of the built program; undefined when run from source. */
		readonly saveCode?: (run: CodeRun) => Promise<void>;
	}
}

/** The script of a thread: a file, or its source text in the single executable. */
export type ThreadScript = URL | {readonly code: string};

/** The script of a thread that the build places next to the program, by file name; undefined when run from source. */
export function threadScript(name: string): ThreadScript | undefined {
	if (import.meta.asset) {
		return {code: import.meta.asset(name)};
	}

	const file = new URL(name, import.meta.url);
	return existsSync(file) ? file : undefined;
}

/** Starts a thread. */
export const startThread = (script: ThreadScript, options: WorkerOptions = {}): Worker =>
	script instanceof URL ? new Worker(script, options) : new Worker(script.code, {...options, eval: true});

/** Licences of the bundled packages. The build places them next to the program; in the source tree they are at the top. */
export function readNotices(): string {
	const name = 'THIRD-PARTY-NOTICES';
	if (import.meta.asset) {
		return import.meta.asset(name);
	}

	const built = new URL(name, import.meta.url);
	return readFileSync(existsSync(built) ? built : new URL(`../../${name}`, import.meta.url), 'utf8');
}

/** A run of the program whose compiled code may be cached. */
export type CodeRun = {
	readonly command: string;
	/** Nothing is ever written there. */
	readonly campaignFolder: string;
	/** Whether the run is ending, so that more may have been compiled since the last call. */
	readonly isEnd: boolean;
};

/** Caches the code V8 has compiled in this run. Resolves when done, after at most half a second. */
export async function saveCode(run: CodeRun): Promise<void> {
	await import.meta.saveCode?.(run);
}
