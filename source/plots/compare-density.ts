import {densityEnds} from '../campaign/model/density.js';
import {itemAt, maxOf} from '../system/lists.js';
import {widest} from '../text/align.js';
import {
	cutEnd, cutMiddle, ellipsisFor, padEnd, padStart, widthOf,
} from '../text/cells.js';
import {formatDigits} from '../text/numbers.js';
import {styled, trimEnd, type StyledText} from '../text/styled-text.js';
import {drawSparkRows} from './bars.js';
import {markOf} from './canvas.js';
import type {Compared, CompareOptions} from './compared.js';
import {densityCells} from './density-plot.js';
import {latencyAxis, latencyAxisLines} from './latency-axis.js';

const maxName = 24;
/** Lines below the plots: the rule of the axis and its labels. */
const frame = 2;

/**
 * Densities one below the other on one log axis (ms) and one vertical scale, each with its name beside it: equal heights are equal shares per
 * decade. They share the height evenly, at least one line each.
 */
export function drawCompareDensity(
	distributions: readonly Compared[],
	{width, height, selected, ascii = false, paint = text => text}: CompareOptions,
): readonly StyledText[] {
	const shown = distributions.filter(({density}) => density.length > 0);
	if (shown.length === 0) {
		return ['no samples'];
	}

	const ellipsis = ellipsisFor(ascii);
	const axis = latencyAxis(shown.flatMap(({density}) => densityEnds(density)));
	const rows = Math.max(1, Math.floor((height - frame) / shown.length));
	const nameWidth = Math.min(maxName, widest(shown.map(({name, short}) => width < 100 ? short : name)));
	const left = nameWidth + 5;
	const cells = Math.max(1, width - left - 1);
	const heights = shown.map(({density}) => densityCells(density, axis, cells));
	const maxHeight = Math.max(0, ...heights.map(own => maxOf(own)));
	const [rule, labels] = latencyAxisLines(axis, cells, ascii);
	const scale = formatDigits(maxHeight, 2);
	const lines = shown.flatMap(({name, short}, index) => {
		const text = cutMiddle(widthOf(name) <= nameWidth ? name : short, nameWidth, ellipsis);
		const title = padEnd(`${index === selected ? '>' : ' '}${markOf(index, ascii)} ${text}`, left - 1);
		return drawSparkRows([...itemAt(heights, index)], {rows, max: maxHeight, ascii}).map((line, row) =>
			styled`${row === 0 ? title : ' '.repeat(left - 1)} ${ascii ? '|' : '│'}${paint(line, index)}`);
	});
	return [
		...lines,
		`${padStart(`top ${scale}`, left - 1)} ${ascii ? '+' : '└'}${rule}`,
		`${padStart('ms', left - 1)}  ${labels}`,
	].slice(0, height).map(line => cutEnd(trimEnd(line), width, ellipsis));
}
