import {expect, test} from 'vitest';
import {
	latencyFigures, latencyOf, iterationNames, sideLabelOf,
} from '../../../../source/ui/screens/latency/figures.js';
import {multiplesGrid, multiplesOf} from '../../../../source/ui/screens/latency/multiples.js';
import {shownIterations} from '../../../../source/ui/state/iterations.js';
import {moveIteration, moveRow} from '../../../../source/ui/state/rows.js';
import {select} from '../../state-builder.js';
import {cursorName, loadedState} from './loaded-state.js';

const state = await loadedState(
	[['A', 'broker', 1], ['B', 'router', 2], ['C', 'broker rpc-cast', null], ...[...'DEFG'].map(name => [name, 'broker', 1] as const)],
	'multiples',
);
const wide = {...state, size: {columns: 120, rows: 24}};

test('down moves to the row below, left and right to the neighbour, up to the ends', () => {
	const {columns} = multiplesGrid(wide);
	expect(columns).toBe(3);
	const down = moveRow(1)(wide);
	expect([cursorName(down), cursorName(moveRow(1)(down)), cursorName(moveRow(5)(down)), cursorName(moveRow(-1)(down))]).toEqual([
		'D',
		'G',
		'G',
		'A',
	]);
	expect(cursorName(moveIteration(1)(down))).toBe('E');
	expect(moveRow(-1)(select(2)(wide))).toEqual(select(2)(wide));
	expect(cursorName(moveRow(1)(select(6)(wide)))).toBe('G');
	const five = select(4)({...wide, iterations: wide.iterations.slice(0, 5)});
	expect(moveRow(1)(five)).toBe(five);
	expect([cursorName(moveRow(Infinity)(five)), cursorName(moveRow(-Infinity)(five))]).toEqual(['E', 'A']);
});

test('names contain only what differs', () => {
	const shown = shownIterations(state);
	expect(iterationNames(shown, ['driver', 'ranAs', 'clients'])).toEqual([
		'A broker rpc-call 1 clients',
		'B router rpc-call 2 clients',
		'C broker rpc-cast',
		'D broker rpc-call 1 clients',
		'E broker rpc-call 1 clients',
		'F broker rpc-call 1 clients',
		'G broker rpc-call 1 clients',
	]);
	expect(iterationNames(shown.slice(0, 2), ['driver', 'ranAs'])).toEqual(['A broker', 'B router']);
	expect(iterationNames(shown.slice(3), ['driver', 'ranAs', 'clients'])).toEqual(['D', 'E', 'F', 'G']);
	expect(sideLabelOf(shown.slice(3), 'auto')).toBe('clients');
	expect(sideLabelOf(shown, 'auto')).toBe('primary side');
	expect(sideLabelOf(shown, 'servers')).toBe('servers');
});

test('a key press recomputes nothing: the same visible iterations return the same multiples, layout, bins and figures', () => {
	const shown = shownIterations(state);
	expect(multiplesOf(shown, 'auto')).toBe(multiplesOf(shown, 'auto'));
	const [first, fourth] = [select(1)(state), select(4)(state)];
	expect(multiplesGrid(fourth)).toBe(multiplesGrid(first));
	const [latency] = shown.flatMap(iteration => latencyOf(iteration, 'auto') ?? []);
	expect(latency && latencyFigures(latency)).toBe(latency && latencyFigures(latency));
});
