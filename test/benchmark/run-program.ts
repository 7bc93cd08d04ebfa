import {spawn} from 'node:child_process';
import type {Workspace} from './workspace.js';

export type Run = {readonly milliseconds: number; readonly output: string; readonly errors: string};

/** Runs a program to its end; returns how long that took from the start, and its output (standard output only with `keep`). Throws if it fails. */
export async function runProgram(command: readonly [string, ...string[]], {environment, own}: Workspace, {keep = false} = {}): Promise<Run> {
	const [file, ...words] = command;
	const startedAt = performance.now();
	const child = spawn(file, words, {env: environment, stdio: ['ignore', keep ? 'pipe' : 'ignore', 'pipe']});
	const {release} = own(() => {
		child.kill('SIGKILL');
	});
	const output: Buffer[] = [];
	const errors: Buffer[] = [];
	child.stdout?.on('data', (bytes: Buffer) => {
		output.push(bytes);
	});
	child.stderr?.on('data', (bytes: Buffer) => {
		errors.push(bytes);
	});
	let milliseconds = 0;
	child.once('exit', () => {
		milliseconds = performance.now() - startedAt;
	});
	const status = await new Promise<number | undefined>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', code => {
			resolve(code ?? undefined);
		});
	});
	release();
	const run = {milliseconds, output: Buffer.concat(output).toString(), errors: Buffer.concat(errors).toString()};
	if (status !== 0) {
		throw new Error(`${command.join(' ')} ended with ${status ?? 'a signal'}: ${run.errors.trim()}`);
	}

	return run;
}
