import {expect, test} from 'vitest';
import {groupRows, nextGroup, nextLatencyX} from '../../../../source/ui/state/latency/groups.js';
import {moveInLatency} from '../../../../source/ui/state/latency/moves.js';
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
	{latencyView: 'boxes'},
);
const names = (of: typeof state) => groupRows(of).map(({label}) => label).join(' ');

test('rows are of the selected driver and call type, as they ran or by clients, skipped ones last', () => {
	expect(names(state)).toBe('A C E');
	expect(names(nextLatencyX(state))).toBe('E A C');
	expect(names(nextLatencyX(nextLatencyX(state)))).toBe('A C E');
	expect(names({...state, filter: hiding('C')})).toBe('A E');
});

test.for(['boxes', 'heatmap'] as const)('in the %s down and up go through the rows of the group and stop at its ends', latencyView => {
	const there = {...state, latencyView};
	const down = moveInLatency(1)(there);
	expect([cursorName(down), cursorName(moveInLatency(1)(down)), cursorName(moveInLatency(9)(down)), cursorName(moveInLatency(-9)(down))]).toEqual([
		'C',
		'E',
		'E',
		'A',
	]);
	expect(moveInLatency(-1)(there)).toBe(there);
	expect(cursorName(moveInLatency(1)({...there, latencyX: 'clients'}))).toBe('C');
	expect(cursorName(moveInLatency(-1)({...there, latencyX: 'clients'}))).toBe('E');
});

test('sideways goes to the same place of the group before and after, and stops at the first and the last', () => {
	const second = {...state, selected: 3};
	expect(cursorName(nextGroup(1)(second))).toBe('D');
	expect(cursorName(nextGroup(2)(second))).toBe('F');
	expect(nextGroup(9)({...state, selected: 6})).toEqual({...state, selected: 6});
	expect(nextGroup(-1)(second)).toBe(second);
});
