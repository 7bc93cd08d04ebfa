import {expect, test} from 'vitest';
import {runsIn} from '../../../source/campaign/files/controller-logs.js';
import {nameProblems} from '../../../source/campaign/problems/parameter-problems.js';
import {problemsOf} from '../../../source/campaign/problems/problems.js';
import {entriesNamed} from '../../../source/commands/load-for-command.js';
import {iteration, skipped} from './iterations-builder.js';

const twice = [
	iteration({id: 'A-0', index: 1}),
	iteration({id: 'A-1', index: 2}),
	skipped('a.log: empty log', {id: 'A-0', index: 3}),
];

test('reports a duplicate iteration_id with its positions, whether the iterations are usable or not', () => {
	const [, problem] = problemsOf(twice);
	expect(problem).toMatchObject({
		kind: 'same-ids', severity: 'warning', iterations: [1, 3], count: 2, sentence: 'A-0 names 2 iterations: entries 1 and 3 of params.json',
	});
});

test('its advice on --iteration is correct: the ID selects all of them, a position one', () => {
	expect(nameProblems(twice).map(({remedy}) => remedy)).toEqual([
		expect.stringMatching(/^--iteration with this ID selects all of them: select one by its index/v),
	]);
	expect([...entriesNamed(twice, 'A-0')]).toEqual([1, 3]);
	expect([...entriesNamed(twice, '3')]).toEqual([3]);
});

test('iterations without an iteration_id are not duplicates', () => {
	expect(nameProblems([iteration({id: null, index: 1}), iteration({id: null, index: 2})])).toEqual([]);
});

test.for([
	[3, 'entries 1, 2 and 3'],
	[8, 'entries 1, 2, 3, 4, 5, 6, 7 and 8'],
	[9, 'entries 1, 2, 3, 4, 5, 6, 7, 8 and 1 more'],
] as const)('of %d iterations lists the first eight positions', ([count, positions]) => {
	const [problem] = nameProblems(Array.from({length: count}, (_, position) => iteration({id: 'A-0', index: position + 1})));
	expect(problem?.sentence).toBe(`A-0 names ${count} iterations: ${positions} of params.json`);
	expect(problem?.iterations).toHaveLength(count);
});

test('reports several entries with the same folder', () => {
	const same = [iteration({id: 'A-0', index: 1, backupDir: 'a'}), iteration({id: 'B-0', index: 2, backupDir: 'b'}), iteration({id: 'A-1', index: 3, backupDir: 'a'})];
	expect(problemsOf(same)).toMatchObject([{kind: 'same-folders', iterations: [1, 3], sentence: 'entries 1 and 3 of params.json are one folder: a'}]);
	expect(problemsOf([iteration({id: 'A-0', index: 1}), iteration({id: 'A-1', index: 2})])).toEqual([]);
});

test('reports logs of two runs in one folder', () => {
	expect(problemsOf([iteration({runs: ['A-0']}), iteration({id: 'A-1', index: 2, runs: ['A-1', 'B-1']})])).toMatchObject([{
		kind: 'several-runs', iterations: [2], sentence: 'logs of 2 runs are in its folder, and all are summed: A-1, B-1',
	}]);
});

test('distinguishes runs by the letter and number, or the uuid, in log names', () => {
	const runsOf = (...names: readonly string[]) => runsIn(names.map(name => ({
		name, path: name, size: 1, modified: '0',
	})));
	expect(runsOf('h.g5k.fr_controller-0-topic-0-A-0-0.log', 'h.g5k.fr_controller-1-topic-5-A-0-1.log')).toEqual(['A-0']);
	const uuids = ['1b4e28ba-2fa1-11d2-883f-0016d3cca427', '2b4e28ba-2fa1-11d2-883f-0016d3cca427'] as const;
	expect(runsOf(...uuids.map(uuid => `paravance-3_controller-0-topic-0-${uuid}-0.log`))).toEqual(uuids);
	expect(runsOf(...['a', 'b'].flatMap(host => [0, 1].map(shard => `${host}_controller-${shard}-topic-0-A-0-${shard}.log`)))).toEqual(['A-0', 'A-0 again']);
	expect(runsOf('a_controller-0-topic-0-A-0.log', 'b_controller-1-topic-1-A-0.log')).toEqual(['A-0']);
	expect(runsOf('controller.log', 'x_controller-0-topic-0.log')).toEqual([]);
});
