import process from 'node:process';
import {explorer} from './programs.js';
import {runProgram} from './run-program.js';
import type {Workspace} from './workspace.js';

// Runs first inside the program. Linux counts the parent's memory into maxRSS; VmHWM is the program's own, threads included.
const preload = String.raw`
import fs from 'node:fs';
import {isMainThread} from 'node:worker_threads';
if (isMainThread) process.on('exit', () => {
	let kibibytes = process.resourceUsage().maxRSS;
	try { kibibytes = Number(/VmHWM:\s*(\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]); } catch {}
	fs.writeSync(2, '\npeak ' + kibibytes + ' KiB\n');
});`;

/** Peak memory of the explorer with these arguments, in MB. */
export async function peakMemory(words: readonly string[], workspace: Workspace): Promise<number> {
	const [file, ...rest] = explorer(...words);
	const {errors} = await runProgram([file, '--import', `data:text/javascript,${encodeURIComponent(preload)}`, ...rest], workspace);
	const kibibytes = /peak (?<kibibytes>\d+) KiB/v.exec(errors)?.groups?.kibibytes;
	if (kibibytes === undefined) {
		throw new Error(`${process.execPath} did not say how much memory it used`);
	}

	return Number(kibibytes) * 1024 / 1e6;
}
