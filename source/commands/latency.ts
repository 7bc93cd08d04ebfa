import {binLines, densityLines, latencyTitle} from '../reports/latency-text.js';
import {textOutput} from '../reports/formats.js';
import {latencyData, type ChosenLatency} from '../reports/latency-report.js';
import type {Invocation} from './command.js';
import {chosenSide, loadChosen} from './load-for-command.js';
import {lookOf, print} from './print.js';
import {pictureWidth} from './flag-values.js';

/** Prints latency distributions with their percentiles. */
export async function latencyCommand(invocation: Invocation): Promise<number> {
	const width = pictureWidth(invocation);
	const {iterations} = await loadChosen(invocation);
	const sides = iterations.map(iteration => ({iteration, side: chosenSide(invocation, iteration)}));
	return print({...latencyData(sides), text: () => draw(sides, width, invocation)}, iterations.length, invocation);
}

/** Height of the column charts of densities, in lines. */
const pictureRows = 8;

function draw(chosen: readonly ChosenLatency[], width: number, invocation: Invocation): string {
	const look = lookOf(invocation);
	return chosen.map(({iteration, side}) => textOutput([
		...latencyTitle(iteration, side, {width}, look),
		...densityLines(iteration[side].latency, {width, rows: pictureRows}, look),
		'',
		...binLines(iteration[side].latency, width, look),
	], invocation)).join('\n');
}
