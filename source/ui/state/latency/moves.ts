import type {Iteration} from '../../../campaign/model/iteration.js';
import {
	clamp, move, nextIteration,
} from '../moving.js';
import {cursorOf, selectedIteration, shownIterations} from '../selectors.js';
import type {Change, LatencyView, State} from '../state.js';
import {trendIterations} from '../trending.js';
import {comparedRows} from './compared.js';
import {groupRows} from './groups.js';
import {multiplesGrid} from './multiples.js';

/** Moves the cursor among some of the shown iterations; it stops at their ends. */
const moveAmong = (rowsOf: (state: State) => readonly Iteration[]) => (by: number): Change => state => {
	const rows = rowsOf(state);
	const selected = selectedIteration(state);
	const position = clamp((selected ? rows.indexOf(selected) : -1) + by, rows.length - 1);
	const index = rows[position]?.index ?? state.selected;
	return index === state.selected ? state : {...state, selected: index, detailTop: 0};
};

const movers: Readonly<Record<LatencyView, (rows: number) => Change>> = {
	distribution: move,
	compare: moveAmong(comparedRows),
	boxes: moveAmong(groupRows),
	heatmap: moveAmong(groupRows),
	multiples: moveInGrid,
};

/** Moves by lines of the grid, in the column; in the first and the last line it stays. All the way is to the first or the last iteration. */
function moveInGrid(lines: number): Change {
	return state => {
		if (!Number.isFinite(lines)) {
			return move(lines)(state);
		}

		const {columns} = multiplesGrid(state);
		const [cursor, last] = [cursorOf(state), shownIterations(state).length - 1];
		const line = clamp(Math.floor(cursor / columns) + lines, Math.floor(last / columns));
		return move(Math.min((line * columns) + (cursor % columns), last) - cursor)(state);
	};
}

/** Moves the cursor down by rows of the view; it does not leave what the view shows. */
export const moveInLatency = (rows: number): Change => state => movers[state.latencyView](rows)(state);

/** Screens that do not show every iteration: sideways leads to the next one that they do show. */
const rowsBeside: Readonly<Record<string, (by: number) => Change>> = {
	'latency compare': moveAmong(comparedRows),
	trends: moveAmong(trendIterations),
};

/** As `nextIteration`, among those that the screen shows. */
export const nextOnScreen = (by: number): Change => state =>
	(rowsBeside[`${state.screen} ${state.latencyView}`] ?? rowsBeside[state.screen] ?? nextIteration)(by)(state);
