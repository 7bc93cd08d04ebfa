import {expect} from 'vitest';
import type {MetricSeries} from '../../../source/metrics/metric.js';

const tolerance = 1e-9;

/** Expects the same series, times and nulls, with values equal to a relative 1e-9. */
export function expectSame(found: readonly MetricSeries[], expected: readonly MetricSeries[], what: string): void {
	expect(found.map(({tags, points}) => ({tags, times: points.map(([time, value]) => value === null ? `${time}: none` : time)})), what)
		.toEqual(expected.map(({tags, points}) => ({tags, times: points.map(([time, value]) => value === null ? `${time}: none` : time)})));
	for (const [index, series] of expected.entries()) {
		for (const [position, [time, value]] of series.points.entries()) {
			const other = found[index]?.points[position]?.[1] ?? 0;
			expect(Math.abs(other - (value ?? 0)), `${what} at ${time}: ${other}, not ${value}`).toBeLessThanOrEqual(tolerance * Math.max(Math.abs(value ?? 0), Number.MIN_VALUE / tolerance));
		}
	}
}
