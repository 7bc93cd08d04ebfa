import {isLoaded, type Iteration, type LoadedIteration} from '../../../campaign/model/iteration.js';
import {
	axisNamed, defaultAxis, numericColumns, type TrendAxis,
} from '../../../campaign/query/axis.js';
import {sweptParameters, type CampaignColumns} from '../../../campaign/query/campaign-columns.js';
import {compareValues, effectsOf, type ParameterEffect} from '../../../campaign/query/effects.js';
import {columnValue} from '../../../campaign/query/series.js';
import {trendLines, type TrendLine} from '../../../campaign/query/trend.js';
import {formatSetting} from '../../../campaign/query/column-text.js';
import {shortName} from '../../../reports/trend-text.js';
import type {Column} from '../../../campaign/query/columns.js';
import type {TrendPanel} from '../../../reports/trend-panels.js';
import {groupBy, itemAfter, withToggled} from '../../../system/lists.js';
import {memoizeLast, memoizeOptions} from '../../../system/memoize.js';
import {naturalOrder} from '../../../text/names.js';
import {iterationsAmong, selectedIteration, shownIterations} from '../../state/iterations.js';
import {defineSlice, type Change, type State} from '../../state/state.js';

/** The spread around a point: p5 to p95, ± σ, or none. */
const spreads = ['band', 'deviation', 'none'] as const;

/** The view without a chart: the effect of each parameter. */
export const effectsView = 'effects of';

/** The view that stacks charts of several columns. */
export const stackView = 'stacked charts';

/** The default stack: together these columns show where a bus saturates. */
export const defaultStack: readonly string[] = ['primary_rate', 'latency_p99', 'bus CPU', 'connections'];

type TrendsSlice = {
	/** The column to plot; undefined: the mean latency of the primary side. */
	readonly metric: string | undefined;
	readonly spread: (typeof spreads)[number];
	/** The x axis; undefined: the first of clients, servers, topics that varies. */
	readonly x: string | undefined;
	/** The columns whose combinations form the lines; empty: one line per sweep. */
	readonly series: readonly string[];
	/** The charts of the stack, from the top: columns, or choices between several. */
	readonly stack: readonly string[];
	/** The parameter with one chart per value, the effects, or the stack; undefined: a single chart. */
	readonly view: string | undefined;
	/** Whether the y axis is logarithmic. */
	readonly isLog: boolean;
	/** The call type; undefined: that of the selected iteration. */
	readonly callType: string | null | undefined;
};

/** The state of the trends screen. */
export const trends = defineSlice<TrendsSlice>('trends', {
	metric: 'latency_p50', spread: 'band', x: undefined, series: [], stack: defaultStack, view: undefined, isLog: false, callType: undefined,
});

/** The names of the columns in the chart. */
export function trendColumnNames(state: State): readonly string[] {
	const {metric, x, series} = trends.get(state);
	return [metric, x, ...series].filter(name => name !== undefined);
}

/** The call types of the visible usable iterations, in natural order; null for none. */
export const trendCallTypes = (state: State): ReadonlyArray<string | null> =>
	[...new Set(shownIterations(state).filter(iteration => isLoaded(iteration)).map(({ranAs}) => ranAs))].sort((a, b) => naturalOrder(a ?? '', b ?? ''));

/** The plotted call type: the chosen one if it is visible, otherwise that of the selected iteration. */
export function trendCallType(state: State): string | null {
	const types = trendCallTypes(state);
	const own = selectedIteration(state)?.ranAs ?? null;
	return [trends.get(state).callType, own].find(type => type !== undefined && types.includes(type)) ?? types[0] ?? null;
}

/** The data of a chart. */
export type DrawnTrend = {
	readonly axis: TrendAxis;
	/** In the order of the x axis. */
	readonly iterations: readonly LoadedIteration[];
	readonly lines: readonly TrendLine[];
	readonly panels: readonly TrendPanel[];
};

