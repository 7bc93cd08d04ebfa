import {expect, test} from 'vitest';
import {
	groupRows, latency, moveGroup, nextX, toggleByDriver,
} from '../../../../source/ui/screens/latency/state.js';
import {moveRow} from '../../../../source/ui/state/rows.js';
import {select} from '../../state-builder.js';
import {cursorName, hiding, loadedState} from './loaded-state.js';

const state = await loadedState(
	[
		['A', 'broker', 3],
		['B', 'router', 1],
		['C', 'broker', null],
		['D', 'router', 2],
		['E', 'broker', 1],
		['F', 'broker rpc-cast', 3],
	],
	'boxes',
);
const names = (of: typeof state) => groupRows(of).map(({label}) => label).join(' ');

test('rows have the selected call type, sorted by load and driver, skipped ones last; X and t change the order', () => {
	expect(names(state)).toBe('E B D A C');
	expect(names(toggleByDriver(state))).toBe('E A C B D');
	expect(names(nextX(state))).toBe('A B C D E');
	expect(names(nextX(nextX(state)))).toBe('E B D A C');
	expect(names(hiding('C')(state))).toBe('E B D A');
});

test.for(['boxes', 'heatmap'] as const)('in the %s down and up move through the rows of the group, up to its ends', view => {
	const there = latency.set({view})(state);
	const down = moveRow(1)(there);
	expect([cursorName(there), cursorName(down), cursorName(moveRow(9)(down)), cursorName(moveRow(-9)(down))]).toEqual(['A', 'C', 'C', 'E']);
	expect(cursorName(moveRow(1)(latency.set({x: 'index'})(there)))).toBe('B');
});

test('left and right move to the same row of the previous and next call type, up to the first and last', () => {
	const second = select(2)(state);
	expect(cursorName(moveGroup(1)(second))).toBe('F');
	expect(moveGroup(9)(select(6)(state))).toEqual(select(6)(state));
	expect(moveGroup(-1)(second)).toBe(second);
});
