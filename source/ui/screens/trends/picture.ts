import {asWritten, isLoaded, type Iteration} from '../../../campaign/model/iteration.js';
import {trendX, type TrendLine} from '../../../campaign/query/trend.js';
import {trendChartLines} from '../../../reports/trend-text.js';
import type {Look} from '../../../reports/theme.js';
import {memoizeLast, memoizeOptions} from '../../../system/memoize.js';
import {selectedIteration} from '../../state/iterations.js';
import type {State} from '../../state/state.js';
import {trendLinesOf, trends} from './state.js';

type Size = {readonly width: number; readonly height: number};

/** The chosen trend as lines, the guide at the selected iteration; nothing where no iteration can be used. */
export const trendPicture = (state: State, size: Size): readonly string[] => pictureFor(state, trendLinesOf(state), size);

/** As `trendPicture`, of the sweep of the selected iteration alone; nothing while the campaign is read, as the sweep is not known before. */
export const sweepPicture = (state: State, size: Size): readonly string[] =>
	state.loading ? [] : pictureFor(state, sweepAmong(trendLinesOf(state), selectedIteration(state)), size);

const sweepAmong = memoizeLast((lines: readonly TrendLine[], selected: Iteration | undefined): readonly TrendLine[] =>
	lines.filter(({points}) => points.some(({iteration}) => iteration === selected)));

function pictureFor(state: State, lines: readonly TrendLine[], size: Size): readonly string[] {
	const selected = selectedIteration(state);
	const {x, isLog, spread} = trends.get(state);
	return pictureOf({
		lines,
		...size,
		log: isLog,
		selectedX: selected && isLoaded(selected) ? trendX(selected, x) : undefined,
		spread,
		banded: lines.findIndex(({points}) => points.some(({iteration}) => iteration === selected)),
		drivers: driversOf(state.iterations),
		look: state.look,
	});
}

type PictureOptions = Parameters<typeof trendChartLines>[1] & {readonly lines: readonly TrendLine[]; readonly look: Look};

/** In the order of the campaign, whether they have loaded or not: colours stay. */
const driversOf = memoizeLast((iterations: readonly Iteration[]): readonly unknown[] => [...new Set(iterations.map(iteration => asWritten(iteration, 'driver')))]);

const pictureOf = memoizeOptions(({lines, look, ...options}: PictureOptions) => trendChartLines(lines, options, look));
