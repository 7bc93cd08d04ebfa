import {expect, test} from 'vitest';
import {figuresOf, latencyOf, steppedBins} from '../../../../source/ui/state/latency/figures-of.js';
import {moveInLatency, nextOnScreen} from '../../../../source/ui/state/latency/moves.js';
import {multiplesGrid, multiplesOf} from '../../../../source/ui/state/latency/multiples.js';
import {namesOf, sideLabelOf} from '../../../../source/ui/state/latency/names.js';
import {shownIterations} from '../../../../source/ui/state/selectors.js';
import {cursorName, loadedState} from './loaded-state.js';

const state = await loadedState(
	[['A', 'broker', 1], ['B', 'router', 2], ['C', 'broker rpc-cast', null], ...[...'DEFG'].map(name => [name, 'broker', 1] as const)],
	{latencyView: 'multiples'},
);
const wide = {...state, size: {columns: 120, rows: 24}};

test('down goes to the row below, sideways to the neighbour; both stop at the ends', () => {
	const {columns} = multiplesGrid(wide);
	expect(columns).toBe(3);
	const down = moveInLatency(1)(wide);
	expect([cursorName(down), cursorName(moveInLatency(1)(down)), cursorName(moveInLatency(5)(down)), cursorName(moveInLatency(-1)(down))]).toEqual([
		'D',
		'G',
		'G',
		'A',
	]);
	expect(cursorName(nextOnScreen(1)(down))).toBe('E');
	expect(moveInLatency(-1)({...wide, selected: 2})).toEqual({...wide, selected: 2});
	expect(cursorName(moveInLatency(1)({...wide, selected: 6}))).toBe('G');
	const five = {...wide, selected: 4, iterations: wide.iterations.slice(0, 5)};
	expect(moveInLatency(1)(five)).toBe(five);
	expect([cursorName(moveInLatency(Infinity)(five)), cursorName(moveInLatency(-Infinity)(five))]).toEqual(['E', 'A']);
});

test('names tell what differs, and no more', () => {
	const shown = shownIterations(state);
	expect(namesOf(shown, ['driver', 'callType', 'clients'])).toEqual([
		'A broker rpc-call 1 clients',
		'B router rpc-call 2 clients',
		'C broker rpc-cast',
		'D broker rpc-call 1 clients',
		'E broker rpc-call 1 clients',
		'F broker rpc-call 1 clients',
		'G broker rpc-call 1 clients',
	]);
	expect(namesOf(shown.slice(0, 2), ['driver', 'callType'])).toEqual(['A broker', 'B router']);
	expect(namesOf(shown.slice(3), ['driver', 'callType', 'clients'])).toEqual(['D', 'E', 'F', 'G']);
	expect(sideLabelOf(shown.slice(3), 'auto')).toBe('clients');
	expect(sideLabelOf(shown, 'auto')).toBe('primary side');
	expect(sideLabelOf(shown, 'servers')).toBe('servers');
});

test('a key press computes nothing twice: the same shown iterations give the same multiples, layout, bins and figures', () => {
	const shown = shownIterations(state);
	expect(multiplesOf(shown, 'auto')).toBe(multiplesOf(shown, 'auto'));
	const [first, fourth] = [{...state, selected: 1}, {...state, selected: 4}];
	expect(multiplesGrid(fourth)).toBe(multiplesGrid(first));
	const [latency] = shown.flatMap(iteration => latencyOf(iteration, 'auto') ?? []);
	expect(latency && steppedBins(latency)).toBe(latency && steppedBins(latency));
	expect(latency && figuresOf(latency)).toBe(latency && figuresOf(latency));
	expect(latency && figuresOf(latency)?.p50).toBe(3.5);
});
