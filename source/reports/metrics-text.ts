import type {MetricSeries, Window, Metric} from '../metrics/metric.js';
import {margin, rfc3339} from '../metrics/window.js';
import {drawTimeChart} from '../plots/time-chart.js';
import {timeScaleOf, type TimeScale, type TimeSeries} from '../plots/time-scale.js';
import {writtenText} from '../campaign/query/column-text.js';
import {cutEnd} from '../text/cells.js';
import {cleanText} from '../text/clean.js';
import {wrapWords} from '../text/align.js';
import {formatCount} from '../text/numbers.js';
import {metrics} from '../metrics/catalogue.js';
import type {MetricsProgress} from '../metrics/load-metrics.js';
import {formatBytes} from '../text/bytes.js';
import type {Look} from './theme.js';
import type {AnsweredMetric} from './metrics-report.js';

const milliseconds = (time: bigint): number => Number(time / 1_000_000n);

/** How long a window is, in whole ms. */
export const lengthOf = ({start, stop}: Window): number => milliseconds(stop - start);

/** Points as a picture has them: in ms from the beginning of the window. */
export function sinceStart(points: MetricSeries['points'], {start}: Window): TimeSeries['points'] {
	const from = milliseconds(start);
	return points.map(([time, value]) => [time - from, value]);
}

type Times = {readonly start: number | null; readonly stop: number | null};

/** When both sides worked: from the later start to the earlier stop, in ms from the beginning of the window. */
export function loadOf({clients, servers}: {readonly clients: Times; readonly servers: Times}, window: Window): readonly [number, number] {
	const stops = [clients.stop, servers.stop].flatMap(stop => stop === null ? [] : [stop]);
	const starts = [clients.start, servers.start].flatMap(start => start === null ? [] : [start]);
	const length = lengthOf(window);
	// The window begins so long before the later start.
	const stop = margin * 1000 + (Math.min(...stops) - Math.max(...starts)) * 1000;
	return [margin * 1000, Number.isFinite(stop) ? Math.min(length, Math.max(margin * 1000, stop)) : length - margin * 1000];
}

/**
 * What is drawn of a metric of an iteration: a series per group (ms since the window's start), the scale that all share, and when
 * the iteration began and ended.
 */
type MetricChart = {
	readonly series: readonly TimeSeries[];
	readonly scale: TimeScale;
	readonly marks: readonly number[];
	readonly window: {readonly from: number; readonly to: number};
};

/** The chart of an answer. */
function chartOf({iteration, outcome: {query: {metric, window, everySeconds}, series}}: AnsweredMetric, ascii: boolean): MetricChart {
	const shifted = series.map(({tags, points}) => ({
		name: groupName(metric, tags, ascii),
		points: sinceStart(points, window),
	}));
	const to = lengthOf(window);
	return {
		series: shifted,
		scale: timeScaleOf(shifted, {from: 0, to, bucket: everySeconds * 1000}, metric.unit),
		marks: loadOf(iteration, window),
		window: {from: 0, to},
	};
}

/** What a group is called: the value of its tag, or `all` where there are no groups. */
export function groupName({groupBy}: Pick<Metric, 'groupBy'>, tags: MetricSeries['tags'], ascii: boolean): string {
	const name = groupBy === undefined ? 'all' : tags[groupBy] ?? '';
	return name === '' ? `no ${groupBy ?? 'name'}` : writtenText(name, {ascii});
}

const chartHeight = 12;

/** The metrics of iterations as text: for each iteration a head, a chart per group of each metric, and which metrics have no data. */
export function metricsPage(answered: readonly AnsweredMetric[], width: number, look: Look): readonly string[] {
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

function iterationLines(answered: readonly AnsweredMetric[], width: number, look: Look): readonly string[] {
	const {theme, glyphs: {ascii, ellipsis}} = look;
	const [first] = answered;
	if (!first) {
		return [];
	}

	const {iteration, outcome: {query: {window, everySeconds}}} = first;
	const [date, clock = ''] = rfc3339(window.start).split(/[T.Z]/v);
	const names = [iteration.label, iteration.ranAs, iteration.driver].map(text => writtenText(text, {ascii}));
	const agents = `${formatCount(iteration.clients.agents)} clients, ${formatCount(iteration.servers.agents)} servers`;
	const engines = [...new Set(answered.map(({outcome}) => outcome.engine))].join(', ');
	const empty = answered.filter(({outcome}) => outcome.series.length === 0).map(({outcome}) => outcome.query.metric.name);
	return [
		theme.strong(cutEnd([...names, agents].join('  '), width, ellipsis)),
		cutEnd(`0:00 is ${date ?? ''} ${clock} UTC, means of ${everySeconds} s (${ascii ? '~' : '┄'} cut), ${ascii ? ':' : '┊'} load, from ${cleanText(engines)}`, width, ellipsis),
		...answered.flatMap(answeredMetric => metricLines(answeredMetric, width, look)),
		...empty.length === 0 ? [] : ['', ...wrapWords(`no data: ${empty.join(', ')}`, width).map(line => cutEnd(line, width, ellipsis))],
	];
}

/** A chart per group, all in one scale, so that they compare. */
function metricLines(answered: AnsweredMetric, width: number, {theme, glyphs: {ascii, ellipsis}}: Look): readonly string[] {
	const {metric} = answered.outcome.query;
	const chart = chartOf(answered, ascii);
	return chart.series.flatMap(timeSeries => [
		'',
		theme.strong(cutEnd(`${metric.name}  ${metric.title}  ${timeSeries.name}`, width, ellipsis)),
		...drawTimeChart([timeSeries], {
			width,
			height: chartHeight,
			scale: chart.scale,
			marks: chart.marks,
			window: chart.window,
			ascii,
			paint: (text, index) => theme.series[index % theme.series.length]?.(text) ?? text,
		}),
	]);
}

/** How far asking is: `unpacking 41.0 MB of 120 MB`. */
export function stageText(stage: MetricsProgress | undefined): string {
	switch (stage?.stage) {
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
			return `looking for the answers of ${metrics.length} queries`;
		}
	}
}
