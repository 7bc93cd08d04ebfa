import {pageRows} from '../room.js';
import {moveAgent} from './agents-view.js';
import {moveInLatency} from './latency/moves.js';
import {moveMetric} from './metrics-view.js';
import {clamp, move} from './moving.js';
import {shownProblems} from './problems-view.js';
import type {Change, ScreenId} from './state.js';

/** Screens with rows of their own; on the others the cursor is on an iteration. */
const movers: Readonly<Partial<Record<ScreenId, (rows: number) => Change>>> = {
	latency: moveInLatency,
	metrics: moveMetric,
	agents: moveAgent,
	problems: rows => state => ({...state, problemCursor: clamp(state.problemCursor + rows, shownProblems(state).length - 1)}),
};

/** Moves the cursor of the screen by rows; it stops at the ends. */
export const moveRow = (rows: number): Change => state => (movers[state.screen] ?? move)(rows)(state);
export const pageDown: Change = state => moveRow(pageRows(state.screen, state.size))(state);
export const pageUp: Change = state => moveRow(-pageRows(state.screen, state.size))(state);
