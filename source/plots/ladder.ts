import {itemAt} from '../system/assert.js';
import {alignPoints, widest} from '../text/align.js';
import {cutEnd, padEnd, padStart} from '../text/cells.js';
import {formatCount, formatNumber} from '../text/numbers.js';
import {axisLines, logAxis} from './axes.js';
import {drawBar, longestBar} from './bars.js';

/** A percentile (ms), and how many samples lie above it; null for the last rung, the maximum. */
export type PercentileRow = {readonly name: string; readonly value: number | null; readonly beyond: number | null};

const fewSamples = 10;

/**
 * Percentiles as lines: name, value (ms), how many samples lie beyond, a bar on a log axis in whole decades. A value that rests
 * on fewer than ten samples beyond it has a `~` before it.
 */
export function drawLadder(rungs: readonly PercentileRow[], {width, ascii = false}: {width: number; ascii?: boolean}): readonly string[] {
	const values = alignPoints(rungs.map(({value}) => formatNumber(value, {ascii})));
	const beyond = rungs.map(({beyond: count}) => count === null ? '' : formatCount(count));
	const nameWidth = Math.max(5, widest(rungs.map(({name}) => name)));
	const [valueWidth, beyondWidth] = [Math.max(2, widest(values)), Math.max(6, widest(beyond))];
	const left = (name: string, value: string, count: string) =>
		`${padEnd(name, nameWidth)}  ${padStart(value, valueWidth + 1)}  ${padStart(count, beyondWidth)}  `;
	// Bars have a beginning that does not move with the values: a millisecond, or less.
	const axis = logAxis([1, ...rungs.flatMap(({value}) => value === null ? [] : [value])]);
	const barWidth = Math.max(1, Math.min(longestBar, width - nameWidth - valueWidth - beyondWidth - 8));
	const cut = (line: string) => cutEnd(line.trimEnd(), width, ascii ? '~' : '…');
	return [
		cut(`${left('', 'ms', 'beyond')} ${axisLines(axis, barWidth, ascii)[1]}`),
		...rungs.map((rung, index) => {
			const isThin = rung.beyond !== null && rung.beyond < fewSamples;
			const value = padStart(itemAt(values, index), valueWidth + 1).replace(/ (?=\S)/v, isThin ? '~' : ' ');
			return cut(`${left(rung.name, value, itemAt(beyond, index))}${ascii ? '|' : '┤'}${rung.value === null ? '' : drawBar(axis.share(rung.value), barWidth, ascii)}`);
		}),
	];
}
