import {isLoaded, type Iteration, type LoadedIteration} from '../../../campaign/model/iteration.js';
import {allColumns, columnNamed, type ColumnId} from '../../../campaign/query/columns.js';
import {trendX, trendLines, type TrendLine} from '../../../campaign/query/trend.js';
import {memoizeLast} from '../../../system/memoize.js';
import {naturalOrder} from '../../../text/natural-order.js';
import type {Picker, PickerItem} from '../../definitions.js';
import {iterationsAmong, selectedIteration, shownIterations} from '../../state/iterations.js';
import {defineSlice} from '../../state/slice.js';
import {
	sequence, show, type Change, type State,
} from '../../state/state.js';

const xAxes = ['clients', 'servers', 'index'] as const;
type X = (typeof xAxes)[number];

/** What is drawn round a point: p5 to p95, ± σ, or nothing. */
const spreads = ['band', 'deviation', 'none'] as const;

type TrendsSlice = {
	/** The column that is drawn; undefined: the mean latency of the primary side. */
	readonly metric: ColumnId | undefined;
	readonly spread: (typeof spreads)[number];
	readonly x: X;
	/** Whether y is on a log scale. */
	readonly isLog: boolean;
	/** Undefined: that of the selected iteration. */
	readonly callType: string | null | undefined;
};

/** What is drawn, and against what. */
export const trends = defineSlice<TrendsSlice>('trends', {
	metric: 'latency_p50', spread: 'band', x: 'clients', isLog: false, callType: undefined,
});

/** The call types of the usable iterations in sight, in natural order; null for none. */
export const trendCallTypes = (state: State): ReadonlyArray<string | null> =>
	[...new Set(shownIterations(state).filter(iteration => isLoaded(iteration)).map(({ranAs}) => ranAs))].sort((a, b) => naturalOrder(a ?? '', b ?? ''));

/** The call type that is drawn: the chosen one while it is in sight, else that of the selected iteration. */
export function trendCallType(state: State): string | null {
	const types = trendCallTypes(state);
	const own = selectedIteration(state)?.ranAs ?? null;
	return [trends.get(state).callType, own].find(type => type !== undefined && types.includes(type)) ?? types[0] ?? null;
}

/** The iterations that are drawn, as they stand on the x axis. */
export const trendIterations = (state: State): readonly LoadedIteration[] =>
	drawnIterations(shownIterations(state), trendCallType(state), trends.get(state).x);

const drawnIterations = memoizeLast((shown: readonly Iteration[], callType: string | null, x: X) =>
	shown.filter(iteration => isLoaded(iteration)).filter(({ranAs}) => ranAs === callType).sort((a, b) => trendX(a, x) - trendX(b, x)));

export const trendList = iterationsAmong(trendIterations);

/** The lines of the chart. */
export const trendLinesOf = (state: State): readonly TrendLine[] => {
	const {metric, x} = trends.get(state);
	return trendLinesFor(trendIterations(state), metric, x);
};

const trendLinesFor = memoizeLast((iterations: readonly LoadedIteration[], metric: ColumnId | undefined, x: X) =>
	trendLines(iterations, {column: metric && columnNamed(metric), x}));

/** The call type after the one that is drawn. That of the selected iteration is followed again, not held. */
export const nextTrendCallType: Change = state => {
	const types = trendCallTypes(state);
	const next = types[(types.indexOf(trendCallType(state)) + 1) % types.length];
	return trends.set({callType: next === selectedIteration(state)?.ranAs ? undefined : next})(state);
};

export const nextTrendX: Change = trends.update(({x}) => ({x: xAxes[(xAxes.indexOf(x) + 1) % xAxes.length] ?? 'clients'}));
export const nextTrendSpread: Change = trends.update(({spread}) => ({spread: spreads[(spreads.indexOf(spread) + 1) % spreads.length] ?? 'band'}));
export const toggleTrendLog: Change = trends.update(({isLog}) => ({isLog: !isLog}));

const drawnColumns = allColumns.filter(({kind}) => kind !== 'text');
const meanLatency: PickerItem = {id: '', text: 'mean latency', help: 'of the primary side'};
const chooseColumn = (id: string): Change => trends.set({metric: allColumns.find(column => column.id === id)?.id});

/** Which column is drawn. */
export const trendPicker: Picker = {
	title: () => 'Trend of',
	items: () => [meanLatency, ...drawnColumns.map(({id, help}) => ({id, text: id, help}))],
	current: state => trends.get(state).metric ?? meanLatency.id,
	choose: chooseColumn,
};

/** What the palette finds: a trend of each column. */
export const trendPalette = drawnColumns.map(({id}) => ({
	id: `trend ${id}`, text: `trend of ${id}`, help: '', run: sequence(show('trends'), chooseColumn(id)),
}));
