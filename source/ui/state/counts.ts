import {agentRowsOf, agentTableOf} from './agents-view.js';
import {shownIterations} from './selectors.js';
import type {State} from './state.js';

/** How many rows the filter of the screen leaves: `12 of 1000`. */
export const countsText = (state: State): string => state.screen === 'agents'
	? `${agentRowsOf(state).length} of ${agentTableOf(state)?.rows ?? 0}`
	: `${shownIterations(state).length} of ${state.iterations.length}`;
