import path from 'node:path';
import {surveyLogs} from '../../campaign/files/controller-logs.js';
import type {Iteration} from '../../campaign/model/iteration.js';
import {formatBytes} from '../../text/bytes.js';
import {read} from '../overlays/reading/state.js';
import {currentIteration} from '../state/iterations.js';
import {currentScreen, type Change, type State} from '../state/state.js';

/** Shows which files the screen's numbers come from, and how. */
export async function inspect(state: State): Promise<Change> {
	const selected = currentIteration(state);
	return read({
		title: 'Where this comes from',
		lines: [
			path.join(state.folder, 'params.json'),
			...selected ? await iterationFiles(selected, state) : [],
			'',
			...currentScreen(state).formulas(state),
		],
	});
}

async function iterationFiles(iteration: Iteration, {folder}: State): Promise<readonly string[]> {
	const survey = await surveyLogs(folder, iteration);
	const logs = 'reason' in survey ? [survey.reason] : survey.logs.map(log => `${log.name} (${formatBytes(log.size)})`);
	return [`entry ${iteration.index} of it: ${iteration.label}`, '', path.join(folder, iteration.backupDir ?? ''), ...logs];
}
