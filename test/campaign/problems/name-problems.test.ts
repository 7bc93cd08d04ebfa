import {expect, test} from 'vitest';
import {nameProblems} from '../../../source/campaign/problems/name-problems.js';
import {problemsOf} from '../../../source/campaign/problems/problems.js';
import {entriesNamed} from '../../../source/commands/load-for-command.js';
import {iteration, skipped} from './iterations-builder.js';

const twice = [
	iteration({id: 'A-0', index: 1}),
	iteration({id: 'A-1', index: 2}),
	skipped('a.log: empty log', {id: 'A-0', index: 3}),
];

test('iterations of one iteration_id are a problem, whether they can be used or not; it tells their places', () => {
	const [, problem] = problemsOf(twice);
	expect(problem).toMatchObject({
		kind: 'same-ids', severity: 'warning', iterations: [1, 3], count: 2, sentence: 'A-0 names 2 iterations: places 1 and 3 in params.json',
	});
});

test('what it says of --iteration holds: the ID means all of them, a place one', () => {
	expect(nameProblems(twice).map(({remedy}) => remedy)).toEqual([
		expect.stringMatching(/^latency and metrics take all of them for --iteration with this ID: name one by its place/v),
	]);
	expect([...entriesNamed(twice, 'A-0')]).toEqual([1, 3]);
	expect([...entriesNamed(twice, '3')]).toEqual([3]);
});

test('iterations without an iteration_id share no name', () => {
	expect(nameProblems([iteration({id: null, index: 1}), iteration({id: null, index: 2})])).toEqual([]);
});

test.for([
	[3, 'places 1, 2 and 3'],
	[8, 'places 1, 2, 3, 4, 5, 6, 7 and 8'],
	[9, 'places 1, 2, 3, 4, 5, 6, 7, 8 and 1 more'],
] as const)('of %d iterations the first eight places are told', ([count, positions]) => {
	const [problem] = nameProblems(Array.from({length: count}, (_, position) => iteration({id: 'A-0', index: position + 1})));
	expect(problem?.sentence).toBe(`A-0 names ${count} iterations: ${positions} in params.json`);
	expect(problem?.iterations).toHaveLength(count);
});
