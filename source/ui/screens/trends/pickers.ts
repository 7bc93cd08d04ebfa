import {numericColumns} from '../../../campaign/query/axis.js';
import {sweptParameters, type CampaignColumns} from '../../../campaign/query/campaign-columns.js';
import {memoizeEach} from '../../../system/memoize.js';
import {cleanText} from '../../../text/clean.js';
import {columnItems, type Picker, type PickerItem} from '../../definitions.js';
import {sequence, show} from '../../state/state.js';
import {
	chooseAxis, chooseMetric, drawnTrend, toggleSeries, trends,
} from './state.js';

const meanLatency: PickerItem = {id: '', text: 'mean latency', help: 'of the primary side'};

// Typing narrows the same items.
const columnPickerItems = memoizeEach((own: CampaignColumns) => [meanLatency, ...columnItems(numericColumns(own))]);

/** Selects the column to plot. */
const columnPicker: Picker = {
	title: () => 'Trend of',
	items: ({columns}) => columnPickerItems(columns),
	current: state => trends.get(state).metric ?? meanLatency.id,
	choose: chooseMetric,
};

const counts: readonly PickerItem[] = [
	{id: 'clients', text: 'clients', help: 'clients that ran'},
	{id: 'servers', text: 'servers', help: 'servers that ran'},
	{id: 'index', text: 'iterations', help: 'position in params.json'},
];

/** Axes by relevance: swept parameters first, then parameters that vary otherwise. */
const byRelevance = memoizeEach((own: CampaignColumns) => {
	const swept = sweptParameters(own);
	return [...swept.filter(({isSwept}) => isSwept), ...swept.filter(({isSwept}) => !isSwept)];
});

const axisItems = memoizeEach((own: CampaignColumns) => {
	const varying = byRelevance(own).filter(({kind}) => kind === 'number');
	const others = numericColumns(own).filter(({id}) => !['_ombt_clients', '_ombt_servers', 'index'].includes(id) && varying.every(column => column.id !== id));
	return [counts[0]!, ...columnItems(varying), ...counts.slice(1), ...columnItems(others)];
});

/** Selects the x axis: counts, parameters that vary, and every other numeric column. */
const axisPicker: Picker = {
	title: () => 'Against',
	items: ({columns}) => axisItems(columns),
	current: state => drawnTrend(state).axis.name,
	choose: chooseAxis,
};

const sweeps: PickerItem = {id: '', text: 'sweeps', help: 'iterations that differ in x only; in an incremental campaign those of a letter'};

/** Selects the columns whose combinations form the lines. */
const seriesPicker: Picker = {
	title: () => 'A line for each',
	items: ({columns}) => [
		sweeps,
		...columnItems(['driver', ...byRelevance(columns).map(({id}) => id), '_ombt_clients', '_ombt_servers'].flatMap(id => columns.named(id) ?? [])),
	],
	isOn: (state, id) => id === sweeps.id ? trends.get(state).series.length === 0 : trends.get(state).series.includes(id),
	choose: toggleSeries,
};

/** The pickers of the screen, by name. */
export const trendPickers: Readonly<Record<string, Picker>> = {trend: columnPicker, 'trend-x': axisPicker, 'trend-series': seriesPicker};

/** Palette entries: a trend of each column. */
export const trendPalette = memoizeEach((own: CampaignColumns) => numericColumns(own).map(({id}) => ({
	id: `trend ${id}`, text: `trend of ${cleanText(id)}`, help: '', run: sequence(show('trends'), chooseMetric(id)),
})));
