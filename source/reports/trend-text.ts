import type {TrendLine} from '../campaign/query/trend.js';
import {formatSetting, formatParameter, columnText} from '../campaign/query/column-text.js';
import {cleanText} from '../text/clean.js';
import {rawParameter} from '../campaign/model/iteration.js';
import {padEnd, padStart} from '../text/cells.js';
import {alignPoints, tableLines} from '../text/align.js';
import {formatNumber} from '../text/numbers.js';
import {textOutput} from './formats.js';
import type {Dataset} from './report.js';

type Characters = {readonly ascii: boolean};

/** The name of a parameter without the prefix of counts. */
export const shortName = (name: string): string => cleanText(name.replace(/^(?:nbr_|_ombt_)(?=.)/v, ''));

/** The label of a line, one text per entry of its series: with full column names, or without the prefix of counts. */
const seriesTexts = ({series, units}: TrendLine, {ascii, isFull = false}: Characters & {readonly isFull?: boolean}): readonly string[] =>
	Object.entries(series).map(([name, value]) => isFull
		? `${cleanText(name)} ${formatParameter(value, {ascii})}`
		: (name === 'driver' || name === 'call_type' ? formatParameter(value, {ascii}) : formatSetting(shortName(name), value, units[name], {ascii})));

/** Names of lines: driver, the distinguishing parameters, the first iteration if these are not unique, and the parameters that change along the line. */
export function lineNames(lines: readonly TrendLine[], {ascii}: Characters): readonly string[] {
	const names = lines.map(line => {
		const isNamed = 'driver' in line.series || line.driver === null;
		const texts = seriesTexts(line, {ascii}).join(', ');
		return isNamed ? texts : [formatParameter(line.driver, {ascii}), texts].filter(Boolean).join('  ');
	});
	return names.map((name, index) => {
		const {points: [first], changing, ranAs} = lines[index]!;
		const isUnique = names.filter((other, position) => other === name && lines[position]?.ranAs === ranAs).length === 1;
		const id = isUnique || !first ? '' : `  ${cleanText(first.iteration.label)}`;
		return `${name}${id}${changing.length === 0 ? '' : `  (varying ${changing.map(parameter => shortName(parameter)).join(', ')})`}`;
	});
}

const trendColumns: readonly string[] = [
	'driver', 'call_type', 'metric', 'axis', 'iteration_id', 'x', 'y', 'stdev', 'index', 'low', 'high', 'series', 'backup_dir',
];

/** The points of lines: one row each, in JSON one entry per line. */
export const trendData = (lines: readonly TrendLine[]): Dataset => ({columns: trendColumns, rows: () => trendRows(lines), json: () => trendJson(lines)});

const trendJson = (lines: readonly TrendLine[]) => lines.map(({driver, call_type: callType, metric, x, series, points}) => ({
	driver, call_type: callType, metric, x, series, points: points.map(({iteration, ...point}) => ({...point, backup_dir: rawParameter(iteration, 'backup_dir')})),
}));

const trendRows = (lines: readonly TrendLine[]) => trendJson(lines).flatMap(({points, ...line}, index) =>
	points.map(point => ({
		...line, axis: line.x, ...point, series: seriesTexts(lines[index]!, {ascii: false, isFull: true}).join(', '),
	})));

const yText = ({y, iteration}: TrendLine['points'][number], {column}: TrendLine, ascii: boolean): string => column?.percentile && y !== null ? columnText(column, iteration, {ascii}) : formatNumber(y, {ascii});

/** Parameters as written, measured values with three significant digits. */
const xText = (x: number | null, ascii: boolean): string => x === null ? 'none' : (String(x).length > maxWritten ? formatNumber(x, {ascii}) : formatParameter(x, {ascii}));
const maxWritten = 8;

/** The lines of a trend as text: name and unit of each, then one row per point. */
export function trendText(lines: readonly TrendLine[], characters: Characters): string {
	const names = lineNames(lines, characters);
	return lines.map((line, index) => textOutput(lineTexts(line, names[index] ?? '', characters), characters)).join('\n');
}

function lineTexts(line: TrendLine, name: string, {ascii}: Characters): readonly string[] {
	const {ranAs, metric, x, points, column} = line;
	const valueText = (value: unknown) => formatParameter(value, {ascii});
	const table = tableLines([
		{cells: ['iteration', ...points.map(({iteration}) => valueText(iteration.label))], pad: padEnd},
		{cells: [x, ...points.map(point => xText(point.x, ascii))], pad: padStart},
		{cells: ['value', ...alignPoints(points.map(point => yText(point, line, ascii)))], pad: padStart},
		...points.some(({stdev}) => stdev !== null)
			? [{cells: [ascii ? 'stdev' : 'σ', ...alignPoints(points.map(({stdev}) => formatNumber(stdev, {ascii})))], pad: padStart}]
			: [],
	]);
	return [
		`${metric}${column?.unit === undefined ? '' : `, ${column.unit}`}  ${name} ${valueText(ranAs)}`,
		...table,
	];
}
