import {itemAt} from '../../../system/lists.js';
import type {LoadedIteration} from '../../../campaign/model/iteration.js';
import type {MetricOutcome} from '../../../metrics/load-metrics.js';
import type {Metric, MetricSeries, Window} from '../../../metrics/metric.js';
import {
	timeScaleOf, type TimeScale, type TimeSeries, type TimeSpan,
} from '../../../plots/time-scale.js';
import {cleanText} from '../../../text/clean.js';
import {naturalOrder} from '../../../text/names.js';
import {
	groupName, windowMilliseconds, loadSpan, sinceStart,
} from '../../../reports/metrics-text.js';
import {metricsIn, type KnownMetrics} from './state.js';
import {windowStart} from './time-span.js';

/** A chart: a combination of tag values with its name, its name without a common domain, and a series per iteration. */
export type Chart = {
	readonly title: string;
	readonly short: string;
	readonly tags: MetricSeries['tags'];
	readonly series: readonly TimeSeries[];
};

/** The charts of a metric, and their common time axis: ms since the start of the load of each iteration. */
export type Charts = {
	readonly charts: readonly Chart[];
	readonly span: TimeSpan;
	/** Start and end of the load; the loads of several iterations are aligned at their starts. */
	readonly loadTimes: readonly number[];
	/** The drawn windows, in the order of the iterations. */
	readonly windows: readonly Window[];
	/** The distinct bucket lengths (s), ascending; and the recording interval, if known. */
	readonly buckets: readonly number[];
	readonly recorded: ReadonlySet<number>;
};

/** The charts of a metric over these iterations, one for each combination of tag values. */
export const chartsOf = (
	metric: Metric,
	iterations: readonly LoadedIteration[],
	{known, ascii}: {readonly known: KnownMetrics; readonly ascii: boolean},
): Charts => chartsOfOutcomes(iterations.map(iteration => ({iteration, outcome: metricsIn(known, iteration)?.outcomes.get(metric.name)})), ascii);

type OfIteration = {readonly iteration: LoadedIteration; readonly outcome: MetricOutcome | undefined};

/** The charts of a metric's outcomes, one for each combination of tag values. */
export function chartsOfOutcomes(outcomes: readonly OfIteration[], ascii: boolean): Charts {
	const charts = new Map<string, {readonly tags: MetricSeries['tags']; readonly series: TimeSeries[]}>();
	const windows: Window[] = [];
	const spans: Array<{readonly from: number; readonly to: number}> = [];
	const buckets = new Set<number>();
	const recorded = new Set<number>();
	const loads: Array<readonly [number, number]> = [];
	const names = outcomes.map(({iteration}) => iterationName(iteration));
	for (const [index, {iteration, outcome}] of outcomes.entries()) {
		if (outcome?.status === 'answered') {
			const {window, everySeconds} = outcome.query;
			windows.push(window);
			const [start, stop] = loadSpan(iteration, window);
			const own = {from: -start, to: windowMilliseconds(window) - start};
			spans.push(own);
			const load = [0, stop - start] as const;
			loads.push(load);
			if (outcome.series.length > 0) {
				buckets.add(everySeconds);
				recorded.add(outcome.recordedSeconds ?? 0);
			}

			for (const metricSeries of outcome.series) {
				const title = groupName(metricSeries.tags, ascii);
				// Every chart contains every iteration, so that an iteration has the same marker in all of them.
				const chart = charts.get(title) ?? {tags: metricSeries.tags, series: names.map((name): TimeSeries => ({name, points: []}))};
				chart.series[index] = {
					name: itemAt(names, index),
					points: sinceStart(metricSeries.points, window).map(([time, value]) => [time - start, value]),
					bucket: everySeconds * 1000,
					window: own,
					load,
				};
				charts.set(title, chart);
			}
		}
	}

	const domain = sharedDomain([...charts.keys()]);
	return {
		charts: [...charts]
			.sort(([a], [b]) => naturalOrder(a, b))
			.map(([title, chart]) => ({title, short: title.slice(0, title.length - domain.length), ...chart})),
		span: spans.length === 0
			? {from: windowStart, to: windowStart}
			: {from: Math.min(...spans.map(({from}) => from)), to: Math.max(...spans.map(({to}) => to))},
		// The loads of several iterations are aligned at their starts, but end at different times.
		loadTimes: (loads.length === 1 ? itemAt(loads, 0) : loads.slice(0, 1).map(([start]) => start)),
		windows,
		buckets: [...buckets].sort((a, b) => a - b),
		recorded,
	};
}

/** The domain that all host names have in common, such as `.rennes.grid5000.fr`; '' if there is none. */
function sharedDomain([first = '', ...others]: readonly string[]): string {
	const domains = others.length === 0 ? [] : [...first.matchAll(/\.[a-z]/gv)].map(({index}) => first.slice(index));
	return domains.find(domain => others.every(name => name.endsWith(domain) && name.length > domain.length)) ?? '';
}

/** The common scale of charts: the whole time, or the given part of it, and all values. */
export function chartScale({charts, span, buckets}: Charts, {unit}: Metric, zoomed: TimeSpan | undefined): TimeScale {
	const scale = timeScaleOf(charts.flatMap(({series}) => series), {...span, bucket: (buckets[0] ?? 0) * 1000}, unit);
	return {...scale, ...zoomed};
}

/** The name of an iteration: its id, then clients and servers as in the notebook's legends. */
export const iterationName = ({label, clients, servers}: LoadedIteration): string => `${cleanText(label)} ${clients.agents}, ${servers.agents}`;
