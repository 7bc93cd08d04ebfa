import {isLoaded, type Iteration, type LoadedIteration} from '../../campaign/model/iteration.js';
import {indexOf} from '../../campaign/query/trend.js';
import {naturalOrder} from '../../text/natural-order.js';
import {memoizeLast} from '../../system/memoize.js';
import {selectedIteration, shownIterations} from './selectors.js';
import type {Change, State} from './state.js';

/** The call types of the usable iterations in sight, in natural order; null for none. */
export const trendCallTypes = (state: State): ReadonlyArray<string | null> =>
	[...new Set(shownIterations(state).filter(iteration => isLoaded(iteration)).map(({callType}) => callType))].sort((a, b) => naturalOrder(a ?? '', b ?? ''));

/** The call type that is drawn: the chosen one while it is in sight, else that of the selected iteration. */
export function trendCallTypeOf(state: State): string | null {
	const {trendCallType} = state;
	const types = trendCallTypes(state);
	const own = selectedIteration(state)?.callType ?? null;
	return [trendCallType, own].find(type => type !== undefined && types.includes(type)) ?? types[0] ?? null;
}

/** The iterations that are drawn, as they stand on the x axis. */
export const trendIterations = (state: State): readonly LoadedIteration[] => drawnRows(shownIterations(state), trendCallTypeOf(state), state.trendX);

const drawnRows = memoizeLast((shown: readonly Iteration[], callType: string | null, x: State['trendX']) =>
	shown.filter(iteration => isLoaded(iteration)).filter(iteration => iteration.callType === callType).sort((a, b) => indexOf(a, x) - indexOf(b, x)));

/** The call type after the one that is drawn. That of the selected iteration is followed again, not held. */
export const nextTrendCallType: Change = state => {
	const types = trendCallTypes(state);
	const next = types[(types.indexOf(trendCallTypeOf(state)) + 1) % types.length];
	return {...state, trendCallType: next === selectedIteration(state)?.callType ? undefined : next};
};

const positions = ['clients', 'servers', 'index'] as const;
export const nextTrendX: Change = state => ({...state, trendX: positions[(positions.indexOf(state.trendX) + 1) % positions.length] ?? 'clients'});
export const toggleTrendLog: Change = state => ({...state, trendLog: !state.trendLog});
