import path from 'node:path';
import {columnNamed} from '../../campaign/query/columns.js';
import type {Iteration} from '../../campaign/model/iteration.js';
import {surveyLogs} from '../../campaign/files/controller-logs.js';
import {formatBytes} from '../../text/bytes.js';
import {iterationsInView, metricsOf, selectedMetric} from '../state/metrics-view.js';
import {read} from '../state/reading.js';
import {currentIteration} from '../state/problems-view.js';
import type {Change, ScreenId, State} from '../state/state.js';

const sums = [
	'The logs of an iteration are shards: the union of their agents counts, the last one where a name comes twice.',
	'rate = (ok + failed) / (last stop - first start), messages/s',
	'mean = total / count; stdev = sqrt(sum of squares / count - mean²), ms',
];
const bins = [
	'The logs count latencies in log10 bins (1, 2 … 9, 10, 20 … ms). Rows of 1-2-5 steps are sums of whole bins: nothing is estimated.',
	'Percentiles are linear inside a bin, and kept within least and greatest latency. "beyond" is on how many samples one rests.',
];

/** How the numbers of each screen come about. */
const formulas: Readonly<Record<ScreenId, (state: State) => readonly string[]>> = {
	iterations: () => [
		'The list shows rate and latency of the primary side: of clients for rpc-call, of servers for all others. Failed are those of both sides.',
		...sums,
		...bins,
	],
	table: () => [...sums, 'Spreads are mean (least–most) over the agents of a side.'],
	latency: () => bins,
	trends({trendMetric}) {
		const column = trendMetric && columnNamed(trendMetric);
		return column ? [`${column.id}: ${column.help}`, ...sums] : ['The mean latency of clients for rpc-call, of servers for all others.', ...sums];
	},
	metrics: metricFormulas,
	agents: () => [
		'Numbers of one agent, as its controller wrote them.',
		'Jain\'s index = (sum of x)² / (n · sum of x²): 1 where all are alike, 1/n where one has all.',
		...bins,
	],
	problems: () => ['Found in params.json and in the logs. Errors are grouped by their texts, with ids, addresses and numbers masked.'],
};

/** The query, who answered it, and what the metric means. */
function metricFormulas(state: State): readonly string[] {
	const metric = selectedMetric(state);
	if (!metric) {
		return [];
	}

	return [
		`${metric.name}: ${metric.help}`,
		'',
		...iterationsInView(state).flatMap(iteration => {
			const outcome = metricsOf(state, iteration)?.outcomes.get(metric.name);
			return outcome
				? [
					`${iteration.label}: ${outcome.status === 'answered' ? `${outcome.engine}, database ${outcome.database}` : outcome.reason}`,
					outcome.influxql,
					...(outcome.status === 'answered' ? outcome.notes : []),
					'',
				]
				: [`${iteration.label}: ${metricsOf(state, iteration)?.failure ?? 'not asked yet'}`, ''];
		}),
	];
}

/** Shows which files the screen's numbers come from, and how. */
export async function inspect(state: State): Promise<Change> {
	const selected = currentIteration(state);
	return read({
		title: 'Where this comes from',
		lines: [
			path.join(state.folder, 'params.json'),
			...selected ? await filesOf(selected, state) : [],
			'',
			...formulas[state.screen](state),
		],
	});
}

async function filesOf(iteration: Iteration, {folder}: State): Promise<readonly string[]> {
	const survey = await surveyLogs(folder, iteration);
	const logs = 'reason' in survey ? [survey.reason] : survey.logs.map(log => `${log.name} (${formatBytes(log.size)})`);
	return [`entry ${iteration.index} of it: ${iteration.label}`, '', path.join(folder, iteration.backupDir ?? ''), ...logs];
}
