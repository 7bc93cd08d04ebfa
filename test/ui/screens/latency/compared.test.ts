import {expect, test} from 'vitest';
import {
	comparedIterations, drawnIterations, latency, nextMeasure,
} from '../../../../source/ui/screens/latency/state.js';
import {moveIteration, moveRow} from '../../../../source/ui/state/rows.js';
import {sequence} from '../../../../source/ui/state/state.js';
import {mark, select} from '../../state-builder.js';
import {cursorName, hiding, loadedState} from './loaded-state.js';

const state = await loadedState([...'ABCDEFGH'].map(name => [name, 'broker', 1] as const), 'compare');
const marked = (...indexes: number[]) => mark(...indexes)(state);
const names = (iterations: ReturnType<typeof comparedIterations>) => iterations.map(({label}) => label).join('');

test('fewer than two marked iterations are compared with the selected one, which comes last', () => {
	expect(names(comparedIterations(state))).toBe('A');
	expect(names(comparedIterations(select(1)(marked(3))))).toBe('CA');
	expect(names(comparedIterations(select(3)(marked(3))))).toBe('C');
});

test('two or more marked ones are compared in run order, including hidden ones, without adding the selected one', () => {
	expect(names(comparedIterations(select(1)(marked(5, 2))))).toBe('BE');
	expect(names(comparedIterations(hiding('E')(marked(5, 2, 7))))).toBe('BEG');
});

test('of more than six the first six are drawn, or five and the selected one', () => {
	expect(names(drawnIterations(select(2)(marked(1, 2, 3, 4, 5, 6, 7, 8))))).toBe('ABCDEF');
	expect(names(drawnIterations(select(8)(marked(1, 2, 3, 4, 5, 6, 7, 8))))).toBe('ABCDEH');
	expect(names(drawnIterations(marked(1, 2, 3, 4, 5, 6)))).toBe('ABCDEF');
});

test('arrows move through the visible compared ones, or through all while one is still to be chosen', () => {
	const three = sequence(select(2), hiding('E'))(marked(2, 5, 7));
	expect(cursorName(moveRow(1)(three))).toBe('G');
	expect(cursorName(moveIteration(1)(three))).toBe('G');
	expect(cursorName(moveRow(-1)(three))).toBe('B');
	expect(cursorName(moveRow(1)(select(2)(marked(2))))).toBe('C');
	const hidden = sequence(select(1), hiding('B', 'E'))(marked(2, 5));
	expect(moveRow(1)(hidden)).toBe(hidden);
});

test('equal arguments return the identical result, so that nothing is redrawn', () => {
	const two = select(1)(marked(1, 2));
	expect(comparedIterations(select(2)(two))).toBe(comparedIterations(two));
	expect(drawnIterations(select(2)(two))).toBe(drawnIterations(two));
});

test('cycles through density, cumulative, tail and counts', () => {
	const measures = [0, 1, 2, 3, 4].map(times => {
		let now = latency.set({measure: 'density'})(state);
		for (let time = 0; time < times; time++) {
			now = nextMeasure(now);
		}

		return latency.get(now).measure;
	});
	expect(measures).toEqual(['density', 'cumulative', 'tail', 'counts', 'density']);
});
