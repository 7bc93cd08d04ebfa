import path from 'node:path';
import {listLogs} from '../../campaign/files/controller-logs.js';
import {consoleLines, excerptBytes, logHead} from '../../campaign/files/log-excerpts.js';
import type {PackedLogs} from '../../campaign/logs/packed-logs.js';
import type {Iteration} from '../../campaign/model/iteration.js';
import {formatBytes} from '../../text/numbers.js';
import {openPager} from '../overlays/pager.js';
import {currentIteration} from '../state/iterations.js';
import {currentScreen, type Change, type State} from '../state/state.js';

/** Shows which files the screen's figures come from, and how they are computed; then console output, and the first lines of logs. */
export async function inspect(state: State, packedLogs: PackedLogs | undefined): Promise<Change> {
	const selected = currentIteration(state);
	return openPager({
		title: 'Where this comes from',
		lines: [
			path.join(state.folder, 'params.json'),
			...selected ? await iterationFiles(selected, state) : [],
			'',
			...currentScreen(state).formulas(state),
			...selected ? await iterationTexts(selected, state, packedLogs) : [],
		],
		keys: currentScreen(state).inspectKeys,
	});
}

async function iterationFiles(iteration: Iteration, {folder}: State): Promise<readonly string[]> {
	const survey = await listLogs(folder, iteration);
	const {logs, consoles} = 'reason' in survey ? {logs: [], consoles: []} : survey;
	const list = 'reason' in survey ? [survey.reason] : [...logs, ...consoles].map(log => `${log.name} (${formatBytes(log.size)})`);
	return [`entry ${iteration.index} of it: ${iteration.label}`, '', path.join(folder, iteration.backupDir ?? ''), ...list];
}

/** The first lines of an iteration's logs, and the output of its controllers' consoles. */
async function iterationTexts(iteration: Iteration, {folder}: State, packedLogs: PackedLogs | undefined): Promise<readonly string[]> {
	const survey = await listLogs(folder, iteration);
	if ('reason' in survey) {
		return [];
	}

	const logs = survey.logs.slice(0, maxFiles);
	const heads = await packedLogs?.heads(logs.map(({path: file}) => file), excerptBytes, {signal: new AbortController().signal});
	const shown = [
		...survey.consoles.slice(0, maxFiles).map(file => ({file, read: async () => consoleLines(file)})),
		...logs.map(file => ({file, read: async () => logHead(file, heads?.get(file.path))})),
	];
	const texts = await Promise.all(shown.map(async ({file, read}) => ['', `── ${file.name}`, ...await read()]));
	return texts.flat();
}

/** Maximum number of consoles and of logs shown: an iteration may have a hundred. */
const maxFiles = 8;
