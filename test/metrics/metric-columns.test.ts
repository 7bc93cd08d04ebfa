import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {catalogue} from '../../source/metrics/catalogue.js';
import type {MetricSeries} from '../../source/metrics/metric.js';
import {
	metricFigures, mergeFigures, knownFigures, metricColumns,
} from '../../source/metrics/metric-columns.js';
import {iteration} from '../campaign/problems/iterations-builder.js';

const seriesOf = (...values: ReadonlyArray<ReadonlyArray<number | null>>): readonly MetricSeries[] =>
	values.map(buckets => ({tags: {}, points: buckets.map((value, index) => [index * 10_000, value])}));

describe('the figures of a result', () => {
	test('are the maximum, the mean of means, the minimum, and the mean of the last values', () => {
		expect(metricFigures(seriesOf([1, 2, 9], [null, 20, null], [null]))).toEqual({
			max: 20, mean: 12, min: 1, last: 14.5,
		});
	});

	test('are null without values', () => {
		expect(metricFigures([])).toBeNull();
		expect(metricFigures(seriesOf([null], []))).toBeNull();
	});

	test('lie within the range of the values', () => {
		fc.assert(fc.property(fc.array(fc.array(fc.option(fc.double({min: -1e9, max: 1e9, noNaN: true}))), {minLength: 1}), values => {
			const figures = metricFigures(seriesOf(...values));
			const known = values.flat().filter(value => value !== null);
			expect(figures === null).toBe(known.length === 0);
			if (figures) {
				expect([figures.min, figures.max]).toEqual([Math.min(...known), Math.max(...known)]);
				for (const figure of [figures.mean, figures.last]) {
					expect(figure).toBeGreaterThanOrEqual(figures.min - 1e-3);
					expect(figure).toBeLessThanOrEqual(figures.max + 1e-3);
				}
			}
		}));
	});
});

test('a column is pending until its metric has been queried; then it has a value or none', () => {
	const [memory, processor] = catalogue.slice(2, 4);
	const item = iteration({});
	const window = {start: 0n, stop: 1n};
	const outcome = {
		status: 'answered' as const, query: {metric: memory!, window, everySeconds: 10}, influxql: '', engine: '', database: '', series: seriesOf([5, 7]), notes: [],
	};
	let known = knownFigures([memory!], [outcome]);
	const columns = metricColumns([memory!, processor!], {known: () => known, everySeconds: 10});
	const valuesOf = () => ['max(usage_mem_rabbit)', 'max(usage_cpu_percent_rabbit)'].map(name => {
		const column = columns.find(({id}) => id === name)!;
		return [column.unit, column.isPending?.(item), column.value(item)];
	});
	expect(columns.map(({id}) => id).slice(0, 5)).toEqual(['max(usage_mem_rabbit)', 'mean(usage_mem_rabbit)', 'min(usage_mem_rabbit)', 'last(usage_mem_rabbit)', 'max(usage_cpu_percent_rabbit)']);
	expect(columns[0]!.help).toBe('memory, rabbits: highest bucket of all series; buckets of 10 s under load, from the later start to the earlier stop of the sides');
	expect(valuesOf()).toEqual([['bytes', false, 7], ['%', true, null]]);
	known = mergeFigures(known, knownFigures([processor!], [], 'there is no archive'));
	expect(valuesOf()).toEqual([['bytes', false, 7], ['%', false, null]]);
	expect(known.reasons).toEqual(['there is no archive']);
});
