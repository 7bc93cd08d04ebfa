import {isLoaded, type Iteration, type LoadedIteration} from '../../../campaign/model/iteration.js';
import {
	axisNamed, defaultAxis, numericColumns, type TrendAxis,
} from '../../../campaign/query/axis.js';
import {sweptParameters, type CampaignColumns} from '../../../campaign/query/campaign-columns.js';
import {compareValues, effectsOf, type Effect} from '../../../campaign/query/effects.js';
import {columnValue} from '../../../campaign/query/series.js';
import {trendLines, type TrendLine} from '../../../campaign/query/trend.js';
import {settingText} from '../../../campaign/query/column-text.js';
import {shortName} from '../../../reports/trend-names.js';
import type {Column} from '../../../campaign/query/columns.js';
import type {TrendPanel} from '../../../reports/trend-picture.js';
import {groupBy} from '../../../system/group-by.js';
import {memoizeEach, memoizeLast, memoizeOptions} from '../../../system/memoize.js';
import {naturalOrder} from '../../../text/natural-order.js';
import {iterationsAmong, selectedIteration, shownIterations} from '../../state/iterations.js';
import {defineSlice} from '../../state/slice.js';
import type {Change, State} from '../../state/state.js';

/** What is drawn round a point: p5 to p95, ± σ, or nothing. */
const spreads = ['band', 'deviation', 'none'] as const;

/** The view that has no chart: what each parameter changes. */
export const effectsView = 'effects of';

/** The view of several columns below each other. */
export const stackView = 'stacked charts';

/** What says together where a bus is saturated. */
export const usualStack: readonly string[] = ['primary_rate', 'latency_p99', 'bus CPU', 'connections'];

type TrendsSlice = {
	/** The column that is drawn; undefined: the mean latency of the primary side. */
	readonly metric: string | undefined;
	readonly spread: (typeof spreads)[number];
	/** Undefined: the first of clients, servers, topics that varies. */
	readonly x: string | undefined;
	/** The columns of which each combination is a line; none: a line for each sweep. */
	readonly series: readonly string[];
	/** The charts of the stack, from the top: columns, or one of several. */
	readonly stack: readonly string[];
	/** The parameter of which each value has a chart of its own, the effects, or the stack; undefined: one chart. */
	readonly view: string | undefined;
	/** Whether y is on a log scale. */
	readonly isLog: boolean;
	/** Undefined: that of the selected iteration. */
	readonly callType: string | null | undefined;
};

/** What is drawn, and against what. */
export const trends = defineSlice<TrendsSlice>('trends', {
	metric: 'latency_p50', spread: 'band', x: undefined, series: [], stack: usualStack, view: undefined, isLog: false, callType: undefined,
});

/** The names of the columns that the chart shows. */
export function trendColumnNames(state: State): readonly string[] {
	const {metric, x, series} = trends.get(state);
	return [metric, x, ...series].filter(name => name !== undefined);
}

/** The call types of the usable iterations in sight, in natural order; null for none. */
export const trendCallTypes = (state: State): ReadonlyArray<string | null> =>
	[...new Set(shownIterations(state).filter(iteration => isLoaded(iteration)).map(({ranAs}) => ranAs))].sort((a, b) => naturalOrder(a ?? '', b ?? ''));

/** The call type that is drawn: the chosen one while it is in sight, else that of the selected iteration. */
export function trendCallType(state: State): string | null {
	const types = trendCallTypes(state);
	const own = selectedIteration(state)?.ranAs ?? null;
	return [trends.get(state).callType, own].find(type => type !== undefined && types.includes(type)) ?? types[0] ?? null;
}

export type Drawn = {
	readonly axis: TrendAxis;
	/** As they stand on the x axis. */
	readonly iterations: readonly LoadedIteration[];
	readonly lines: readonly TrendLine[];
	readonly panels: readonly TrendPanel[];
};

type DrawnOptions = Pick<TrendsSlice, 'metric' | 'x' | 'series' | 'view'> & {
	readonly shown: readonly Iteration[];
	readonly callType: string | null;
	readonly own: CampaignColumns;
};

