import type {MeasurementContents} from '../../../../metrics/contents.js';
import type {FieldMetric} from '../../../../metrics/metric.js';
import type {Condition} from '../../../../metrics/query/query.js';
import {groupBy} from '../../../../system/group-by.js';
import {functionOf, functionsFor} from './functions.js';

/** A tag and a value that it must have. */
export type TagValue = {readonly tag: string; readonly value: string};

type Field = MeasurementContents['fields'][number];

/** A query as it is put together, step by step; what is not chosen yet is undefined. */
export type Choice = {
	readonly measurement?: MeasurementContents;
	readonly field?: Field;
	/** The id of a row of `functions`. */
	readonly function?: string;
	readonly groupBy: readonly string[];
	readonly where: readonly TagValue[];
};

export const emptyChoice: Choice = {groupBy: [], where: []};

const numeric: ReadonlySet<string> = new Set(['float', 'integer', 'unsigned']);

/** The metric of a choice; what is not chosen yet is the first field with numbers, and the function that suits it. Undefined without a measurement. */
export function metricOf({measurement, field: chosen, function: id, groupBy: tags, where}: Choice): FieldMetric | undefined {
	const field = chosen ?? measurement?.fields.find(({type}) => numeric.has(type)) ?? measurement?.fields[0];
	const row = functionOf(id) ?? functionsFor(field?.type ?? '')[0];
	if (!measurement || !field || !row) {
		return undefined;
	}

	const name = `${row.text.replace('field', () => field.name)}${tags.length === 0 ? '' : ` by ${tags.join(', ')}`}`;
	const condition = conditionOf(where);
	return {
		name,
		title: name,
		unit: row.isCount === true ? '' : unitOf(field.name, row.query.rate !== undefined),
		help: '',
		measurement: measurement.measurement,
		field: field.name,
		...row.query,
		...condition && {condition},
		groupBy: tags,
	};
}

/** What telegraf's fields are measured in, by their names; '' where a name does not say it. */
function unitOf(field: string, isRate: boolean): string {
	if (field.startsWith('bytes_')) {
		return isRate ? 'bytes/s' : 'bytes';
	}

	return isRate ? '/s' : (/(?:^|_)percent$/v.test(field) ? 'percent' : '');
}

/** Values of one tag are alternatives; of several tags each must have one. */
export function conditionOf(where: readonly TagValue[]): Condition | undefined {
	const parts = [...groupBy(where, ({tag}) => tag).values()].map((values): Condition => joined(values.map(({tag, value}) => ({tag, operator: '=', value})), any => ({any})));
	return parts.length === 0 ? undefined : joined(parts, all => ({all}));
}

const joined = (parts: readonly Condition[], join: (parts: readonly Condition[]) => Condition): Condition => {
	const [first] = parts;
	return first !== undefined && parts.length === 1 ? first : join(parts);
};

/** Asks how many points each series of the chosen field has: one bucket over all of the time, a series for each combination of all tags. */
export function surveyMetric({measurement, field}: Choice): FieldMetric | undefined {
	return measurement && field && {
		name: 'survey',
		title: '',
		unit: '',
		help: '',
		measurement: measurement.measurement,
		field: field.name,
		aggregate: 'count',
		groupBy: measurement.tags.map(({name}) => name),
		fill: 'none',
	};
}
