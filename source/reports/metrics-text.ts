import type {Metric, MetricSeries, Window} from '../metrics/metric.js';
import {margin, rfc3339, iterationWindow} from '../metrics/window.js';
import {drawTimeChart} from '../plots/time-chart.js';
import {timeScaleOf, type TimeScale, type TimeSeries} from '../plots/time-scale.js';
import {formatParameter} from '../campaign/query/column-text.js';
import {cutEnd} from '../text/cells.js';
import {cleanText} from '../text/clean.js';
import {wrapText, wrapWords} from '../text/align.js';
import {formatCount, formatBytes} from '../text/numbers.js';
import {metricNamed, catalogue} from '../metrics/catalogue.js';
import type {MetricsProgress} from '../metrics/load-metrics.js';
import type {StyledText} from '../text/styled-text.js';
import {paintSeries, type Look} from './theme.js';
import type {AnsweredMetric} from './metrics-report.js';

const milliseconds = (time: bigint): number => Number(time / 1_000_000n);

/** Length of a window in whole ms. */
export const windowMilliseconds = ({start, stop}: Window): number => milliseconds(stop - start);

/** Points with times relative to the start of the window (ms), as plots need them. */
export function sinceStart(points: MetricSeries['points'], {start}: Window): TimeSeries['points'] {
	const from = milliseconds(start);
	return points.map(([time, value]) => [time - from, value]);
}

type Times = {readonly start: number | null; readonly stop: number | null};
type Worked = {readonly clients: Times; readonly servers: Times};

/** The time when both sides were working: from the later start to the earlier stop, in ms from the start of the window. */
export function loadSpan({clients, servers}: Worked, window: Window): readonly [number, number] {
	const stops = [clients.stop, servers.stop].flatMap(stop => stop === null ? [] : [stop]);
	const starts = [clients.start, servers.start].flatMap(start => start === null ? [] : [start]);
	// A query with its own time range has a window that does not start `margin` before the later start.
	const own = iterationWindow({clients, servers});
	const start = margin * 1000 + milliseconds(own.start - window.start);
	const stop = start + (Math.min(...stops) - Math.max(...starts)) * 1000;
	const end = start - margin * 1000 + windowMilliseconds(own);
	return [start, Number.isFinite(stop) ? Math.min(end, Math.max(start, stop)) : end - margin * 1000];
}

/** What is drawn for a metric of an iteration: one series per group (ms since the window's start), their common scale, and the start and end of the load. */
type MetricChart = {
	readonly series: readonly TimeSeries[];
	readonly scale: TimeScale;
	readonly loadTimes: readonly number[];
	readonly window: {readonly from: number; readonly to: number};
};

/** The chart of an answered query. */
function chartOf({iteration, outcome: {query: {metric, window, everySeconds}, series}}: AnsweredMetric, ascii: boolean): MetricChart {
	const shifted = series.map(({tags, points}) => ({
		name: groupName(tags, ascii),
		points: sinceStart(points, window),
	}));
	const to = windowMilliseconds(window);
	return {
		series: shifted,
		scale: timeScaleOf(shifted, {from: 0, to, bucket: everySeconds * 1000}, metric.unit),
		// Parts outside the query's own time range are not drawn.
		loadTimes: loadSpan(iteration, window).filter(time => time >= 0 && time <= to),
		window: {from: 0, to},
	};
}

/** The name of a group: the values of its tags, or `all` without grouping. */
export function groupName(tags: MetricSeries['tags'], ascii: boolean): string {
	const names = Object.entries(tags).map(([tag, value]) => value === '' ? `no ${tag}` : value);
	return formatParameter(names.length === 0 ? 'all' : names.join(', '), {ascii});
}

/** Whether a metric is not in the catalogue and so must be described by its query. */
const isOwn = ({name}: Metric): boolean => metricNamed(name) === undefined;

const bucketsOf = (answered: readonly AnsweredMetric[]): string => {
	const texts = new Set(answered.map(({outcome: {query}}) => bucketsText(query.metric, [query.everySeconds])));
	return texts.size === 1 ? [...texts].join('') : 'buckets as in the queries';
};

