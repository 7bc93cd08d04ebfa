import {isDeepStrictEqual} from 'node:util';
import {isLoaded, type Iteration, type LoadedIteration} from '../../../campaign/model/iteration.js';
import {catalogue} from '../../../metrics/catalogue.js';
import type {MetricOutcome, MetricsProgress} from '../../../metrics/load-metrics.js';
import type {Metric} from '../../../metrics/metric.js';
import type {TimeSpan} from '../../../plots/time-scale.js';
import {groupBy} from '../../../system/lists.js';
import {memoizeEach, memoizeLast} from '../../../system/memoize.js';
import {cleanText} from '../../../text/clean.js';
import type {Picker} from '../../definitions.js';
import {
	groupOf, iterationsAmong, markedIterations, selectedIteration, shownIterations,
} from '../../state/iterations.js';
import {
	clamp, listState, moveTo, positionOf, type ListModel,
} from '../../state/list.js';
import {
	defineSlice, sequence, type Change, type State,
} from '../../state/state.js';

/** The state of loading the metrics of an iteration. */
export type IterationMetrics = {
	/** After a reload the iteration is another object, and is loaded again. */
	readonly iteration: Iteration;
	/** By metric name; outcomes in other buckets remain until the requested ones arrive. */
	readonly outcomes: ReadonlyMap<string, MetricOutcome>;
	/** The shortest bucket requested (s); undefined if loading was cancelled. */
	readonly requestedSeconds: number | undefined;
	/** The names of the metrics requested in that bucket. */
	readonly requested: ReadonlySet<string>;
	/** While loading: its stage, and the seconds elapsed. */
	readonly progress: {readonly stage: MetricsProgress | undefined; readonly seconds: number} | undefined;
	/** Why loading failed or stopped. */
	readonly failure: string | undefined;
};

/** The loading state of each iteration's metrics, by its index. */
export type KnownMetrics = ReadonlyMap<number, IterationMetrics>;

type MetricsSlice = {
	/** Metrics of the catalogue, then of the user's configuration, then those added in this session. */
	readonly all: readonly Metric[];
	/** Names of metrics that were typed or chosen in this session and not saved. */
	readonly added: ReadonlySet<string>;
	/** Whether several iterations are drawn over each other. */
	readonly isOverlaid: boolean;
	/** Whether all iterations share a scale; stopped: a shared scale of the iterations loaded so far. */
	readonly scale: 'own' | 'common' | 'stopped';
	/** The first visible chart of a metric. */
	readonly scrolled: {readonly metric: string; readonly top: number};
	readonly known: KnownMetrics;
	/** The minimum bucket length (s); auto: as the width allows. */
	readonly bucket: number | 'auto';
	/** The visible time span (ms since the start of the load); undefined for all. */
	readonly zoom: TimeSpan | undefined;
	/** The time of the cursor (ms since the start of the load). */
	readonly cursor: number | undefined;
};

/** The loaded metrics, and how they are shown. */
export const metrics = defineSlice<MetricsSlice>('metrics', {
	all: catalogue, added: new Set(), isOverlaid: false, scale: 'own', scrolled: {metric: '', top: 0}, known: new Map(), bucket: 'auto', zoom: undefined, cursor: undefined,
});

/** Sets the available metrics. */
export const setMetrics = (all: readonly Metric[]): Change => metrics.set({all});

/** The metrics with permanent names: those of the catalogue and of the user's configuration, not those typed or chosen in this session. */
export const namedMetrics = (state: State): readonly Metric[] => named(metrics.get(state).all, metrics.get(state).added);
const named = memoizeLast((all: readonly Metric[], added: ReadonlySet<string>) => all.filter(({name}) => !added.has(name)));

/** Appends a typed or chosen metric and selects it; selects an existing metric with the same query instead. */
export const addMetric = (metric: Metric): Change => state => {
	const {all, added} = metrics.get(state);
	const same = all.findIndex(other => isSameQuery(metric, other));
	if (same !== -1) {
		return moveTo(metricsList, same)(state);
	}

	// Its texts contain names of fields and tags, which come from a database.
	const named = {...metric, title: cleanText(metric.title), name: freeName(cleanText(metric.name), all)};
	return sequence(metrics.set({all: [...all, named], added: new Set([...added, named.name])}), moveTo(metricsList, all.length))(state);
};

/** Selects a saved metric; it replaces the added metric that it was saved from. */
export const selectSavedMetric = (name: string, saved: Metric): Change => state => {
	const {all, added} = metrics.get(state);
	const index = added.has(name) ? all.findIndex(other => other.name === name) : all.length;
	return sequence(
		metrics.set({all: [...all.slice(0, index), saved, ...all.slice(index + 1)], added: new Set([...added].filter(other => other !== name))}),
		moveTo(metricsList, index),
	)(state);
};

const isSameQuery = (metric: Metric, other: Metric): boolean => isDeepStrictEqual(queryFields(metric), queryFields(other));
const queryFields = ({name, title, unit, help, ...query}: Metric): object => query;

