import type {MeasurementContents} from '../../../../metrics/contents.js';
import type {FieldMetric} from '../../../../metrics/metric.js';
import type {Condition} from '../../../../metrics/query/query.js';
import {groupBy} from '../../../../system/lists.js';
import {functionOf, functionsFor} from './functions.js';

/** A condition that a tag has a value. */
export type TagValue = {readonly tag: string; readonly value: string};

type Field = MeasurementContents['fields'][number];

/** A partially built query; parts not chosen yet are undefined. */
export type Choice = {
	readonly measurement?: MeasurementContents;
	readonly field?: Field;
	/** The id of a row in the table of functions. */
	readonly function?: string;
	readonly groupBy: readonly string[];
	readonly where: readonly TagValue[];
};

/** A choice before its first step. */
export const emptyChoice: Choice = {groupBy: [], where: []};

const numeric: ReadonlySet<string> = new Set(['float', 'integer', 'unsigned']);

/** The first field with numbers, otherwise the first field. */
export const defaultField = (measurement: MeasurementContents | undefined): Field | undefined =>
	measurement?.fields.find(({type}) => numeric.has(type)) ?? measurement?.fields[0];

/** The metric of a choice; defaults are the first numeric field and the first function of its type. Undefined without a measurement. */
export function chosenMetric({measurement, field: chosen, function: id, groupBy: tags, where}: Choice): FieldMetric | undefined {
	const field = chosen ?? defaultField(measurement);
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

/** The unit of a telegraf field as implied by its name; '' if it implies none. */
function unitOf(field: string, isRate: boolean): string {
	if (field.startsWith('bytes_')) {
		return isRate ? 'bytes/s' : 'bytes';
	}

	return isRate ? '/s' : (/(?:^|_)percent$/v.test(field) ? 'percent' : '');
}

/** Values of the same tag are joined by OR, different tags by AND. */
export function conditionOf(where: readonly TagValue[]): Condition | undefined {
	const parts = [...groupBy(where, ({tag}) => tag).values()].map((values): Condition => joinConditions(values.map(({tag, value}) => ({tag, operator: '=', value})), any => ({any})));
	return parts.length === 0 ? undefined : joinConditions(parts, all => ({all}));
}

const joinConditions = (parts: readonly Condition[], join: (parts: readonly Condition[]) => Condition): Condition => {
	const [first] = parts;
	return first !== undefined && parts.length === 1 ? first : join(parts);
};

/** A query that lists the series of the chosen field with their tags: a count grouped by all tags. */
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
