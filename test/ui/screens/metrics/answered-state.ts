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

const cpu = catalogue.findIndex(({name}) => name === 'usage_cpu_percent_rabbit');

/** An iteration whose load lasts a minute: looked at from second 970 to 1,090 of the epoch, in ms 970,000 to 1,090,000. */
export const minuteLong = (index: number, servers = index): LoadedIteration => iteration({
	index, id: `A-${index}`, clients: {agents: 10 * index, start: 1000, stop: 1060}, servers: {agents: servers, start: 1000, stop: 1060},
});

/** Values of CPU as they are answered in buckets of so many seconds, the first of which begins at second 970. */
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

/** Takes in an answer, as if it had been asked for in the bucket that is wanted. */
export const answer = (about: LoadedIteration, outcome: MetricOutcome): Change => state => {
	const request = {iteration: about, seconds: bucketSeconds(state), metrics: metrics.get(state).all};
	return sequence(beginMetrics(request), receiveMetric(about, outcome), endMetrics(about))(state);
};

/** Screen 5 with the cursor on CPU. */
export const metricsState = (iterations: readonly LoadedIteration[], changes: Partial<State> = {}): State =>
	moveTo(metricsList, cpu)(stateWith({screen: 'metrics', iterations, ...changes}));

/** What is drawn beside the list of metrics, as lines. */
export const picture = (state: State): readonly string[] =>
	chartPane(state, {width: state.size.columns - listWidth(catalogue) - 3, height: bodyHeight(state.size)});

/** The size of the terminal. */
export const sized = (columns: number, rows: number): Change => state => ({...state, size: {columns, rows}});
