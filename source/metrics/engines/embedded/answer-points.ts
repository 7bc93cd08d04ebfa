import type {MetricSeries} from '../../metric.js';
import type {FieldQuery} from '../../query/query.js';
import {startOfBucket, type BucketSpan} from './bucket-sums.js';
import {differenceOf, operate, type Value} from './values.js';

type Row = readonly [bucket: number, value: Value | undefined];

/** The points of a query for a group with these values: filled, converted to rates, and with its operation applied. */
export function answerPoints(
	values: ReadonlyArray<readonly [bucket: number, value: Value]>,
	{query, span, isInteger}: {readonly query: FieldQuery; readonly span: BucketSpan; readonly isInteger: boolean},
): MetricSeries['points'] {
	const {rate, operation} = query;
	const rows = filled(values, query, span);
	const rated = rate === undefined ? rows : ratesOf(rows, {...rate, width: Number(span.width), isInteger});
	return rated.map(([bucket, value]) => {
		const result = value !== undefined && operation ? operate(value, operation, isInteger && rate === undefined) : value;
		const number = Number(result);
		return [startOfBucket(span, bucket), Number.isFinite(number) ? number : null] as const;
	});
}

// An empty count is 0.
function filled(values: ReadonlyArray<readonly [bucket: number, value: Value]>, {fill, aggregate, rate}: FieldQuery, span: BucketSpan): readonly Row[] {
	const filler = fill === '0' || (fill === undefined && aggregate === 'count') ? 0 : undefined;
	if (fill === 'none' || (filler === undefined && rate)) {
		return values;
	}

	const known = new Map(values);
	return Array.from({length: span.count}, (_, bucket) => [bucket, known.get(bucket) ?? filler]);
}

type Rate = NonNullable<FieldQuery['rate']> & {readonly width: number; readonly isInteger: boolean};

// Between each nonempty bucket and the next one, however far apart.
const ratesOf = (rows: readonly Row[], {per, isNonNegative, width, isInteger}: Rate): readonly Row[] => rows.slice(1).flatMap(([bucket, value], index) => {
	const [before, valueBefore] = rows[index]!;
	const difference = Number(differenceOf(value!, valueBefore!, isInteger));
	return isNonNegative && difference < 0 ? [] : [[bucket, difference / ((bucket - before) * width / Number(per))] as const];
});
