import {padEnd, padStart} from '../text/cells.js';
import {formatCount, formatNumber} from '../text/numbers.js';
import {drawBar} from './histogram.js';

export type Rung = {readonly name: string; readonly value: number | null; /** Samples above it. */ readonly beyond: number};

/** Percentiles as lines: name, value (ms), how many samples lie beyond, a bar on a log axis from 1 ms (or the least value). */
export function drawLadder(rungs: readonly Rung[], {width, ascii = false}: {width: number; ascii?: boolean}): readonly string[] {
	const values = rungs.flatMap(({value}) => value !== null && value > 0 ? [value] : []);
	const least = Math.min(1, ...values);
	const most = Math.max(...values, least * 10);
	const place = (value: number | null) => value === null || value <= 0 ? 0 : Math.log10(value / least) / Math.log10(most / least);
	const barWidth = Math.max(1, width - 32);
	return [
		`${padEnd('', 8)}${padStart('ms', 10)}${padStart('beyond', 12)}  log scale`.slice(0, width),
		...rungs.map(({name, value, beyond}) =>
			`${padEnd(name, 8)}${padStart(formatNumber(value, {ascii}), 10)}${padStart(formatCount(beyond), 12)}  ${drawBar(place(value), barWidth, ascii)}`),
	];
}
