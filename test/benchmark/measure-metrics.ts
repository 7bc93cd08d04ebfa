import {rmSync} from 'node:fs';
import path from 'node:path';
import type {BudgetId, Measurement} from './budgets.js';
import {difference} from './difference.js';
import {explorer, type Command} from './programs.js';
import {runProgram} from './run-program.js';
import {median} from './statistics.js';
import type {Workspace} from './workspace.js';

/** Another engine for the same metrics, or what is missing to run it. */
export type Rival = PresentRival | {readonly budget: BudgetId; readonly lack: string};

/** A program that is timed in the same rounds, and prints something else. */
type Peer = {readonly budget: BudgetId; readonly command: Command};

type PresentRival = {readonly budget: BudgetId; readonly words: readonly string[]; readonly environment?: Readonly<Record<string, string>>};

export type MetricsOptions = {
	readonly campaign: string;
	readonly subject: string;
	readonly rivals: readonly Rival[];
	readonly peers?: readonly Peer[];
	readonly rounds: number;
};

/** The arguments that print all metrics of the first iteration. */
export const metricsWords = (campaign: string, ...engine: readonly string[]): readonly string[] =>
	['metrics', campaign, '--iteration', 'A-0', '--format', 'json', '--engine', ...engine];

/** Removes cached results of previous runs, but keeps compiled code. */
export function removeResults({environment}: Workspace): void {
	for (const name of ['aggregates', 'metrics']) {
		rmSync(path.join(environment.XDG_CACHE_HOME ?? '', 'ombt-explorer', name), {recursive: true, force: true});
	}
}

/** Times all metrics of an iteration with the embedded engine, alternating with each rival as whole processes, after all have printed the same values. */
export async function measureMetrics({campaign, subject, rivals, peers = [], rounds}: MetricsOptions, workspace: Workspace): Promise<readonly Measurement[]> {
	const embedded: Runner = {command: explorer(...metricsWords(campaign, 'embedded')), workspace, times: []};
	const present = rivals.filter(rival => 'words' in rival).map(({budget, words, environment}) => ({
		budget,
		command: explorer(...metricsWords(campaign, ...words)),
		workspace: {...workspace, environment: {...workspace.environment, ...environment}},
		times: new Array<number>(),
	}));
	if (present.length > 0) {
		await expectSameAnswers(embedded, present);
	}

	const others = [...present, ...peers.map(peer => ({...peer, workspace, times: new Array<number>()}))];
	for (let round = 0; others.length > 0 && round < rounds; round++) {
		for (const {command, workspace: own, times} of [embedded, ...others]) {
			removeResults(workspace);
			times.push((await runProgram(command, own)).milliseconds);
		}
	}

	return [
		...others.map(({budget, times}) => ({
			budget, subject, measured: median(embedded.times), peer: median(times),
		})),
		...rivals.flatMap(rival => 'lack' in rival ? [{budget: rival.budget, subject, skipped: rival.lack}] : []),
	];
}

type Runner = {readonly command: Command; readonly workspace: Workspace; readonly times: number[]};

async function expectSameAnswers(embedded: Runner, rivals: readonly Runner[]): Promise<void> {
	const expected = await answersOf(embedded);
	for (const rival of rivals) {
		const found = difference(expected, await answersOf(rival), 'metrics');
		if (found !== undefined) {
			throw new Error(`${rival.command.join(' ')} prints other values than the embedded engine: ${found}`);
		}
	}
}

async function answersOf({command, workspace}: Runner): Promise<unknown> {
	removeResults(workspace);
	const answers = JSON.parse((await runProgram(command, workspace, {keep: true})).output) as ReadonlyArray<Readonly<Record<string, unknown>>>;
	if (!answers.some(({series}) => Array.isArray(series) && series.length > 0)) {
		throw new Error(`${command.join(' ')} prints no values`);
	}

	return answers.map(({engine: _, ...answer}) => answer);
}
