import {rawParameter, isLoaded, type Iteration} from '../../../campaign/model/iteration.js';
import type {TrendLine} from '../../../campaign/query/trend.js';
import {trendPanelLines, type TrendPanel} from '../../../reports/trend-panels.js';
import {trendChartLines} from '../../../reports/trend-picture.js';
import {stackedTrendLines, type StackedTrend} from '../../../reports/trend-stack.js';
import type {Look} from '../../../reports/theme.js';
import {memoizeLast, memoizeOptions} from '../../../system/memoize.js';
import type {Size} from '../../definitions.js';
import {loadedText} from '../../figures/in-use.js';
import {selectedIteration} from '../../state/iterations.js';
import type {State} from '../../state/state.js';
import type {StyledText} from '../../../text/styled-text.js';
import {stackColumnNames, stackedTrends} from './stack.js';
import {
	drawnTrend, stackView, trendColumnNames, trendLinesOf, trends,
} from './state.js';

/** Draws the current trend as lines, with the guide at the selected iteration; empty if there are no usable iterations. */
export const trendPicture = (state: State, size: Size): readonly StyledText[] => {
	const {lines, panels} = drawnTrend(state);
	if (trends.get(state).view === stackView) {
		return stackOf({stack: stackedTrends(state), ...optionsFor(state, size), note: loadedText(state, stackColumnNames(state))});
	}

	return panels.length > 1 ? panelsOf({panels, ...optionsFor(state, size)}) : pictureFor(state, lines, size);
};

/** Like `trendPicture`, for the sweep of the selected iteration only; empty while the campaign is loading, as the sweep is not known yet. */
export const sweepPicture = (state: State, size: Size): readonly StyledText[] =>
	state.loading ? [] : pictureFor(state, sweepAmong(trendLinesOf(state), selectedIteration(state)), size);

const sweepAmong = memoizeLast((lines: readonly TrendLine[], selected: Iteration | undefined): readonly TrendLine[] =>
	lines.filter(({points}) => points.some(({iteration}) => iteration === selected)));

const pictureFor = (state: State, lines: readonly TrendLine[], size: Size): readonly StyledText[] => pictureOf({lines, ...optionsFor(state, size)});

function optionsFor(state: State, size: Size) {
	const selected = selectedIteration(state);
	const {isLog, spread} = trends.get(state);
	return {
		...size,
		log: isLog,
		selectedX: selected && isLoaded(selected) ? drawnTrend(state).axis.valueOf(selected) : undefined,
		spread,
		selectedIndex: selected?.index,
		drivers: driversOf(state.iterations),
		note: loadedText(state, trendColumnNames(state)),
		look: state.look,
	};
}

type PictureOptions = Parameters<typeof trendChartLines>[1] & {readonly look: Look};

/** The drivers in campaign order, loaded or not, so that their colours are stable. */
const driversOf = memoizeLast((iterations: readonly Iteration[]): readonly unknown[] => [...new Set(iterations.map(iteration => rawParameter(iteration, 'driver')))]);

type StackOptions = PictureOptions & {readonly stack: readonly StackedTrend[]};
type ChartOptions = PictureOptions & {readonly lines: readonly TrendLine[]};
type PanelsOptions = PictureOptions & {readonly panels: readonly TrendPanel[]};

const pictureOf = memoizeOptions(({lines, look, ...options}: ChartOptions) => trendChartLines(lines, options, look));
const stackOf = memoizeOptions(({stack, look, ...options}: StackOptions) => stackedTrendLines(stack, options, look));
const panelsOf = memoizeOptions(({panels, look, ...options}: PanelsOptions) => trendPanelLines(panels, options, look));
