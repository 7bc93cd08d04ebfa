import {isLoaded, type Iteration} from '../../../campaign/model/iteration.js';
import {itemAfter} from '../../../system/lists.js';
import {memoizeLast} from '../../../system/memoize.js';
import {
	iterationsAmong, iterationsList, markedIterations, selectedIteration, shownIterations,
} from '../../state/iterations.js';
import {naturalOrder} from '../../../text/names.js';
import {clamp, moveTo} from '../../state/list.js';
import {defineSlice, type Change, type State} from '../../state/state.js';

const latencyViews = ['distribution', 'compare', 'boxes', 'heatmap', 'multiples'] as const;
export type LatencyView = (typeof latencyViews)[number];

/** What is compared: densities, the share below or above each latency, or the counts of bins. */
const compareMeasures = ['density', 'cumulative', 'tail', 'counts'] as const;
export type CompareMeasure = (typeof compareMeasures)[number];

type LatencySlice = {
	readonly view: LatencyView;
	/** Order of the boxes and the rows of the heatmap. */
	readonly x: 'index' | 'clients';
	/** Whether these are grouped by driver. */
	readonly isByDriver: boolean;
	readonly measure: CompareMeasure;
	readonly bins: {readonly of: number; readonly top: number};
};

/** How latency is shown. */
export const latency = defineSlice<LatencySlice>('latency', {
	view: 'distribution', x: 'clients', isByDriver: false, measure: 'density', bins: {of: 0, top: 0},
});

/** Cycles through the views. */
export const nextView: Change = latency.update(({view}) => ({view: itemAfter(latencyViews, view)}));

/** Returns to the distribution of the selected iteration. */
export const showDistribution: Change = latency.set({view: 'distribution'});

/** Cycles through the measures of a comparison. */
export const nextMeasure: Change = latency.update(({measure}) => ({measure: itemAfter(compareMeasures, measure)}));

/** Switches the row order between campaign order and number of clients. */
export const nextX: Change = latency.update(({x}) => ({x: x === 'clients' ? 'index' : 'clients'}));

/** Toggles whether rows are grouped by driver. */
export const toggleByDriver: Change = latency.update(({isByDriver}) => ({isByDriver: !isByDriver}));

/** Whether the view is restricted to one call type. */
export const showsGroup = (state: State): boolean => ['boxes', 'heatmap'].includes(latency.get(state).view);

/** Minimum for a comparison; below it the selected iteration is added. */
const minCompared = 2;
const maxDrawn = 6;

/** The compared iterations: all marked ones in run order, including filtered ones; plus the selected one if fewer than two are marked. */
export function comparedIterations(state: State): readonly Iteration[] {
	const marked = markedIterations(state);
	return compared(state.iterations, marked, marked.size < minCompared ? selectedIteration(state) : undefined);
}

const compared = memoizeLast((iterations: readonly Iteration[], marked: ReadonlySet<number>, selected: Iteration | undefined) => {
	const found = iterations.filter(iteration => marked.has(iteration.index));
	return selected && !found.includes(selected) ? [...found, selected] : found;
});

/** The compared iterations that are plotted: at most six, including the selected one. */
export function drawnIterations(state: State): readonly Iteration[] {
	const all = comparedIterations(state);
	return all.length > maxDrawn ? drawn(all, all.findIndex(({index}) => index === selectedIteration(state)?.index)) : all;
}

const drawn = memoizeLast((all: readonly Iteration[], selected: number) =>
	all.filter((_, index) => selected < maxDrawn ? index < maxDrawn : index < maxDrawn - 1 || index === selected));

/** The iterations that the cursor can reach while comparing: those compared and shown, or all shown ones while fewer than two are marked. */
export const comparedList = iterationsAmong(state =>
	markedIterations(state).size < minCompared ? shownIterations(state) : reachable(comparedIterations(state), shownIterations(state)));

const reachable = memoizeLast((all: readonly Iteration[], shown: readonly Iteration[]) => {
	const known = new Set(shown);
	return all.filter(iteration => known.has(iteration));
});

/** The shown iterations of the selected one's call type, sorted by load or in list order. Memoized. */
export function groupRows(state: State): readonly Iteration[] {
	const selected = selectedIteration(state);
	const {x, isByDriver} = latency.get(state);
	return selected ? rowsOfType(shownIterations(state), selected.ranAs, x, isByDriver) : [];
}

const rowsOfType = memoizeLast((shown: readonly Iteration[], callType: string | null, x: LatencySlice['x'], isByDriver: boolean) => {
	const rows = shown.filter(({ranAs}) => ranAs === callType);
	const byDriver = (a: Iteration, b: Iteration) => naturalOrder(a.driver ?? '', b.driver ?? '');
	const byClients = (a: Iteration, b: Iteration) => (clientsOf(a) ?? Infinity) - (clientsOf(b) ?? Infinity) || 0;
	return rows.sort((a, b) => (isByDriver ? byDriver(a, b) : 0) || (x === 'clients' ? byClients(a, b) || byDriver(a, b) : 0));
});

/** The iterations of the selected one's call type, in row order, as a list. */
export const groupList = iterationsAmong(groupRows);

/** The number of clients of an iteration; null if skipped. */
export const clientsOf = (iteration: Iteration): number | null => isLoaded(iteration) ? iteration.clients.agents : null;

/** Moves `by` call types on, to the row of the same index; stops at the first and last. */
export const moveGroup = (by: number): Change => state => {
	const selected = selectedIteration(state);
	if (!selected) {
		return state;
	}

	const index = groupRows(state).indexOf(selected);
	const types = [...new Set(shownIterations(state).map(({ranAs}) => ranAs))];
	const {x, isByDriver} = latency.get(state);
	const rows = rowsOfType(shownIterations(state), types[clamp(types.indexOf(selected.ranAs) + by, types.length - 1)] ?? null, x, isByDriver);
	const target = rows[clamp(index, rows.length - 1)] ?? selected;
	return target === selected ? state : moveTo(iterationsList, target.index)(state);
};

const maxBins = 200;

/** Scroll offset of the distribution, which resets with another iteration. */
export const binsTop = (state: State): number => {
	const {bins} = latency.get(state);
	return bins.of === selectedIteration(state)?.index ? bins.top : 0;
};

/** Scrolls the table of bins; the view limits this to its length. */
export const scrollBins = (by: number): Change => state =>
	latency.set({bins: {of: selectedIteration(state)?.index ?? 0, top: clamp(binsTop(state) + by, maxBins)}})(state);
