import {isLoaded, type Iteration, type LoadedIteration} from '../../campaign/model/iteration.js';
import type {Column} from '../../campaign/query/column.js';
import {comparedNames} from '../../campaign/query/filter.js';
import {metricNamed} from '../../metrics/catalogue.js';
import type {Metric} from '../../metrics/metric.js';
import {memoizeLast} from '../../system/memoize.js';
import {iterationsList, shownIterations} from '../state/iterations.js';
import {listState, type Filter} from '../state/list.js';
import {notify} from '../state/messages.js';
import {visibleRows} from '../layout.js';
import {
	currentScreen, sequence, type Change, type State,
} from '../state/state.js';
import {figures} from './state.js';

const comparedBy = memoizeLast((filter: Filter<Iteration> | undefined): readonly string[] => filter && !filter.mistake ? comparedNames(filter.text) : []);

/** The names of the columns that the filter of the iterations compares; empty if it is invalid. */
export const filteringNames = (state: State): readonly string[] => comparedBy(listState(state, iterationsList).filter);

/** The names of the columns that sort and filter the iterations. */
function narrowingNames(state: State): readonly string[] {
	const {sort} = listState(state, iterationsList);
	return [...sort ? [sort.column] : [], ...filteringNames(state)];
}

/** The columns among these that are figures of metrics. */
const figuresAmong = ({columns}: State, names: readonly string[]): readonly Column[] =>
	names.flatMap(name => columns.named(name) ?? []).filter(({metric}) => metric !== undefined);

/** The figures in use: those that sort or filter the iterations, and those that the screen shows. */
export const figuresInUse = (state: State): readonly Column[] =>
	figuresAmong(state, [...narrowingNames(state), ...currentScreen(state).columns?.(state) ?? []]);

/** The iterations in use, visible rows first; all iterations if a filter compares figures, since figures of hidden ones may still be unknown. */
function iterationsInUse(state: State): readonly LoadedIteration[] {
	const shown = shownIterations(state);
	const spec = currentScreen(state).window?.(state);
	const {first, end} = spec ? visibleRows(state, spec) : {first: 0, end: 0};
	const isFiltered = figuresAmong(state, filteringNames(state)).length > 0;
	const all = [...shown.slice(first, end), ...shown, ...isFiltered ? state.iterations : []];
	return [...new Set(all)].filter(iteration => isLoaded(iteration));
}

/** How many of the iterations in use have all figures of these columns; undefined if no column is a figure. */
function loadedCount(state: State, names: readonly string[]): {readonly done: number; readonly total: number} | undefined {
	const columns = figuresAmong(state, names);
	if (columns.length === 0) {
		return undefined;
	}

	const iterations = iterationsInUse(state);
	return {done: iterations.filter(iteration => !columns.some(({isPending}) => isPending?.(iteration))).length, total: iterations.length};
}

/** `12 of 40 loaded` while some figures of these columns are missing; otherwise ''. */
export function loadedText(state: State, names: readonly string[]): string {
	const count = loadedCount(state, names);
	return count && count.done < count.total ? `${count.done} of ${count.total} loaded` : '';
}

/** A request for figures of an iteration. */
export type FiguresRequest = {readonly iteration: LoadedIteration; readonly metrics: readonly Metric[]; readonly required: ReadonlySet<string>};

/**
 * The outstanding requests, most urgent first; empty while the campaign is loading or after loading was stopped. Once an archive is open, all metrics of the
 * catalogue are queried, as the user may look at their figures next.
 */
export function dueFigures(state: State): readonly FiguresRequest[] {
	const columns = figuresInUse(state);
	if (columns.length === 0 || state.loading || isStopped(state, columns)) {
		return [];
	}

	const {all, known} = figures.get(state);
	const required = new Set(columns.flatMap(({metric}) => metric ?? []));
	return iterationsInUse(state).filter(iteration => columns.some(({isPending}) => isPending?.(iteration))).map(iteration => ({
		iteration,
		required,
		metrics: all.filter(({name}) => (required.has(name) || metricNamed(name)) && known.get(iteration)?.figures.has(name) !== true),
	}));
}

const isStopped = (state: State, columns: readonly Column[]): boolean => {
	const {stopped} = figures.get(state);
	return columns.every(({metric}) => metric !== undefined && stopped.has(metric));
};

/** Whether figures are being loaded. */
export const isLoadingFigures = (state: State): boolean => dueFigures(state).length > 0;

/** `metrics 12/40, 27 % of the next` while figures are loading or after loading was stopped; otherwise empty. */
export function figuresNote(state: State): readonly string[] {
	const columns = figuresInUse(state);
	const count = columns.length === 0 ? undefined : loadedCount(state, columns.map(({id}) => id));
	if (!count || count.done === count.total || state.loading) {
		return [];
	}

	const {share} = figures.get(state);
	const part = share === undefined ? '' : ` ${Math.floor(share * 100)} %`;
	return [`metrics ${count.done}/${count.total}${isStopped(state, columns) ? ' stopped' : part}`];
}

/** Stops loading figures; missing ones stay missing. */
export const stopFigures: Change = state => {
	const columns = figuresInUse(state);
	const count = loadedCount(state, columns.map(({id}) => id));
	return sequence(
		figures.set({stopped: new Set(columns.flatMap(({metric}) => metric ?? [])), share: undefined}),
		notify({kind: 'info', text: `stopped: metrics of ${count?.done ?? 0} of ${count?.total ?? 0} iterations are loaded; r continues`}),
	)(state);
};

/** The formulas of the figures in use, one line each. */
export const figureFormulas = (state: State): readonly string[] => [...new Set(figuresInUse(state))].map(({id, help}) => `${id}: ${help}`);
