import type {BudgetId, Measurement} from './budgets.js';
import {difference} from './difference.js';
import type {Python} from './find-python.js';
import {peakMemory} from './peak-memory.js';
import {explorer, notebook, type Command} from './programs.js';
import {runProgram} from './run-program.js';
import {median} from './statistics.js';
import type {Workspace} from './workspace.js';

export type LoadingOptions = {
	readonly campaign: string;
	readonly subject: string;
	readonly cold: BudgetId;
	readonly warm: BudgetId;
	readonly python: Python | undefined;
	readonly rounds: number;
};

// Warm runs are short: the median needs more of them.
const warmRuns = 3;

/**
 * Times `table --format json` with and without the cache, alternating with the notebook's loading code, after all three have printed the same
 * table. The logs are in the page cache, since reading the disk takes the same time for all.
 */
export async function measureLoading({campaign, subject, cold, warm, python, rounds}: LoadingOptions, workspace: Workspace): Promise<readonly Measurement[]> {
	const words = ['table', campaign, '--format', 'json'];
	const coldly = explorer(...words, '--no-cache');
	const warmly = explorer(...words);
	const memory: Measurement = {budget: 'memory', subject, measured: await peakMemory([...words, '--no-cache'], workspace)};
	await runProgram(warmly, workspace);
	if (!python) {
		return [...[cold, warm].map(budget => ({budget, subject, skipped: 'no python3'})), memory];
	}

	const peer = notebook(python, campaign);
	await expectSameTable(peer, [coldly, warmly], workspace);
	const times = {peer: new Array<number>(), cold: new Array<number>(), warm: new Array<number>()};
	for (let round = 0; round < rounds; round++) {
		times.peer.push((await runProgram(peer, workspace)).milliseconds);
		times.cold.push((await runProgram(coldly, workspace)).milliseconds);
		for (let run = 0; run < warmRuns; run++) {
			times.warm.push((await runProgram(warmly, workspace)).milliseconds);
		}
	}

	return [
		{
			budget: cold, subject, measured: median(times.cold), peer: median(times.peer),
		},
		{
			budget: warm, subject, measured: median(times.warm), peer: median(times.peer),
		},
		memory,
	];
}

async function expectSameTable(peer: Command, commands: readonly Command[], workspace: Workspace): Promise<void> {
	const expected = await tableOf(peer, workspace);
	for (const command of commands) {
		const found = difference(expected, await tableOf(command, workspace));
		if (found !== undefined) {
			throw new Error(`${command.join(' ')} prints another table than the notebook's code: ${found}`);
		}
	}
}

/** The rows of a table without the identifiers of iterations, which the notebook's code does not print. */
async function tableOf(command: Command, workspace: Workspace): Promise<unknown> {
	const rows = JSON.parse((await runProgram(command, workspace, {keep: true})).output) as ReadonlyArray<Readonly<Record<string, unknown>>>;
	return rows.map(({index, backup_dir: backupDir, ...row}) => row);
}
