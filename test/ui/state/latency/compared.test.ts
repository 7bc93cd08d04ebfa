import {expect, test} from 'vitest';
import {comparedIterations, drawnIterations, nextMeasure} from '../../../../source/ui/state/latency/compared.js';
import {moveInLatency, nextOnScreen} from '../../../../source/ui/state/latency/moves.js';
import {cursorName, hiding, loadedState} from './loaded-state.js';

const state = await loadedState([...'ABCDEFGH'].map(name => [name, 'broker', 1] as const), {latencyView: 'compare'});
const marked = (...indexes: number[]) => ({...state, marked: new Set(indexes)});
const names = (iterations: ReturnType<typeof comparedIterations>) => iterations.map(({label}) => label).join('');

test('fewer than two marked are compared with the selected one, which comes last', () => {
	expect(names(comparedIterations(state))).toBe('A');
	expect(names(comparedIterations({...marked(3), selected: 1}))).toBe('CA');
	expect(names(comparedIterations({...marked(3), selected: 3}))).toBe('C');
});

test('two and more marked are compared in the order of the run, also those that the filter hides, and the selected one is not added', () => {
	expect(names(comparedIterations({...marked(5, 2), selected: 1}))).toBe('BE');
	expect(names(comparedIterations({...marked(5, 2, 7), filter: hiding('E')}))).toBe('BEG');
});

test('of more than six the first six are drawn, or five and the selected one', () => {
	expect(names(drawnIterations({...marked(1, 2, 3, 4, 5, 6, 7, 8), selected: 2}))).toBe('ABCDEF');
	expect(names(drawnIterations({...marked(1, 2, 3, 4, 5, 6, 7, 8), selected: 8}))).toBe('ABCDEH');
	expect(names(drawnIterations(marked(1, 2, 3, 4, 5, 6)))).toBe('ABCDEF');
});

test('arrows go through the compared ones that are shown, and through all while one is still to be chosen', () => {
	const three = {...marked(2, 5, 7), selected: 2, filter: hiding('E')};
	expect(cursorName(moveInLatency(1)(three))).toBe('G');
	expect(cursorName(nextOnScreen(1)(three))).toBe('G');
	expect(cursorName(moveInLatency(-1)(three))).toBe('B');
	expect(cursorName(moveInLatency(1)({...marked(2), selected: 2}))).toBe('C');
	const hidden = {...marked(2, 5), selected: 1, filter: hiding('B', 'E')};
	expect(moveInLatency(1)(hidden)).toBe(hidden);
});

test('the same question has the same answer, so that nothing is drawn anew', () => {
	const two = {...marked(1, 2), selected: 1};
	expect(comparedIterations({...two, selected: 2})).toBe(comparedIterations(two));
	expect(drawnIterations({...two, selected: 2})).toBe(drawnIterations(two));
});

test('measures go from counts to share to cumulative and back', () => {
	const counts = {...state, compareMeasure: 'counts' as const};
	expect(nextMeasure(counts).compareMeasure).toBe('share');
	expect(nextMeasure(nextMeasure(counts)).compareMeasure).toBe('cumulative');
	expect(nextMeasure(nextMeasure(nextMeasure(counts))).compareMeasure).toBe('counts');
});
