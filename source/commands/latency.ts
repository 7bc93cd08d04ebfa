import {primarySide} from '../campaign/model/iteration.js';
import {binLines, densityLines, latencyTitle} from '../reports/latency-text.js';
import {csv, json, page} from '../reports/formats.js';
import {
	latencyColumns, latencyJson, latencyRows, type ChosenLatency,
} from '../reports/latency-report.js';
import {textFlag, type Invocation} from './command.js';
import {loadChosen} from './load-for-command.js';
import {csvReader, lookOf, print} from './print.js';
import {pictureWidth} from './picture-width.js';

/** Prints latency distributions with their percentiles. */
export async function latency(invocation: Invocation): Promise<number> {
	const width = pictureWidth(invocation);
	const {iterations} = await loadChosen(invocation);

	const side = textFlag(invocation, 'side');
	const sides = iterations.map(iteration => ({iteration, side: side === 'clients' || side === 'servers' ? side : primarySide(iteration)}));
	return print(await draw(sides, width, invocation), iterations.length);
}

/** Height of the column charts of densities, in lines. */
const pictureRows = 8;

async function draw(chosen: readonly ChosenLatency[], width: number, invocation: Invocation): Promise<string> {
	switch (textFlag(invocation, 'format')) {
		case 'json': {
			return json(latencyJson(chosen));
		}

		case 'csv': {
			return csv(latencyRows(chosen), latencyColumns, csvReader(invocation));
		}

		default: {
			const look = lookOf(invocation);
			return chosen.map(({iteration, side}) => page([
				...latencyTitle(iteration, side, {width}, look),
				...densityLines(iteration[side].latency, {width, rows: pictureRows}, look),
				'',
				...binLines(iteration[side].latency, width, look),
			], invocation)).join('\n');
		}
	}
}
