import type {BudgetId, Measurement} from './budgets.js';
import {containerArchive, containerSeconds} from './container-archive.js';
import {
	measureMetrics, metricsWords, removeResults,
} from './measure-metrics.js';
import {archiveCampaign, influxdRival} from './metrics-campaigns.js';
import {peakMemory} from './peak-memory.js';
import {explorer, nodeGunzip} from './programs.js';
import {runProgram} from './run-program.js';
import {median} from './statistics.js';
import type {Workspace} from './workspace.js';

/** Number of containers, and of timed rounds; the larger archive is about memory. */
const archives = [{containers: 1650, rounds: 7, isTimed: true}, {containers: 4950, rounds: 3, isTimed: false}] as const;
const budgets: readonly BudgetId[] = ['containers', 'containersGunzip', 'containersMemory', 'containersOne', 'containersOneMemory'];

/**
 * The metrics of archives with thousands of containers, mostly index: compared with influxd, and with Node that only unpacks the same file; also
 * peak memory. One metric is compared with all.
 */
export async function measureContainers(workspace: Workspace): Promise<readonly Measurement[]> {
	const rival = influxdRival('containers');
	if ('lack' in rival) {
		return budgets.map(budget => ({budget, subject: 'thousands of containers', skipped: rival.lack}));
	}

	const measurements: Measurement[] = [];
	for (const {containers, rounds, isTimed} of archives) {
		const {file, bytes} = await containerArchive(containers, workspace);
		const campaign = archiveCampaign(`containers-${containers}`, {file, seconds: containerSeconds}, workspace);
		const subject = `${containers.toLocaleString('en')} containers, ${Math.round(bytes / 1e6)} MB`;
		const peers = [{budget: 'containersGunzip', command: nodeGunzip(file)}] as const;
		measurements.push(
			...await measureMetrics({
				campaign, subject, rivals: isTimed ? [rival] : [], peers, rounds,
			}, workspace),
			...await measureOne({campaign, subject, rounds}, workspace),
		);
	}

	return measurements;
}

type Options = {readonly campaign: string; readonly subject: string; readonly rounds: number};

async function measureOne({campaign, subject, rounds}: Options, workspace: Workspace): Promise<readonly Measurement[]> {
	const all = metricsWords(campaign, 'embedded');
	const one = [...all, '--metric', 'usage_mem_rabbit'];
	const times = {one: new Array<number>(), all: new Array<number>()};
	for (let round = 0; round < rounds; round++) {
		for (const [name, words] of [['one', one], ['all', all]] as const) {
			removeResults(workspace);
			times[name].push((await runProgram(explorer(...words), workspace)).milliseconds);
		}
	}

	removeResults(workspace);
	const memory = await peakMemory(all, workspace);
	removeResults(workspace);
	return [
		{
			budget: 'containersOne', subject, measured: median(times.one), peer: median(times.all),
		},
		{budget: 'containersMemory', subject, measured: memory},
		{
			budget: 'containersOneMemory', subject, measured: await peakMemory(one, workspace), peer: memory,
		},
	];
}