type DrawnOptions = Pick<TrendsSlice, 'metric' | 'x' | 'series' | 'view'> & {
	readonly shown: readonly Iteration[];
	readonly own: CampaignColumns;
};

/** Memoized for each call type: those of neighbouring iterations differ. */
const drawnFor = memoizeOptions((options: DrawnOptions) => {
	const known = new Map<string | null, DrawnTrend>();
	return (callType: string | null): DrawnTrend => {
		const drawn = known.get(callType) ?? drawnOf(options, callType);
		known.set(callType, drawn);
		return drawn;
	};
});

function drawnOf({
	shown, own, metric, x, series, view,
}: DrawnOptions, callType: string | null): DrawnTrend {
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
			title: formatSetting(shortName(over?.id ?? ''), value, over?.unit, {ascii: false}), lines: trendLines(group, options),
		})),
	};
}

/** The data of the chart. */
export function drawnTrend(state: State): DrawnTrend {
	const {
		metric, x, series, view,
	} = trends.get(state);
	return drawnFor({
		shown: shownIterations(state), own: state.columns, metric, x, series, view,
	})(trendCallType(state));
}

/** The plotted iterations, in the order of the x axis. */
export const trendIterations = (state: State): readonly LoadedIteration[] => drawnTrend(state).iterations;

/** The plotted iterations as a list. */
export const trendList = iterationsAmong(trendIterations);

/** The lines of the chart. */
export const trendLinesOf = (state: State): readonly TrendLine[] => drawnTrend(state).lines;

/** The column whose effects are shown: the plotted one, or the mean of the primary side. */
export const effectsColumn = (state: State): Column => state.columns.named(trends.get(state).metric ?? 'latency_mean')!;

/** The effect of each parameter on the column, among the iterations of the call type that pass the filter. */
export const trendEffects = (state: State): readonly ParameterEffect[] => effectsFor(trendIterations(state), effectsColumn(state), state.columns);

const effectsFor = memoizeLast(effectsOf);

/** Switches to the next call type. When it reaches that of the selected iteration, it follows the selection again. */
export const nextTrendCallType: Change = state => {
	const types = trendCallTypes(state);
	const next = itemAfter(types, trendCallType(state));
	return trends.set({callType: next === selectedIteration(state)?.ranAs ? undefined : next})(state);
};

/** Parameters that can have one chart per value: the swept ones, except the x axis and those that determine x. */
function panelNames(state: State): readonly string[] {
	const {axis, iterations} = drawnTrend(state);
	const own = state.columns;
	const hasLines = (name: string) => [...groupBy(iterations, iteration => columnValue(iteration, name, own)).values()]
		.some(group => new Set(group.map(iteration => axis.valueOf(iteration))).size > 1);
	return sweptParameters(own).filter(({id, isSwept}) => isSwept && id !== axis.name && hasLines(id)).map(({id}) => id);
}

/** Cycles through the views: a single chart, one chart per value of each swept parameter, the effects, the stack. */
export const nextTrendView: Change = state => {
	const views = [undefined, ...panelNames(state), effectsView, stackView];
	return trends.set({view: itemAfter(views, trends.get(state).view)})(state);
};

/** Cycles through the spreads around points. */
export const nextTrendSpread: Change = trends.update(({spread}) => ({spread: itemAfter(spreads, spread)}));

/** Switches the y axis between linear and logarithmic. */
export const toggleTrendLog: Change = trends.update(({isLog}) => ({isLog: !isLog}));

/** Selects the column to plot; an id that is not a numeric column selects the mean latency of the primary side. */
export const chooseMetric = (id: string): Change => state => trends.set({metric: numericColumns(state.columns).find(column => column.id === id)?.id})(state);

/** Selects the x axis by name. */
export const chooseAxis = (x: string): Change => trends.set({x});

/** Adds or removes a column that forms the lines; without any there is one line per sweep. */
export const toggleSeries = (id: string): Change => trends.update(({series}) =>
	({series: id === '' ? [] : withToggled(series, id)}));
