import {spawn} from 'node:child_process';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {newFolder} from './campaign-builder.js';

/** The built program. */
export const program = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

export type Ended = {readonly status: number | null; readonly stdout: string; readonly stderr: string};

type Options = {
	readonly env?: Readonly<Record<string, string>>;
	readonly cwd?: string;
	/** The content of standard input. */
	readonly input?: Uint8Array;
};

const cacheHome = newFolder('cache');

/** The environment of a user with a UTF-8 terminal, and a cache folder for this test file only. */
export const environment = (more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
	PATH: process.env.PATH ?? '', HOME: cacheHome, XDG_CACHE_HOME: cacheHome, LC_ALL: 'C.UTF-8', TERM: 'xterm-256color', ...more,
});

/** Runs the built program with these arguments, with pipes instead of a terminal, and waits for its end. */
export const runProgram = async (words: readonly string[], {env = {}, cwd, input}: Options = {}): Promise<Ended> => new Promise((resolve, reject) => {
	const child = spawn(process.execPath, [program, ...words], {env: environment(env), ...cwd === undefined ? {} : {cwd}, stdio: ['pipe', 'pipe', 'pipe']});
	// It may exit before it has read everything.
	child.stdin.on('error', () => {});
	child.stdin.end(input ?? '');
	const chunks: {readonly stdout: Uint8Array[]; readonly stderr: Uint8Array[]} = {stdout: [], stderr: []};
	child.stdout.on('data', (chunk: Uint8Array) => chunks.stdout.push(chunk));
	child.stderr.on('data', (chunk: Uint8Array) => chunks.stderr.push(chunk));
	child.on('error', reject);
	child.on('close', status => {
		resolve({status, stdout: Buffer.concat(chunks.stdout).toString('utf8'), stderr: Buffer.concat(chunks.stderr).toString('utf8')});
	});
});