const drawnFor = memoizeOptions(({
	shown, callType, own, metric, x, series, view,
}: DrawnOptions): Drawn => {
	const loaded = shown.filter(iteration => isLoaded(iteration)).filter(({ranAs}) => ranAs === callType);
	const axis = (x === undefined ? undefined : axisNamed(x, own)) ?? axisNamed(defaultAxis(loaded, own), own)!;
	const position = (iteration: LoadedIteration) => axis.valueOf(iteration) ?? -Infinity;
	const iterations = [...loaded].sort((a, b) => position(a) - position(b) || a.index - b.index);
	const options = {
		own, axis, column: metric === undefined ? undefined : own.named(metric), ...series.length > 0 && {series},
	};
	const over = view === undefined ? undefined : own.named(view);
	const values = over ? [...groupBy(iterations, iteration => columnValue(iteration, over.id, own))].sort(([a], [b]) => compareValues(a, b)) : [];
	return {
		axis,
		iterations,
		lines: trendLines(iterations, options),
		panels: values.map(([value, group]) => ({
			title: settingText(shortName(over?.id ?? ''), value, over?.unit, {ascii: false}), lines: trendLines(group, options),
		})),
	};
});

/** What the chart is made of. */
export function drawnTrend(state: State): Drawn {
	const {
		metric, x, series, view,
	} = trends.get(state);
	return drawnFor({
		shown: shownIterations(state), callType: trendCallType(state), own: state.columns, metric, x, series, view,
	});
}

/** The iterations that are drawn, as they stand on the x axis. */
export const trendIterations = (state: State): readonly LoadedIteration[] => drawnTrend(state).iterations;

export const trendList = iterationsAmong(trendIterations);

/** The lines of the chart. */
export const trendLinesOf = (state: State): readonly TrendLine[] => drawnTrend(state).lines;

/** The column whose effects are shown: the one that is drawn, or the mean of the primary side. */
export const effectsColumn = (state: State): Column => state.columns.named(trends.get(state).metric ?? 'latency_mean')!;

/** What each parameter changes in it, among the iterations of the call type that pass the filter. */
export const trendEffects = (state: State): readonly Effect[] => effectsFor(trendIterations(state), effectsColumn(state), state.columns);

const effectsFor = memoizeLast(effectsOf);

/** The call type after the one that is drawn. That of the selected iteration is followed again, not held. */
export const nextTrendCallType: Change = state => {
	const types = trendCallTypes(state);
	const next = types[(types.indexOf(trendCallType(state)) + 1) % types.length];
	return trends.set({callType: next === selectedIteration(state)?.ranAs ? undefined : next})(state);
};

/** What can have a chart for each value: what was swept, but for what is on the x axis. */
const panelNames = memoizeEach((own: CampaignColumns): readonly string[] => sweptParameters(own).filter(({isSwept}) => isSwept).map(({id}) => id));

/** One chart, then one for each value of each parameter that was swept, then the effects, then the stack. */
export const nextTrendView: Change = state => {
	const {axis} = drawnTrend(state);
	const views = [undefined, ...panelNames(state.columns).filter(name => name !== axis.name), effectsView, stackView];
	const next = views[(views.indexOf(trends.get(state).view) + 1) % views.length];
	return trends.set({view: next})(state);
};

export const nextTrendSpread: Change = trends.update(({spread}) => ({spread: spreads[(spreads.indexOf(spread) + 1) % spreads.length] ?? 'band'}));
export const toggleTrendLog: Change = trends.update(({isLog}) => ({isLog: !isLog}));

export const chooseMetric = (id: string): Change => state => trends.set({metric: numericColumns(state.columns).find(column => column.id === id)?.id})(state);
export const chooseAxis = (x: string): Change => trends.set({x});

/** Adds a column to those that make the lines, or takes it away; without one sweeps make them. */
export const toggleSeries = (id: string): Change => trends.update(({series}) =>
	({series: id === '' ? [] : (series.includes(id) ? series.filter(name => name !== id) : [...series, id])}));
