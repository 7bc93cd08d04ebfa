import type {Iteration} from '../../source/campaign/model/iteration.js';
import {overlays} from '../../source/ui/overlays/overlays.js';
import {screens} from '../../source/ui/screens/screens.js';
import {iterationsList} from '../../source/ui/state/iterations.js';
import {moveTo, updateList, type Filter} from '../../source/ui/state/list.js';
import {initialState, type Change, type State} from '../../source/ui/state/state.js';
import {plainLook} from './look.js';

/** The state of an 80×24 explorer with a loaded campaign, with these changes. */
export const stateWith = (changes: Partial<State> = {}): State => ({
	...initialState({definitions: {screens, overlays}, look: plainLook, size: {columns: 80, rows: 24}}), loading: false, ...changes,
});

export const select = (index: number): Change => moveTo(iterationsList, index);
export const mark = (...indexes: readonly number[]): Change => updateList(iterationsList, {marked: new Set(indexes)});
export const filterWith = (filter: Filter<Iteration>): Change => updateList(iterationsList, {filter});
