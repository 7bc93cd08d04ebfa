import type {Measurement} from './budgets.js';
import {bodyOf, restMilliseconds, size} from './measure-first-frame.js';
import {explorer} from './programs.js';
import {openRecordedTerminal, picturesOf, sleep} from './recorded-terminal.js';
import {median} from './statistics.js';
import type {Workspace} from './workspace.js';

const metricsKey = '5';
// Above a chart once the results have arrived.
const answered = 'start and stop of the load';

/** Times from the key of the Metrics screen to its final frame, with all metrics of the iteration read and none cached. */
export async function measureMetricsScreen(
	{campaign, subject, rounds}: {campaign: string; subject: string; rounds: number},
	workspace: Workspace,
): Promise<readonly Measurement[]> {
	const times: number[] = [];
	for (let round = 0; round < rounds; round++) {
		times.push(await keyToCharts(campaign, workspace));
	}

	return [{budget: 'metricsScreen', subject, measured: median(times)}];
}

async function keyToCharts(campaign: string, workspace: Workspace): Promise<number> {
	const terminal = openRecordedTerminal(explorer(campaign, '--no-cache'), size, workspace);
	await terminal.quiet(2 * restMilliseconds);
	const pressedAt = terminal.press(metricsKey);
	// While loading, the screen shows the elapsed time, so it keeps changing.
	await sleep(restMilliseconds);
	await terminal.quiet(restMilliseconds);
	const pictures = await picturesOf(terminal.recording(), size);
	await terminal.close();
	const atRest = bodyOf(pictures.at(-1));
	if (!atRest.includes(answered)) {
		throw new Error(`the screen shows no metrics:\n${atRest}`);
	}

	const first = pictures.find(picture => bodyOf(picture) === atRest);
	return (first?.at ?? Number.NaN) - pressedAt;
}
