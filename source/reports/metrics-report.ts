import {type LoadedIteration, rawParameter} from '../campaign/model/iteration.js';
import type {MetricOutcome} from '../metrics/load-metrics.js';
import {rfc3339} from '../metrics/window.js';
import type {Dataset} from './report.js';

/** An answered metric query and its iteration. */
export type AnsweredMetric = {readonly iteration: LoadedIteration; readonly outcome: MetricOutcome & {readonly status: 'answered'}};

/** Metrics with their series (times in ms since the epoch): one row per point, in JSON one entry per metric. */
export const metricsData = (answered: readonly AnsweredMetric[]): Dataset => ({
	columns: reportColumns, rows: () => metricRows(answered), json: () => metricsJson(answered),
});

const metricsJson = (answered: readonly AnsweredMetric[]) => answered.map(({iteration, outcome: {query, engine, influxql, series}}) => ({
	iteration_id: rawParameter(iteration, 'iteration_id'),
	metric: query.metric.name,
	unit: query.metric.unit,
	start: rfc3339(query.window.start),
	stop: rfc3339(query.window.stop),
	engine,
	influxql,
	series,
	index: iteration.index,
	backup_dir: rawParameter(iteration, 'backup_dir'),
}));

const reportColumns = ['iteration_id', 'metric', 'unit', 'tag', 'group', 'epoch_ms', 'value', 'index', 'backup_dir'] as const;

const joinedOf = (texts: readonly string[]): string | null => texts.length === 0 ? null : texts.join(', ');

const metricRows = (answered: readonly AnsweredMetric[]) =>
	answered.flatMap(({
		iteration,
		outcome: {
			query: {metric},
			series,
		},
	}) =>
		series.flatMap(({tags, points}) =>
			points.map(([time, value]) => ({
				iteration_id: rawParameter(iteration, 'iteration_id'),
				metric: metric.name,
				unit: metric.unit,
				tag: joinedOf(Object.keys(tags)),
				group: joinedOf(Object.values(tags)),
				epoch_ms: time,
				value,
				index: iteration.index,
				backup_dir: rawParameter(iteration, 'backup_dir'),
			}))));
