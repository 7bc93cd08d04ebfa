import {columnNamed} from '../campaign/query/columns.js';
import type {TrendLine} from '../campaign/query/trend.js';
import {alignPoints, widest} from '../text/align.js';
import {padEnd, padStart} from '../text/cells.js';
import {formatCount, formatNumber} from '../text/numbers.js';
import {writtenText} from '../text/parameter-text.js';
import {page} from './formats.js';

type Look = {readonly ascii: boolean};

/** The lines of a trend for people: for each its name and unit, then a row per point. */
export const trendText = (lines: readonly TrendLine[], look: Look): string =>
	lines.map(line => page(linesOf(line, look), look)).join('\n');

function linesOf({driver, call_type: callType, metric, x, points}: TrendLine, {ascii}: Look): readonly string[] {
	const nameOf = (value: unknown) => writtenText(value, {ascii});
	const unit = columnNamed(metric)?.unit;
	const table = [
		{head: 'iteration', cells: points.map(point => nameOf(point.iteration_id)), pad: padEnd},
		{head: x, cells: points.map(point => formatCount(point.x)), pad: padStart},
		{head: 'value', cells: alignPoints(points.map(({y}) => formatNumber(y, {ascii}))), pad: padStart},
		...points.some(({stdev}) => stdev !== null)
			? [{head: ascii ? 'stdev' : 'σ', cells: alignPoints(points.map(({stdev}) => formatNumber(stdev, {ascii}))), pad: padStart}]
			: [],
	].map(({head, cells, pad}) => {
		const width = widest([head, ...cells]);
		return [head, ...cells].map(text => pad(text, width));
	});
	return [
		`${metric}${unit === undefined ? '' : `, ${unit}`}  ${nameOf(driver)} ${nameOf(callType)}`,
		...['', ...points].map((_, row) => table.map(cells => cells[row] ?? '').join('  ')),
	];
}
