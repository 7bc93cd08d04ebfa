import type {FieldQuery} from '../../../../metrics/query/query.js';

type Row = {
	readonly id: string;
	/** The label; `field` is replaced by the name of the field. */
	readonly text: string;
	readonly help: string;
	readonly query: Pick<FieldQuery, 'aggregate' | 'percentile' | 'rate'>;
	/** Types of fields that support it in addition to numeric ones. */
	readonly types?: readonly string[];
	/** Whether the result is a count, without the unit of the field. */
	readonly isCount?: boolean;
};

const second = 1_000_000_000n;

/** The functions in the order of the list; the first one that a type supports is its default. */
const functions: readonly Row[] = [
	{
		id: 'mean', text: 'mean(field)', help: 'mean of each bucket', query: {aggregate: 'mean'},
	},
	{
		id: 'max', text: 'max(field)', help: 'maximum', query: {aggregate: 'max'}, types: ['boolean'],
	},
	{
		id: 'min', text: 'min(field)', help: 'minimum', query: {aggregate: 'min'}, types: ['boolean'],
	},
	{
		id: 'rate', text: 'rate of mean(field)', help: 'increase per second of a counter: non_negative_derivative', query: {aggregate: 'mean', rate: {per: second, isNonNegative: true}},
	},
	{
		id: 'change', text: 'change of mean(field)', help: 'change per second, up or down: derivative', query: {aggregate: 'mean', rate: {per: second, isNonNegative: false}},
	},
	{
		id: 'sum', text: 'sum(field)', help: 'sum of all values', query: {aggregate: 'sum'},
	},
	{
		id: 'last', text: 'last(field)', help: 'last value', query: {aggregate: 'last'}, types: ['boolean'],
	},
	{
		id: 'first', text: 'first(field)', help: 'first value', query: {aggregate: 'first'}, types: ['boolean'],
	},
	{
		id: 'median', text: 'median(field)', help: 'median', query: {aggregate: 'median'},
	},
	{
		id: 'p90', text: 'percentile(field, 90)', help: '90 % of the values are no larger', query: {aggregate: 'percentile', percentile: '90'},
	},
	{
		id: 'p99', text: 'percentile(field, 99)', help: '99 % of the values are no larger', query: {aggregate: 'percentile', percentile: '99'},
	},
	{
		id: 'spread', text: 'spread(field)', help: 'maximum minus minimum', query: {aggregate: 'spread'},
	},
	{
		id: 'stddev', text: 'stddev(field)', help: 'standard deviation', query: {aggregate: 'stddev'},
	},
	{
		id: 'count', text: 'count(field)', help: 'number of values', query: {aggregate: 'count'}, types: ['boolean', 'string'], isCount: true,
	},
];

const numbers: ReadonlySet<string> = new Set(['float', 'integer', 'unsigned']);

/** The functions that a field type supports: all of them for numeric types. */
export const functionsFor = (type: string): readonly Row[] => functions.filter(({types = []}) => numbers.has(type) || types.includes(type));

/** The function with that id; undefined if there is none. */
export const functionOf = (id: string | undefined): Row | undefined => functions.find(row => row.id === id);
