import {expect, test} from 'vitest';
import {selectedIteration} from '../../../source/ui/state/iterations.js';
import {movePage} from '../../../source/ui/state/rows.js';
import {iteration} from '../../campaign/problems/iterations-builder.js';
import {stateWith} from '../state-builder.js';

const iterations = Array.from({length: 100}, (_, position) => iteration({id: `A-${position}`, index: position + 1}));

test.for([
	// Of 19 rows the list takes 7 with its header, 6 of which are iterations: a page is 4; next to the detail it takes all rows.
	['iterations', {columns: 80, rows: 24}, 5],
	['iterations', {columns: 160, rows: 40}, 12],
	// Frame, header and note take 5 of 19.
	['table', {columns: 80, rows: 24}, 13],
] as const)('a page of %s at %o skips no row: the last two stay visible', ([screen, size, selected]) => {
	const down = movePage(1)(stateWith({size, screen, iterations}));
	expect(selectedIteration(down)?.index).toBe(selected);
	expect(selectedIteration(movePage(-1)(down))?.index).toBe(1);
});
