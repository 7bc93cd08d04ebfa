import {asWritten} from '../campaign/model/iteration.js';
import type {TrendLine} from '../campaign/query/trend.js';
import {columnText, writtenText} from '../campaign/query/column-text.js';
import {padEnd, padStart} from '../text/cells.js';
import {alignPoints, widest} from '../text/align.js';
import {formatNumber} from '../text/numbers.js';
import {page} from './formats.js';
import {lineNames, seriesTexts} from './trend-names.js';

export const trendColumns: readonly string[] = [
	'driver', 'call_type', 'metric', 'axis', 'iteration_id', 'x', 'y', 'stdev', 'index', 'low', 'high', 'series', 'backup_dir',
];

/** The lines as printed by `trend --format json`. */
export const trendJson = (lines: readonly TrendLine[]) => lines.map(({driver, call_type: callType, metric, x, series, points}) => ({
	driver, call_type: callType, metric, x, series, points: points.map(({iteration, ...point}) => ({...point, backup_dir: asWritten(iteration, 'backup_dir')})),
}));

/** One row per point, under `trendColumns`. */
export const trendRows = (lines: readonly TrendLine[]) => trendJson(lines).flatMap(({points, ...line}, index) =>
	points.map(point => ({
		...line, axis: line.x, ...point, series: seriesTexts(lines[index]!, {ascii: false, isFull: true}).join(', '),
	})));

type Characters = {readonly ascii: boolean};

const yText = ({y, iteration}: TrendLine['points'][number], {column}: TrendLine, ascii: boolean): string => column?.percentile && y !== null ? columnText(column, iteration, {ascii}) : formatNumber(y, {ascii});

/** Parameters as written, measured values with three significant digits. */
const xText = (x: number | null, ascii: boolean): string => x === null ? 'none' : (String(x).length > maxWritten ? formatNumber(x, {ascii}) : writtenText(x, {ascii}));
const maxWritten = 8;

/** The lines of a trend as text: name and unit of each, then one row per point. */
export function trendText(lines: readonly TrendLine[], characters: Characters): string {
	const names = lineNames(lines, characters);
	return lines.map((line, index) => page(lineTexts(line, names[index] ?? '', characters), characters)).join('\n');
}

function lineTexts(line: TrendLine, name: string, {ascii}: Characters): readonly string[] {
	const {ranAs, metric, x, points, column} = line;
	const valueText = (value: unknown) => writtenText(value, {ascii});
	const table = [
		{head: 'iteration', cells: points.map(({iteration}) => valueText(iteration.label)), pad: padEnd},
		{head: x, cells: points.map(point => xText(point.x, ascii)), pad: padStart},
		{head: 'value', cells: alignPoints(points.map(point => yText(point, line, ascii))), pad: padStart},
		...points.some(({stdev}) => stdev !== null)
			? [{head: ascii ? 'stdev' : 'σ', cells: alignPoints(points.map(({stdev}) => formatNumber(stdev, {ascii}))), pad: padStart}]
			: [],
	].map(({head, cells, pad}) => {
		const width = widest([head, ...cells]);
		return [head, ...cells].map(text => pad(text, width));
	});
	return [
		`${metric}${column?.unit === undefined ? '' : `, ${column.unit}`}  ${name} ${valueText(ranAs)}`,
		...['', ...points].map((_, row) => table.map(cells => cells[row] ?? '').join('  ')),
	];
}
