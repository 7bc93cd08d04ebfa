import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {constants, tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';

/** A temporary folder, and the processes that work in it. Both end with this process, also on Ctrl-C or an exception. */
export type Workspace = {
	/** Creates a folder inside. */
	readonly folder: (name: string) => string;
	/** The environment of the measured programs: nothing of the user's is read or written. */
	readonly environment: Readonly<Record<string, string>>;
	/** Kills the process if this one ends before `release`. */
	readonly own: (kill: () => void) => {readonly release: () => void};
};

/** Creates the temporary folder. */
export function openWorkspace(): Workspace {
	const root = mkdtempSync(path.join(tmpdir(), 'ombt-explorer-benchmark-'));
	const owned = new Set<() => void>();
	process.on('exit', () => {
		for (const kill of owned) {
			kill();
		}

		rmSync(root, {recursive: true, force: true, maxRetries: 3});
	});
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => process.exit(128 + constants.signals[signal]));
	}

	return {
		folder(name) {
			const folder = path.join(root, name);
			mkdirSync(folder, {recursive: true});
			return folder;
		},
		environment: {
			...Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => value === undefined || hidden.has(name) ? [] : [[name, value]])),
			HOME: root,
			XDG_CACHE_HOME: path.join(root, 'cache'),
			LANG: 'C.UTF-8',
			TERM: 'xterm-256color',
		},
		own(kill) {
			owned.add(kill);
			return {
				release() {
					owned.delete(kill);
				},
			};
		},
	};
}

// Variables that would change what is drawn, or how Node starts.
const hidden: ReadonlySet<string> = new Set(['NODE_OPTIONS', 'NO_COLOR', 'FORCE_COLOR', 'LC_ALL', 'LC_CTYPE', 'CI']);
