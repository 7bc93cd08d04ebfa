import type {LoadedIteration} from '../../../campaign/model/iteration.js';
import {timeLegendFigures} from '../../../plots/time-legend.js';
import type {TimeScale, TimeSeries} from '../../../plots/time-scale.js';
import type {MetricOutcome} from '../../../metrics/load-metrics.js';
import type {MetricSeries} from '../../../metrics/metric.js';
import {memoizeLast} from '../../../system/memoize.js';
import {positionOf, updateList, type ListModel} from '../../state/list.js';
import {sequence, type Change, type State} from '../../state/state.js';
import {chartsOfOutcomes, chartScale, type Charts} from './charts.js';
import {
	isOfParts, openedMetric, openParts, shownMetric,
} from './parts.js';
import {iterationsInView, metricsOf} from './state.js';

/** A container, host or group with its series and figures. */
export type Part = {
	readonly title: string;
	/** The name without the domain that all have in common. */
	readonly short: string;
	readonly tags: MetricSeries['tags'];
	readonly series: TimeSeries;
	/** Figures of the buckets under load, of all buckets if none is; undefined without values. */
	readonly figures: ReturnType<typeof timeLegendFigures>;
};

/** Parts sorted by descending mean, with the charts and the scale that their strips share. */
export type Parts = {readonly all: readonly Part[]; readonly charts: Charts; readonly scale: TimeScale};

const partsOf = memoizeLast((iteration: LoadedIteration, outcome: MetricOutcome, ascii: boolean): Parts => {
	const charts = chartsOfOutcomes([{iteration, outcome}], ascii);
	const scale = chartScale(charts, outcome.query.metric, undefined);
	const all = charts.charts.map(({title, short, tags, series: [series = {name: title, points: []}]}): Part => ({
		title, short, tags, series, figures: timeLegendFigures(series, scale, charts.loadTimes),
	}));
	return {all: all.sort((a, b) => (b.figures?.mean ?? -Infinity) - (a.figures?.mean ?? -Infinity)), charts, scale};
});

/** The parts on screen; undefined if no group is open or they are still loading. */
export function shownParts(state: State): Parts | undefined {
	const metric = openedMetric(state);
	const [iteration] = iterationsInView(state);
	const outcome = metric && iteration && metricsOf(state, iteration)?.outcomes.get(metric.name);
	return iteration && outcome?.status === 'answered' ? partsOf(iteration, outcome, state.look.glyphs.ascii) : undefined;
}

/** The parts by index; the cursor starts on the first one. */
export const partsList: ListModel<Part> = {
	name: 'metric-parts',
	keys: state => indexesOf(shownParts(state)?.all),
	total: state => shownParts(state)?.all.length ?? 0,
};

const indexesOf = memoizeLast((all: readonly Part[] | undefined): readonly number[] => [...all?.keys() ?? []]);

/** The part under the cursor. */
const selectedPart = (state: State): Part | undefined => shownParts(state)?.all[positionOf(state, partsList)];

/** Opens the parts of a group with the cursor on the highest one. */
export const openGroup = (group: Parameters<typeof openParts>[0]): Change => sequence(updateList(partsList, {cursor: undefined}), openParts(group));

/** Opens the parts of the part under the cursor. */
export const openPart: Change = state => openGroup(selectedPart(state))(state);

/** Whether the part under the cursor has parts of its own. */
export function canOpenPart(state: State): boolean {
	const metric = shownMetric(state);
	return selectedPart(state) !== undefined && metric !== undefined && !isOfParts(metric);
}
