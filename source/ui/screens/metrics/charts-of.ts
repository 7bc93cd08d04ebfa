import {itemAt} from '../../../system/assert.js';
import type {LoadedIteration} from '../../../campaign/model/iteration.js';
import type {Metric, Window} from '../../../metrics/metric.js';
import type {TimeSeries} from '../../../plots/time-scale.js';
import {naturalOrder} from '../../../text/natural-order.js';
import {
	groupName, lengthOf, loadOf, sinceStart,
} from '../../../reports/metrics-text.js';
import {metricsIn, type KnownMetrics} from './state.js';

/** One pair of axes: a value of the metric's tag, and a line for each iteration. */
export type Chart = {readonly title: string; readonly series: readonly TimeSeries[]};

/** The charts of a metric, and the time that they share: ms from the beginning of each iteration's window. */
export type Charts = {
	readonly charts: readonly Chart[];
	readonly span: {readonly from: number; readonly to: number; readonly bucket: number};
	/** When the load began and ended; of several iterations they began together. */
	readonly marks: readonly number[];
	/** The windows that are drawn, in the order of the iterations. */
	readonly windows: readonly Window[];
};

/** What is known of a metric over these iterations, a chart for each value of its tag. */
export function chartsOf(
	metric: Metric,
	iterations: readonly LoadedIteration[],
	{known, ascii}: {readonly known: KnownMetrics; readonly ascii: boolean},
): Charts {
	const charts = new Map<string, TimeSeries[]>();
	const windows: Window[] = [];
	const buckets: number[] = [];
	const loads: Array<readonly [number, number]> = [];
	const names = iterations.map(iteration => nameOf(iteration));
	for (const [index, iteration] of iterations.entries()) {
		const outcome = metricsIn(known, iteration)?.outcomes.get(metric.name);
		if (outcome?.status === 'answered') {
			const {window, everySeconds} = outcome.query;
			windows.push(window);
			buckets.push(everySeconds * 1000);
			loads.push(loadOf(iteration, window));
			for (const metricSeries of outcome.series) {
				const title = groupName(metric, metricSeries.tags, ascii);
				// Every chart has every iteration, so that each has the same character in all.
				const series = charts.get(title) ?? names.map(name => ({name, points: []}));
				series[index] = {name: itemAt(names, index), points: sinceStart(metricSeries.points, window)};
				charts.set(title, series);
			}
		}
	}

	const to = windows.map(window => lengthOf(window)).reduce((a, b) => Math.max(a, b), 0);
	return {
		charts: [...charts].sort(([a], [b]) => naturalOrder(a, b)).map(([title, series]) => ({title, series})),
		span: {from: 0, to, bucket: buckets[0] ?? 0},
		// Of several iterations loads begin together, and end at times of their own.
		marks: loads.length === 1 ? itemAt(loads, 0) : loads.slice(0, 1).map(([start]) => start),
		windows,
	};
}

/** As the notebook's legends: clients, servers. */
export const nameOf = ({clients, servers}: LoadedIteration): string => `${clients.agents}, ${servers.agents}`;
