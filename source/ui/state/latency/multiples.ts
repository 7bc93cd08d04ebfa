import type {Iteration} from '../../../campaign/model/iteration.js';
import {layoutMultiples, type Multiple, type MultiplesLayout} from '../../../plots/multiples-layout.js';
import {pageOf} from '../moving.js';
import {memoizeLast} from '../../../system/memoize.js';
import {shownIterations} from '../selectors.js';
import type {State} from '../state.js';
import {
	figuresOf, latencyOf, noteOf, steppedBins,
} from './figures-of.js';
import {namesOf} from './names.js';

/** Cells before each distribution: for the cursor and the mark. */
export const multiplesMargin = 2;
/** Lines above them: the title, the key, what stands above each column. A page is what is left below these. */
export const multiplesHeadHeight = 3;

/** The shown iterations as small multiples, and how they stand on a screen of this width; computed once per change of these. */
export const multiplesGrid = (state: Pick<State, 'iterations' | 'filter' | 'sort' | 'grouped' | 'side' | 'size'>): MultiplesLayout =>
	layoutOf(multiplesOf(shownIterations(state), state.side), state.size.columns, pageOf(state));

export const multiplesOf = memoizeLast((shown: readonly Iteration[], side: State['side']): readonly Multiple[] => {
	const names = namesOf(shown, ['driver', 'callType']);
	return shown.map((iteration, index) => {
		const latency = latencyOf(iteration, side);
		return {
			name: names[index] ?? '',
			count: latency?.count ?? null,
			p99: latency ? figuresOf(latency)?.p99 ?? null : null,
			bins: latency ? steppedBins(latency) : [],
			note: noteOf(iteration),
		};
	});
});

const layoutOf = memoizeLast((multiples: readonly Multiple[], width: number, height: number) =>
	layoutMultiples(multiples, {width, height, margin: multiplesMargin}));
