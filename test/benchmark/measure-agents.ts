import {readFileSync} from 'node:fs';
import type {Measurement} from './budgets.js';
import {bodyOf, restMilliseconds, size} from './measure-first-frame.js';
import {measureScreen} from './measure-key-presses.js';
import {explorer} from './programs.js';
import {openRecordedTerminal, picturesOf, sleep} from './recorded-terminal.js';
import {runProgram} from './run-program.js';
import {median} from './statistics.js';
import type {Workspace} from './workspace.js';

const agentsKey = '6';
const loading = 'reading the agents';
const maxMilliseconds = 30_000;

/**
 * Times from the key of the Agents screen to its final frame, for a campaign whose sums are cached; then presses ↓ there. The memory is the peak of
 * the whole process.
 */
export async function measureAgents(
	{campaign, subject, rounds}: {campaign: string; subject: string; rounds: number},
	workspace: Workspace,
): Promise<readonly Measurement[]> {
	await runProgram(explorer('table', campaign), workspace);
	const times: number[] = [];
	const memory: number[] = [];
	const keys: Array<readonly Measurement[]> = [];
	for (let round = 0; round < rounds; round++) {
		const terminal = openRecordedTerminal(explorer(campaign), size, workspace);
		await terminal.quiet(2 * restMilliseconds);
		const pressedAt = terminal.press(agentsKey);
		let pictures = await picturesOf(terminal.recording(), size);
		do {
			await sleep(restMilliseconds);
			await terminal.quiet(restMilliseconds);
			pictures = await picturesOf(terminal.recording(), size);
		} while (!bodyOf(pictures.at(-1)).includes('clients') && performance.now() < pressedAt + maxMilliseconds);

		const atRest = bodyOf(pictures.at(-1));
		if (!atRest.includes('clients') || atRest.includes(loading)) {
			throw new Error(`the screen shows no agents:\n${atRest}`);
		}

		times.push((pictures.find(picture => bodyOf(picture) === atRest)?.at ?? Number.NaN) - pressedAt);
		keys.push(await measureScreen(terminal, subject));
		memory.push(peakOf(terminal.pid));
		await terminal.close();
	}

	return [
		{budget: 'agentsScreen', subject, measured: median(times)},
		peak(subject, memory),
		...keys.at(-1) ?? [],
	];
}

function peak(subject: string, memory: readonly number[]): Measurement {
	return memory.some(megabytes => Number.isNaN(megabytes))
		? {budget: 'agentsMemory', subject, skipped: 'no /proc here'}
		: {budget: 'agentsMemory', subject, measured: Math.max(...memory)};
}

/** Peak memory of a process in MB; NaN if the system does not provide it. */
function peakOf(pid: number): number {
	try {
		return Number(/VmHWM:\s*(?<kibibytes>\d+)/v.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.groups?.kibibytes) * 1024 / 1e6;
	} catch {
		return Number.NaN;
	}
}
