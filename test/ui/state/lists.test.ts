import {expect, test} from 'vitest';
import {pageDown, pageUp} from '../../../source/ui/state/lists.js';
import {initialState} from '../../../source/ui/state/state.js';
import {iteration} from '../../campaign/problems/iterations-builder.js';

const iterations = Array.from({length: 100}, (_, position) => iteration({id: `A-${position}`, index: position + 1}));

test.for([
	// Of 19 rows the list has 7 with its head: 6 in sight, 4 are turned; beside the detail it has all.
	['iterations', {columns: 80, rows: 24}, 5],
	['iterations', {columns: 120, rows: 40}, 33],
	// The frame, the head and the note take 5 of 19.
	['table', {columns: 80, rows: 24}, 13],
] as const)('a page of %s at %o leaves no row out: the last two stay in sight', ([screen, size, selected]) => {
	const state = {...initialState(size), screen, iterations};
	expect(pageDown(state).selected).toBe(selected);
	expect(pageUp(pageDown(state)).selected).toBe(1);
});
