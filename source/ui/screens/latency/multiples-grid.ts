import {latencyDensity} from '../../../campaign/model/density.js';
import {itemAt} from '../../../system/lists.js';
import type {Iteration} from '../../../campaign/model/iteration.js';
import {
	layoutMultiples, multipleFrame, type Multiple, type MultiplesLayout,
} from '../../../plots/small-multiples.js';
import {memoizeLast} from '../../../system/memoize.js';
import {cursorOf, iterationsList, shownIterations} from '../../state/iterations.js';
import type {ListModel} from '../../state/list.js';
import type {State} from '../../state/state.js';
import {bodyHeight} from '../../layout.js';
import type {WindowSpec} from '../../definitions.js';
import {
	figuresOf, latencyOf, namesOf, noteOf,
} from './figures.js';

/** Cells before each distribution, for cursor and mark. */
export const multiplesMargin = 2;
/** Lines above the grid: title, legend, column headings. The rest of the height is a page. */
export const multiplesHeadHeight = 3;

/** The layout of the shown iterations as small multiples on a screen of this size, memoized. */
export const multiplesGrid = (state: State): MultiplesLayout =>
	layoutOf(multiplesOf(shownIterations(state), state.side), state.size.columns, bodyHeight(state.size) - multiplesHeadHeight + 1);

export const multiplesOf = memoizeLast((shown: readonly Iteration[], side: State['side']): readonly Multiple[] => {
	const names = namesOf(shown, ['driver', 'ranAs']);
	return shown.map((iteration, index) => {
		const latency = latencyOf(iteration, side);
		return {
			name: itemAt(names, index),
			count: latency?.count ?? null,
			p99: latency ? figuresOf(latency)?.p99 ?? null : null,
			density: latency ? latencyDensity(latency) : [],
			note: noteOf(iteration),
		};
	});
});

const layoutOf = memoizeLast((multiples: readonly Multiple[], width: number, height: number) =>
	layoutMultiples(multiples, {width, height, margin: multiplesMargin}));

/** The shown iterations in the columns of the grid. */
export const multiplesList: ListModel<Iteration> = {...iterationsList, perLine: state => multiplesGrid(state).columns};

/** The visible lines of the grid. */
export function multiplesWindow(state: State): WindowSpec {
	const {columns, rows} = multiplesGrid(state);
	return {
		name: 'multiples',
		cursor: Math.floor(cursorOf(state) / columns),
		count: Math.ceil(shownIterations(state).length / columns),
		// The blank line below the last row may be cut off.
		height: Math.max(1, Math.floor((bodyHeight(state.size) - multiplesHeadHeight + 1) / (rows + multipleFrame))),
		byHalves: true,
	};
}
