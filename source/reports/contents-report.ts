import {rawParameter, type LoadedIteration} from '../campaign/model/iteration.js';
import {formatParameter} from '../campaign/query/column-text.js';
import type {MeasurementContents} from '../metrics/contents.js';
import {cutEnd} from '../text/cells.js';
import {cleanText} from '../text/clean.js';
import {wrapWords} from '../text/align.js';
import {formatAmount, formatCount} from '../text/numbers.js';
import type {StyledText} from '../text/styled-text.js';
import type {Dataset} from './report.js';
import type {Look} from './theme.js';

/** What the database of an iteration contains, and which metrics have data in it. */
export type IterationContents = {
	readonly iteration: LoadedIteration;
	readonly database: string;
	/** Name of the engine that read it. */
	readonly engine: string;
	readonly measurements: readonly MeasurementContents[];
	/** Whether each metric has data; empty if the time window of the iteration is unknown. */
	readonly metrics: ReadonlyArray<{readonly name: string; readonly hasData: boolean}>;
};

/** Database contents: one row and one JSON entry per measurement. */
export const contentsData = (contents: readonly IterationContents[]): Dataset => ({
	columns: contentsColumns, rows: () => contentsRows(contents), json: () => contentsJson(contents),
});

const contentsJson = (contents: readonly IterationContents[]) => contents.flatMap(({iteration, database, measurements}) =>
	measurements.map(({measurement, fields, tags, series, everySeconds}) => ({
		index: iteration.index,
		iteration_id: rawParameter(iteration, 'iteration_id'),
		database,
		measurement,
		fields,
		tags,
		series,
		every_seconds: everySeconds,
		backup_dir: rawParameter(iteration, 'backup_dir'),
	})));

const contentsColumns = ['index', 'iteration_id', 'database', 'measurement', 'fields', 'tags', 'series', 'every_seconds', 'backup_dir'] as const;

/** With fields as `usage:float`, tags as `host:4`. */
const contentsRows = (contents: readonly IterationContents[]) => contentsJson(contents).map(({fields, tags, ...row}) => ({
	...row,
	fields: fields.map(({name, type}) => `${name}:${type}`).join(' '),
	tags: tags.map(({name, values}) => `${name}:${values}`).join(' '),
}));

/** Database contents as text. */
export const contentsPage = (contents: readonly IterationContents[], width: number, look: Look): readonly StyledText[] =>
	contents.flatMap((item, index) => [...index === 0 ? [] : [''], ...iterationLines(item, width, look)]);

function iterationLines(
	{iteration, database, engine, measurements, metrics}: IterationContents,
	width: number,
	{theme, glyphs: {ascii, ellipsis}}: Look,
): readonly StyledText[] {
	const names = [iteration.title, iteration.callType, iteration.driver].map(text => formatParameter(text, {ascii}));
	const namesOf = (hasData: boolean) => metrics.filter(metric => metric.hasData === hasData).map(({name}) => name);
	return [
		theme.strong(cutEnd(names.join('  '), width, ellipsis)),
		cutEnd(`database ${cleanText(database)}, ${formatAmount(measurements.length, 'measurement')}, from ${cleanText(engine)}`, width, ellipsis),
		...listLines('metrics', namesOf(true), width),
		...listLines('no data', namesOf(false), width),
		...measurements.flatMap(({measurement, fields, tags, series, everySeconds}) => [
			'',
			theme.strong(cutEnd(`${cleanText(measurement)}  ${formatCount(series)} series${intervalText(everySeconds)}`, width, ellipsis)),
			...listLines('fields', fields.map(({name, type}) => `${name}:${type}`), width),
			...listLines('tags', tags.map(({name, values}) => `${name}:${values}`), width),
		]),
	];
}

const intervalText = (everySeconds: number | null): string => everySeconds === null ? '' : `, a point every ${everySeconds} s`;

const labelWidth = 9;

function listLines(label: string, items: readonly string[], width: number): readonly string[] {
	const lines = items.length === 0 ? [] : wrapWords(cleanText(items.join(', ')), Math.max(1, width - labelWidth - 2));
	return lines.map((line, index) => `  ${(index === 0 ? label : '').padEnd(labelWidth)}${line}`);
}
