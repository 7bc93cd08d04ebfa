import {effectLines, effectsReport, effectsRule} from '../../../reports/effects-text.js';
import {agentFormulas, primaryFormulas} from '../../../reports/formulas.js';
import type {Report} from '../../../reports/report.js';
import {trendData} from '../../../reports/trend-text.js';
import {formatAmount} from '../../../text/numbers.js';
import {emptyIterations} from '../../components/empty.js';
import {Lines} from '../../components/lines.js';
import type {Screen, ViewProps} from '../../definitions.js';
import {loadedText} from '../../figures/in-use.js';
import {iterationKeys, openLatencyKey} from '../../keys/shared-keys.js';
import {openPicker} from '../../overlays/picker/state.js';
import type {State} from '../../state/state.js';
import {trendPicture} from './picture.js';
import {trendPalette, trendPickers} from './pickers.js';
import {
	stackColumnNames, stackedTrends, stackFormulas, stackPicker,
} from './stack.js';
import {
	effectsColumn,
	effectsView,
	nextTrendCallType, nextTrendSpread, nextTrendView, stackView, toggleTrendLog, trendCallTypes, trendEffects, trendColumnNames,
	trendIterations, trendLinesOf, trendList, trends,
} from './state.js';

/** Plots a column against another numeric column for the iterations that pass the filter, one line per sweep; the guide marks the selected iteration. */
function TrendsView({state, width, height}: ViewProps) {
	if (trends.get(state).view === effectsView) {
		const loaded = loadedText(state, shownColumnNames(state));
		const lines = effectLines(trendEffects(state), {column: effectsColumn(state), own: state.columns, width}, state.look);
		return <Lines lines={[...loaded === '' ? [] : [state.look.theme.warning(loaded)], ...lines].slice(0, height)}/>;
	}

	const picture = trendPicture(state, {width, height});
	return <Lines lines={picture.length > 0 ? picture : ['no iteration here is usable: 1 lists why']}/>;
}

const isStacked = (state: State): boolean => trends.get(state).view === stackView;

/** The names of the displayed columns. */
const shownColumnNames = (state: State): readonly string[] => isStacked(state)
	? [...trendColumnNames(state), ...stackColumnNames(state)]
	: trendColumnNames(state);

function trendReport(state: State): Report | undefined {
	if (trends.get(state).view === effectsView) {
		return effectsReport(trendEffects(state), effectsColumn(state), state.columns);
	}

	const lines = isStacked(state) ? stackedTrends(state).flatMap(item => item.lines) : trendLinesOf(state);
	return lines.length === 0
		? undefined
		: {
			amount: [`a trend of ${formatAmount(trendIterations(state).length, 'iteration')}`, loadedText(state, shownColumnNames(state))].filter(Boolean).join(', '),
			...trendData(lines),
		};
}

/** Any column against any parameter or column, one line per sweep. */
export const trendsScreen: Screen = {
	id: 'trends',
	title: 'Trends',
	help: 'a column against clients, parameters or any number',
	View: TrendsView,
	keys: {
		open: [openLatencyKey],
		view: [
			{
				id: 'next-trend-view', keys: ['v'], help: 'one chart, one for each value of a parameter, effects, a stack of charts', group: 'View', hint: 'view', run: nextTrendView,
			},
		],
		move: [
			...iterationKeys(),
			{
				id: 'open-stack', keys: ['m'], help: 'choose the stacked charts', group: 'View', hint: 'charts', applies: isStacked, run: openPicker('trend-stack'),
			},
			{
				id: 'open-trend-column', keys: ['m'], help: 'choose the column of the trend', group: 'View', hint: 'metric', run: openPicker('trend'),
			},
			{
				id: 'open-trend-x', keys: ['X'], help: 'against clients, a parameter or any other number', group: 'View', hint: 'x axis', run: openPicker('trend-x'),
			},
			{
				id: 'open-trend-series', keys: ['T'], help: 'choose the columns that form a line', group: 'View', hint: 'lines', run: openPicker('trend-series'),
			},
			{
				id: 'next-call-type',
				keys: ['t'],
				help: 'next call type',
				group: 'View',
				hint: 'call type',
				blocked: state => (trendCallTypes(state).length > 1 ? undefined : 'there is only one call type here'),
				run: nextTrendCallType,
			},
			{
				id: 'next-trend-spread', keys: ['w'], help: 'around the points: p5 to p95, σ, nothing', group: 'View', hint: 'spread', applies: state => !isStacked(state), run: nextTrendSpread,
			},
			{
				id: 'toggle-trend-log', keys: ['L'], help: 'y on a log scale', group: 'View', hint: 'log y', run: toggleTrendLog,
			},
		],
	},
	siblings: () => trendList,
	columns: shownColumnNames,
	empty: emptyIterations,
	report: trendReport,
	formulas(state) {
		const {metric, view} = trends.get(state);
		if (view === effectsView) {
			return [effectsRule, 'Repeats count once, by their median. Call types are not compared.'];
		}

		if (isStacked(state)) {
			return [...stackFormulas(state), ...agentFormulas];
		}

		const column = metric === undefined ? undefined : state.columns.named(metric);
		return column ? [`${column.id}: ${column.help}`, ...agentFormulas] : ['The mean latency of the primary side.', ...primaryFormulas, ...agentFormulas];
	},
	pickers: {...trendPickers, 'trend-stack': stackPicker},
	palette: ({columns}) => trendPalette(columns),
};