function freeName(name: string, all: readonly Metric[]): string {
	const taken = new Set(all.map(metric => metric.name));
	let free = name;
	for (let number = 2; taken.has(free); number++) {
		free = `${name} ${number}`;
	}

	return free;
}

/** The list of metrics; keys are indexes. Until the cursor is moved it is on the first metric with data. */
export const metricsList: ListModel<Metric> = {
	name: 'metrics',
	keys: state => indexesOf(metrics.get(state).all),
	total: state => metrics.get(state).all.length,
	cursor: state => listState(state, metricsList).cursor ?? Math.max(0, metrics.get(state).all.findIndex(({name}) =>
		iterationsInView(state).some(iteration => hasData(metricsOf(state, iteration)?.outcomes.get(name))))),
};

const indexesOf = memoizeLast((all: readonly Metric[]) => [...all.keys()]);
const hasData = (outcome: MetricOutcome | undefined): boolean => outcome?.status === 'answered' && outcome.series.length > 0;

/** The metric under the cursor. */
export const selectedMetric = (state: State): Metric | undefined => metrics.get(state).all[positionOf(state, metricsList)];

/** Chooses the metric. */
export const metricPicker: Picker = {
	title: () => 'Metric',
	items: state => itemsOf(metrics.get(state).all),
	current: state => selectedMetric(state)?.name,
	choose: name => state => {
		const index = metrics.get(state).all.findIndex(metric => metric.name === name);
		return index === -1 ? state : moveTo(metricsList, index)(state);
	},
};

const itemsOf = memoizeEach((all: readonly Metric[]) => all.map(({name, title}) => ({id: name, text: cleanText(name), help: cleanText(title)})));

/** Index of the first visible chart, which resets with another metric. */
export const chartsTop = (state: State): number => {
	const {scrolled} = metrics.get(state);
	return scrolled.metric === selectedMetric(state)?.name ? scrolled.top : 0;
};

const maxTop = 10_000;

/** Scrolls the charts; the view limits this to their number. */
export const scrollCharts = (by: number): Change => state =>
	metrics.set({scrolled: {metric: selectedMetric(state)?.name ?? '', top: clamp(chartsTop(state) + by, maxTop)}})(state);

/** Switches between one iteration and several drawn over each other. */
export const toggleOverlay: Change = metrics.update(({isOverlaid}) => ({isOverlaid: !isOverlaid, scrolled: {metric: '', top: 0}}));

/** Whether the overlay consists of the marked iterations, rather than of a driver and call type. */
export const isMarkedOverlay = (state: State): boolean => metrics.get(state).isOverlaid && markedIterations(state).size > 0;

/** The iterations on screen: the selected one, or in the overlay the marked ones, otherwise all shown ones of its driver and call type, sorted by servers. */
export function iterationsInView(state: State): readonly LoadedIteration[] {
	const selected = selectedIteration(state);
	if (!selected) {
		return [];
	}

	if (!metrics.get(state).isOverlaid) {
		return alone(selected);
	}

	return isMarkedOverlay(state) ? markedByServers(state.iterations, markedIterations(state)) : groupByServers(shownIterations(state), groupOf(selected));
}

const alone = memoizeEach((selected: Iteration): readonly LoadedIteration[] => [selected].filter(iteration => isLoaded(iteration)));

const byServers = (iterations: readonly Iteration[]): readonly LoadedIteration[] => iterations
	.filter(iteration => isLoaded(iteration))
	.sort((a, b) => a.servers.agents - b.servers.agents || a.clients.agents - b.clients.agents);
const markedByServers = memoizeLast((iterations: readonly Iteration[], marked: ReadonlySet<number>) =>
	byServers(iterations.filter(({index}) => marked.has(index))));
const groupByServers = memoizeLast((shown: readonly Iteration[], group: string) => byServers(shown.filter(iteration => groupOf(iteration) === group)));
const groupsByServers = memoizeLast((shown: readonly Iteration[]) =>
	[...groupBy(shown, iteration => groupOf(iteration)).values()].flatMap(iterations => byServers(iterations)));

/** The iterations that left and right move through in the overlay, in drawing order: the marked ones, or all shown ones group by group. */
export const overlaidList: ListModel<Iteration> = iterationsAmong(state =>
	isMarkedOverlay(state) ? iterationsInView(state) : groupsByServers(shownIterations(state)));

/** More lines than this cannot be told apart in one chart. */
const maxOverlaidLines = 6;

/** Whether the overlay is drawn as one strip per iteration. */
export const isStrips = (state: State): boolean => metrics.get(state).isOverlaid && iterationsInView(state).length > maxOverlaidLines;

/** The loading state of an iteration's metrics; undefined if never requested. */
export const metricsOf = (state: State, iteration: Iteration): IterationMetrics | undefined => metricsIn(metrics.get(state).known, iteration);

/** Like `metricsOf`, for a given map. */
export function metricsIn(known: KnownMetrics, iteration: Iteration): IterationMetrics | undefined {
	const found = known.get(iteration.index);
	return found?.iteration === iteration ? found : undefined;
}
