import type {Measurement} from './budgets.js';
import {bodyOf, restMilliseconds, size} from './measure-first-frame.js';
import {explorer} from './programs.js';
import {openRecordedTerminal, picturesOf, sleep} from './recorded-terminal.js';
import {median} from './statistics.js';
import type {Workshop} from './workshop.js';

const metricsKey = '5';
// What stands over a chart once the answers are there.
const answered = 'start and stop of the load';

/** Times from the key of the screen of metrics to the first picture of its rest, all metrics of the iteration read, none of them known before. */
export async function measureMetricsScreen(
	{campaign, subject, rounds}: {campaign: string; subject: string; rounds: number},
	workshop: Workshop,
): Promise<readonly Measurement[]> {
	const times: number[] = [];
	for (let round = 0; round < rounds; round++) {
		times.push(await keyToCharts(campaign, workshop));
	}

	return [{budget: 'metricsScreen', subject, measured: median(times)}];
}

async function keyToCharts(campaign: string, workshop: Workshop): Promise<number> {
	const terminal = openRecordedTerminal(explorer(campaign, '--no-cache'), size, workshop);
	await terminal.quiet(2 * restMilliseconds);
	const pressedAt = terminal.press(metricsKey);
	// While it reads, the screen counts the time: it rests only when that is over.
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
