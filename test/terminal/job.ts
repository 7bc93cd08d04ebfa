import {expect} from 'vitest';
import type {Explorer, ExplorerOptions} from './driver.js';
import {openOn, timeoutMs} from './explorer-helpers.js';

/** Opens a shell with job control, runs a command line as its job, and waits for a text. */
export async function openJob(line: string, shown: string | RegExp, options: ExplorerOptions = {}): Promise<Explorer> {
	const explorer = await openOn('-i', 'shell>', {
		...options, command: ['/bin/bash', '--norc', '--noprofile'], env: {...options.env, PS1: 'shell> ', JOB: line},
	});
	explorer.press('eval "$JOB"', 'Enter');
	await explorer.shows(shown, timeoutMs);
	return explorer;
}

/** Suspends the job by a key or a signal, and waits for the shell's prompt. */
export async function suspendJob(explorer: Explorer, suspend: () => void): Promise<void> {
	suspend();
	await explorer.shows(/Stopped/v, timeoutMs);
	await explorer.idle();
	expect(explorer.isAlternate()).toBe(false);
	expect(explorer.cursorHidden()).toBe(false);
}
