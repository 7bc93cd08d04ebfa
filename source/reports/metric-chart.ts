import type {Metric, MetricSeries, Window} from '../metrics/metric.js';
import {timeScaleOf, type TimeScale, type TimeSeries} from '../plots/time-chart.js';
import {writtenText} from '../text/parameter-text.js';
import {lengthOf, marksOf, sinceStart} from './window-time.js';

/**
 * What is drawn of a metric of an iteration: a series per group (ms since the window's start), the scale that all share, and when
 * the iteration began and ended.
 */
export type MetricChart = {readonly series: readonly TimeSeries[]; readonly scale: TimeScale; readonly marks: readonly number[]};

/** The chart of an answer. */
export function chartOf(metric: Metric, window: Window, {series, ascii}: {readonly series: readonly MetricSeries[]; readonly ascii: boolean}): MetricChart {
	const shifted = series.map(({tags, points}) => ({
		name: groupName(metric, tags, ascii),
		points: sinceStart(points, window),
	}));
	const to = lengthOf(window);
	return {series: shifted, scale: timeScaleOf(shifted, {from: 0, to}, metric.unit), marks: marksOf(to)};
}

/** What a group is called: the value of its tag, or `all` where there are no groups. */
export function groupName({groupBy}: Pick<Metric, 'groupBy'>, tags: MetricSeries['tags'], ascii: boolean): string {
	const name = groupBy === undefined ? 'all' : tags[groupBy] ?? '';
	return name === '' ? `no ${groupBy ?? 'name'}` : writtenText(name, {ascii});
}
