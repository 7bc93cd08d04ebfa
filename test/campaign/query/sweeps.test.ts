import {expect, test} from 'vitest';
import type {LoadedIteration} from '../../../source/campaign/model/iteration.js';
import {changingParameters, distinctions, sweepsOf} from '../../../source/campaign/query/sweeps.js';
import {trendLines} from '../../../source/campaign/query/trend.js';
import {lineNames} from '../../../source/reports/trend-text.js';
import {iteration} from '../problems/iterations-builder.js';

/** Iterations in the order of the campaign: id, clients that ran, other parameters. */
type Row = readonly [id: string | null, clients: number, parameters?: Readonly<Record<string, unknown>>];
const campaign = (...rows: readonly Row[]): readonly LoadedIteration[] =>
	rows.map(([id, agents, parameters = {}], position) => iteration({
		id, index: position + 1, parameters: {
			...parameters, iteration_id: id, driver: 'broker', call_type: 'rpc-call',
		}, clients: {agents},
	}));
const labels = (sweeps: ReadonlyArray<readonly LoadedIteration[]>) => sweeps.map(sweep => sweep.map(({label}) => label).join(' '));

test('iterations with an id join by its letter; a number that does not rise begins anew', () => {
	expect(labels(sweepsOf(campaign(['A-0', 10], ['A-1', 20], ['B-0', 10], ['A-0', 10], ['A-1', 20]), 'clients'))).toEqual(['A-0 A-1', 'B-0', 'A-0 A-1']);
});

test('without ids those join that differ in x alone: by the agents that ran, an absent parameter is null', () => {
	const [fast, slow] = [{delay: 0}, {delay: 5}];
	const rows = campaign([null, 10, fast], [null, 20, fast], [null, 10, slow], [null, 20, {...slow, pause: null}], [null, 20, {...slow, pause: 1}]);
	expect(labels(sweepsOf(rows, 'clients'))).toEqual(['#1 #2', '#3', '#4', '#5']);
	expect(labels(sweepsOf(campaign([null, 10, {delay: 0}], [null, 20, {delay: 0}]), 'servers'))).toEqual(['#1', '#2']);
});

test('a sweep is named after what sets it apart from most, and after what changes in it', () => {
	const rows = campaign(['A-0', 10, {timeout: 60, length: 1}], ['A-1', 20, {timeout: 60, length: 2}], ['E-0', 12, {timeout: 8, length: 1}]);
	const [first = [], second = []] = sweepsOf(rows, 'clients');
	expect([distinctions(first, rows), changingParameters(first)]).toEqual([{}, ['length']]);
	expect([distinctions(second, rows), changingParameters(second)]).toEqual([{timeout: 8}, []]);
	expect(lineNames(trendLines(rows, {column: undefined, x: 'clients'}), {ascii: false})).toEqual(['broker  (length changes)', 'broker  timeout 8']);
});

test('sweeps that nothing sets apart are told apart by their first iteration', () => {
	expect(lineNames(trendLines(campaign(['A-0', 10], ['B-0', 10]), {column: undefined, x: 'clients'}), {ascii: false})).toEqual(['broker  A-0', 'broker  B-0']);
});
