import {isLoaded, type Iteration, type LoadedIteration} from '../../campaign/model/iteration.js';
import {withMetrics} from '../../campaign/query/campaign-columns.js';
import {isFigureOfMetric} from '../../campaign/query/column.js';
import {comparedNames} from '../../campaign/query/filter.js';
import type {Metric} from '../../metrics/metric.js';
import {
	figureSeconds, mergeFigures, metricColumns, type KnownFigures,
} from '../../metrics/metric-columns.js';
import {iterationsList} from '../state/iterations.js';
import {listState, refreshFilter} from '../state/list.js';
import {
	defineSlice, sequence, unchanged, type Change, type State,
} from '../state/state.js';

type FiguresSlice = {
	/** The metrics of the catalogue, followed by those of the user's configuration. */
	readonly all: readonly Metric[];
	/** Bucket length for figures (s). */
	readonly everySeconds: number;
	/** The known figures by iteration; a reloaded iteration is a new object and is queried again. */
	readonly known: ReadonlyMap<LoadedIteration, KnownFigures>;
	/** Metrics whose loading was stopped; loading resumes when another metric is required as well. */
	readonly stopped: ReadonlySet<string>;
	/** The share of the current archive that has been read. */
	readonly share: number | undefined;
};

/** The state of the figures of metrics. */
export const figures = defineSlice<FiguresSlice>('figures', {
	all: [], everySeconds: figureSeconds, known: new Map(), stopped: new Set(), share: undefined,
});

/** Updates the columns with the known figures; filters that compare figures are recompiled. */
const updateColumns: Change = state => {
	const {all, known, everySeconds} = figures.get(state);
	const columns = withMetrics(state.columns, metricColumns(all, {known: iteration => known.get(iteration), everySeconds}));
	return sequence(comparesFigures(state) ? refreshFilter(iterationsList) : unchanged)({...state, columns});
};

const comparesFigures = (state: State): boolean => {
	const {filter, filterBefore} = listState(state, iterationsList);
	return [filter, filterBefore].some(item => item && !item.mistake && comparedNames(item.text).some(name => isFigureOfMetric(name)));
};

/** Sets the available metrics, whose figures become columns. */
export const setFigureMetrics = (all: readonly Metric[], everySeconds: number): Change => sequence(figures.set({all, everySeconds}), updateColumns);

/** Stores the figures of iterations. */
export const receiveFigures = (received: ReadonlyArray<readonly [LoadedIteration, KnownFigures]>): Change => sequence(
	figures.update(({known}, {iterations}) => {
		const current = new Set<unknown>(iterations);
		const all = new Map([...known].filter(([iteration]) => current.has(iteration)));
		for (const [iteration, more] of received) {
			all.set(iteration, mergeFigures(all.get(iteration), more));
		}

		return {known: all, share: undefined};
	}),
	updateColumns,
);

/** Forgets failures and that loading was stopped, so that it is retried. */
export const retryFigures: Change = state => {
	const {known, stopped} = figures.get(state);
	const kept = [...known].filter(([, {reasons}]) => reasons.length === 0);
	return kept.length === known.size && stopped.size === 0
		? state
		: sequence(figures.set({known: new Map(kept), stopped: new Set()}), updateColumns)(state);
};

const none: readonly string[] = [];

/** Why requested figures of an iteration have no values. */
export const figureReasons = (state: State, iteration: Iteration): readonly string[] =>
	(isLoaded(iteration) ? figures.get(state).known.get(iteration)?.reasons : undefined) ?? none;
