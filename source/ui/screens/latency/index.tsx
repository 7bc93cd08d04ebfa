import type {ComponentType} from 'react';
import {isLoaded, type Iteration} from '../../../campaign/model/iteration.js';
import {binFormulas, primaryFormulas} from '../../../reports/formulas.js';
import {latencyData} from '../../../reports/latency-report.js';
import type {Report} from '../../../reports/report.js';
import {formatAmount} from '../../../text/numbers.js';
import {emptyIterations} from '../../components/empty.js';
import type {Screen, ViewProps, WindowSpec} from '../../definitions.js';
import {
	iterationKeys, sideKey, sortKeys,
} from '../../keys/shared-keys.js';
import {
	iterationsList, selectedIteration, shownIterations, sideOf,
} from '../../state/iterations.js';
import type {ListModel} from '../../state/list.js';
import type {State} from '../../state/state.js';
import {CompareView, compareWindow} from './compare.js';
import {DistributionView} from './distribution.js';
import {groupWindow} from './group-rows.js';
import {BoxesView, HeatmapView} from './group-views.js';
import {multiplesList, multiplesWindow, MultiplesView} from './multiples.js';
import {
	comparedIterations, comparedList, groupList, groupRows, latency, moveGroup, nextMeasure, nextView, nextX, scrollBins, showDistribution,
	showsGroup, toggleByDriver, type LatencyView,
} from './state.js';

type View = {
	readonly View: ComponentType<ViewProps>;
	/** The iterations that up and down move through. */
	readonly list: ListModel<Iteration>;
	/** The iterations it shows. */
	readonly iterations: (state: State) => readonly Iteration[];
	readonly window?: (state: State) => WindowSpec;
};

const views: Readonly<Record<LatencyView, View>> = {
	distribution: {
		View: DistributionView,
		list: iterationsList,
		iterations(state) {
			const selected = selectedIteration(state);
			return selected ? [selected] : [];
		},
	},
	compare: {
		View: CompareView, list: comparedList, iterations: comparedIterations, window: compareWindow,
	},
	boxes: {
		View: BoxesView, list: groupList, iterations: groupRows, window: groupWindow,
	},
	heatmap: {
		View: HeatmapView, list: groupList, iterations: groupRows, window: groupWindow,
	},
	multiples: {
		View: MultiplesView, list: multiplesList, iterations: shownIterations, window: multiplesWindow,
	},
};

const viewOf = (state: State): View => views[latency.get(state).view];

/** The latency in the chosen view. */
function LatencyScreen(props: ViewProps) {
	const {View} = viewOf(props.state);
	return <View {...props}/>;
}

function latencyReport(state: State): Report | undefined {
	const shown = viewOf(state).iterations(state).filter(iteration => isLoaded(iteration)).map(iteration => ({iteration, side: sideOf(state, iteration)}));
	return shown.length === 0
		? undefined
		: {
			amount: `the latency of ${formatAmount(shown.length, 'iteration')}`,
			...latencyData(shown),
		};
}

const isDistribution = (state: State): boolean => latency.get(state).view === 'distribution';

/** The latency of one iteration, or of several: compared, as boxes, a heatmap or small multiples. */
export const latencyScreen: Screen = {
	id: 'latency',
	title: 'Latency',
	help: 'the distribution, large',
	View: LatencyScreen,
	keys: {
		open: [{
			id: 'show-distribution',
			keys: ['enter'],
			help: 'the distribution of the iteration',
			group: 'Screens',
			hint: 'distribution',
			applies: state => !isDistribution(state),
			run: showDistribution,
		}],
		view: [
			{
				id: 'next-view', keys: ['v'], help: 'latency as: distribution, compare, boxes, heatmap, multiples', group: 'View', hint: 'view', run: nextView,
			},
			{
				id: 'next-measure',
				keys: ['%'],
				help: 'compare density, cumulative share, tail, counts',
				group: 'View',
				hint: 'measure',
				applies: state => latency.get(state).view === 'compare',
				run: nextMeasure,
			},
			{
				id: 'next-latency-x', keys: ['X'], help: 'boxes and heatmap by clients, in the order of the list', group: 'View', hint: 'order', applies: showsGroup, run: nextX,
			},
			{
				id: 'toggle-by-driver', keys: ['t'], help: 'boxes and heatmap by driver', group: 'View', hint: 'by driver', applies: showsGroup, run: toggleByDriver,
			},
		],
		move: [
			{
				id: 'next-group',
				keys: ['right', 'l'],
				help: 'next call type (boxes, heatmap)',
				group: 'Move',
				hint: 'call type',
				applies: showsGroup,
				run: moveGroup(1),
			},
			{
				id: 'previous-group',
				keys: ['left', 'h'],
				help: 'previous call type (boxes, heatmap)',
				group: 'Move',
				applies: showsGroup,
				run: moveGroup(-1),
			},
			...iterationKeys(),
			{
				id: 'bins-down', keys: ['J'], help: 'scroll the table of bins', group: 'Move', hint: 'bins', applies: isDistribution, run: scrollBins(1),
			},
			{
				id: 'bins-up', keys: ['K'], help: 'scroll the table of bins back', group: 'Move', applies: isDistribution, run: scrollBins(-1),
			},
		],
		display: [...sortKeys, sideKey],
	},
	list: state => viewOf(state).list,
	siblings: state => latency.get(state).view === 'compare' ? comparedList : iterationsList,
	window: state => viewOf(state).window?.(state),
	empty: emptyIterations,
	report: latencyReport,
	isOfIteration: isDistribution,
	formulas: () => [...primaryFormulas, ...binFormulas],
};