/** What the buckets of a metric are, by their length in seconds: `means of 10 s`. */
export function bucketsText(metric: Metric, seconds: readonly number[]): string {
	if ('statement' in metric) {
		return 'buckets as in its query';
	}

	const {aggregate, percentile} = metric;
	const what = aggregate === 'mean' ? 'means' : `${aggregate}${percentile === undefined ? '' : ` ${percentile}`}`;
	return `${what} of ${seconds.map(length => `${length} s`).join(' and ')}`;
}

const chartHeight = 12;

/** Metrics of iterations as text: for each iteration a header, a chart per group of each metric, and the catalogue without data. */
export function metricsPage(answered: readonly AnsweredMetric[], width: number, look: Look): readonly StyledText[] {
	const iterations = [...new Set(answered.map(({iteration}) => iteration))];
	return iterations.flatMap((iteration, index) => [
		...(index === 0 ? [] : ['']),
		...iterationLines(
			answered.filter(answeredMetric => answeredMetric.iteration === iteration),
			width,
			look,
		),
	]);
}

function iterationLines(answered: readonly AnsweredMetric[], width: number, look: Look): readonly StyledText[] {
	const {theme, glyphs: {ascii, ellipsis}} = look;
	const [first] = answered;
	if (!first) {
		return [];
	}

	const {iteration, outcome: {query: {window}}} = first;
	const [date, clock = ''] = rfc3339(window.start).split(/[T.Z]/v);
	const names = [iteration.title, iteration.ranAs, iteration.driver].map(text => formatParameter(text, {ascii}));
	const agents = `${formatCount(iteration.clients.agents)} clients, ${formatCount(iteration.servers.agents)} servers`;
	const engines = [...new Set(answered.map(({outcome}) => outcome.engine))].join(', ');
	const empty = answered.filter(({outcome}) => outcome.series.length === 0).map(({outcome}) => outcome.query.metric.name);
	return [
		theme.strong(cutEnd([...names, agents].join('  '), width, ellipsis)),
		cutEnd(`0:00 is ${date ?? ''} ${clock} UTC, ${bucketsOf(answered)} (${ascii ? '~' : '┄'} cut), ${ascii ? ';' : '┊'} load, from ${cleanText(engines)}`, width, ellipsis),
		...answered.flatMap(answeredMetric => metricLines(answeredMetric, width, look)),
		...empty.length === 0 ? [] : ['', ...wrapWords(`no data: ${empty.join(', ')}`, width).map(line => cutEnd(line, width, ellipsis))],
	];
}

/** One chart per group, all on the same scale for comparison. */
function metricLines(answered: AnsweredMetric, width: number, {theme, glyphs: {ascii, ellipsis}}: Look): readonly StyledText[] {
	const {query: {metric}, influxql} = answered.outcome;
	const chart = chartOf(answered, ascii);
	const title = metric.title === metric.name ? metric.name : `${metric.name}  ${metric.title}`;
	return chart.series.flatMap((timeSeries, index) => [
		'',
		theme.strong(cutEnd(`${cleanText(title)}  ${timeSeries.name}`, width, ellipsis)),
		...index === 0 && isOwn(metric) ? wrapText(cleanText(influxql), width).map(line => theme.faint(line)) : [],
		...drawTimeChart([timeSeries], {
			width,
			height: chartHeight,
			scale: chart.scale,
			loadTimes: chart.loadTimes,
			window: chart.window,
			ascii,
			paint: paintSeries(theme),
		}),
	]);
}

/** Progress of a query: `unpacking 41.0 MB of 120 MB`. */
export function stageText(stage: MetricsProgress | undefined): string {
	switch (stage?.stage) {
		case 'fetching': {
			return `fetching ${formatBytes(stage.bytesDone)}${stage.bytesTotal === null ? '' : ` of ${formatBytes(stage.bytesTotal)}`}`;
		}

		case 'unpacking': {
			return `unpacking ${formatBytes(stage.bytesDone)} of ${formatBytes(stage.bytesTotal)}`;
		}

		case 'pulling': {
			return `pulling the image: ${cleanText(stage.text)}`;
		}

		case 'starting': {
			return 'starting the database';
		}

		case 'querying': {
			return `${stage.done} of ${stage.total} queries`;
		}

		case undefined: {
			return `looking up ${catalogue.length} queries`;
		}
	}
}
