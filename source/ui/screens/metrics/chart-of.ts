import type {Metric, MetricSeries, Window} from '../../../metrics/metric.js';
import {margin} from '../../../metrics/window.js';
import {timeScaleOf, type TimeScale, type TimeSeries} from '../../../plots/time-chart.js';
import {writtenText} from '../../../campaign/written-text.js';

/** What is drawn of a metric of an iteration: a series per group (ms since the window's start), the scale that all share, and when the iteration began and ended. */
export type MetricChart = {readonly series: readonly TimeSeries[]; readonly scale: TimeScale; readonly marks: readonly number[]};

/** The chart of an answer. */
export function chartOf(metric: Metric, {start, stop}: Window, {series, ascii}: {readonly series: readonly MetricSeries[]; readonly ascii: boolean}): MetricChart {
	const [from, to] = [Number(start) / 1e6, Number(stop) / 1e6];
	const shifted = series.map(({tags, points}) => ({
		name: groupName(metric, tags, ascii),
		points: points.map(([time, value]): readonly [number, number | null] => [time - from, value]),
	}));
	return {
		series: shifted, scale: timeScaleOf(shifted, {from: 0, to: to - from}, metric.unit), marks: [margin * 1000, to - from - (margin * 1000)],
	};
}

/** What a group is called: the value of its tag, or `all` where there are no groups. */
export function groupName({groupBy}: Pick<Metric, 'groupBy'>, tags: MetricSeries['tags'], ascii: boolean): string {
	const name = groupBy === undefined ? 'all' : tags[groupBy] ?? '';
	return name === '' ? `no ${groupBy ?? 'name'}` : writtenText(name, {ascii});
}
