import type {LoadedIteration} from '../../../../source/campaign/model/iteration.js';
import {catalogue} from '../../../../source/metrics/catalogue.js';
import {iterationWindow} from '../../../../source/metrics/window.js';
import type {MetricOutcome} from '../../../../source/metrics/load-metrics.js';
import {beginMetrics, endMetrics, receiveMetric} from '../../../../source/ui/screens/metrics/requests.js';
import {bucketSeconds} from '../../../../source/ui/screens/metrics/bucket.js';
import {chartPane} from '../../../../source/ui/screens/metrics/chart-pane.js';
import {listWidth} from '../../../../source/ui/screens/metrics/metric-list.js';
import {metrics, metricsList} from '../../../../source/ui/screens/metrics/state.js';
import {bodyHeight} from '../../../../source/ui/layout.js';
import {moveTo} from '../../../../source/ui/state/list.js';
import {sequence, type Change, type State} from '../../../../source/ui/state/state.js';
import {iteration} from '../../../campaign/problems/iterations-builder.js';
import {stateWith} from '../../state-builder.js';
import {plainLines} from '../../../plain-lines.js';

const cpu = catalogue.findIndex(({name}) => name === 'usage_cpu_percent_rabbit');

/** An iteration with a load phase of one minute; its window is from 970 s to 1,090 s of the epoch, in ms 970,000 to 1,090,000. */
export const minuteLong = (index: number, servers = index): LoadedIteration => iteration({
	index, id: `A-${index}`, clients: {agents: 10 * index, start: 1000, stop: 1060}, servers: {agents: servers, start: 1000, stop: 1060},
});

/** An outcome of the CPU metric with these values in buckets of this length, the first of which starts at 970 s. */
export const cpuOutcome = (
	about: LoadedIteration,
	values: Readonly<Record<string, ReadonlyArray<number | null>>>,
	everySeconds = 10,
	recordedSeconds = 10,
): MetricOutcome => ({
	status: 'answered',
	query: {metric: catalogue[cpu]!, window: iterationWindow(about), everySeconds},
	influxql: '',
	engine: 'embedded 1',
	database: 'telegraf',
	series: Object.entries(values).map(([container, numbers]) => ({
		tags: {container_name: container}, points: numbers.map((value, index) => [970_000 + index * everySeconds * 1000, value]),
	})),
	notes: [],
	recordedSeconds,
});

/** Stores an outcome, as if it had been requested in the current bucket length. */
export const answer = (about: LoadedIteration, outcome: MetricOutcome): Change => state => {
	const request = {iteration: about, seconds: bucketSeconds(state), metrics: metrics.get(state).all};
	return sequence(beginMetrics(request), receiveMetric(about, outcome), endMetrics(about))(state);
};

/** The state of screen 5 with the cursor on CPU. */
export const metricsState = (iterations: readonly LoadedIteration[], changes: Partial<State> = {}): State =>
	moveTo(metricsList, cpu)(stateWith({screen: 'metrics', iterations, ...changes}));

/** The lines of the pane beside the list of metrics. */
export const picture = (state: State): readonly string[] =>
	plainLines(chartPane(state, {width: state.size.columns - listWidth(catalogue) - 3, height: bodyHeight(state.size)}));

/** Sets the size of the terminal. */
export const sized = (columns: number, rows: number): Change => state => ({...state, size: {columns, rows}});
