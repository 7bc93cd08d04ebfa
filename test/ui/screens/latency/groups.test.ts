import {expect, test} from 'vitest';
import {
	groupRows, latency, moveGroup, nextX,
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

test('rows are of the selected driver and call type, as they ran or by clients, skipped ones last', () => {
	expect(names(state)).toBe('A C E');
	expect(names(nextX(state))).toBe('E A C');
	expect(names(nextX(nextX(state)))).toBe('A C E');
	expect(names(hiding('C')(state))).toBe('A E');
});

test.for(['boxes', 'heatmap'] as const)('in the %s down and up go through the rows of the group and stop at its ends', view => {
	const there = latency.set({view})(state);
	const down = moveRow(1)(there);
	expect([cursorName(down), cursorName(moveRow(1)(down)), cursorName(moveRow(9)(down)), cursorName(moveRow(-9)(down))]).toEqual([
		'C',
		'E',
		'E',
		'A',
	]);
	expect(moveRow(-1)(there)).toBe(there);
	expect(cursorName(moveRow(1)(latency.set({x: 'clients'})(there)))).toBe('C');
	expect(cursorName(moveRow(-1)(latency.set({x: 'clients'})(there)))).toBe('E');
});

test('sideways goes to the same place of the group before and after, and stops at the first and the last', () => {
	const second = select(3)(state);
	expect(cursorName(moveGroup(1)(second))).toBe('D');
	expect(cursorName(moveGroup(2)(second))).toBe('F');
	expect(moveGroup(9)(select(6)(state))).toEqual(select(6)(state));
	expect(moveGroup(-1)(second)).toBe(second);
});
