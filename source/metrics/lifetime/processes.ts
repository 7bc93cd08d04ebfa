import {readdirSync, readFileSync, statSync} from 'node:fs';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {startOf} from '../../system/owner.js';

export type Process = {
	readonly pid: number;
	/** Start time, as returned by `startOf`. */
	readonly start: string;
	readonly words: readonly string[];
};

/** The user's own processes with these words as consecutive arguments. */
export function processesWith(...words: readonly string[]): readonly Process[] {
	const marker = `\0${words.join('\0')}\0`;
	return numbers().flatMap(pid => {
		// In this order: if another process reuses the pid in between, its arguments do not match.
		const start = startOf(pid);
		const words = argumentsOf(pid);
		return start !== undefined && words.includes(marker) ? [{pid, start, words: words.split('\0')}] : [];
	});
}

/** Kills a process and waits for its end, for at most a few seconds. */
export async function killProcess({pid, start}: Pick<Process, 'pid' | 'start'>): Promise<void> {
	for (let tries = 0; tries < 100 && startOf(pid) === start; tries++) {
		try {
			process.kill(pid, 'SIGKILL');
		} catch {
			return;
		}

		await sleep(tries < 10 ? 5 : 50);
	}
}

function numbers(): readonly number[] {
	try {
		return readdirSync('/proc').filter(name => /^\d+$/v.test(name)).map(Number);
	} catch {
		return [];
	}
}

function argumentsOf(pid: number): string {
	try {
		return statSync(`/proc/${pid}`).uid === process.getuid?.() ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : '';
	} catch {
		return '';
	}
}
