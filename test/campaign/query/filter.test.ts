import {
	beforeAll, describe, expect, test,
} from 'vitest';
import {campaignColumns, withMetrics} from '../../../source/campaign/query/campaign-columns.js';
import {comparedNames, parseFilter} from '../../../source/campaign/query/filter.js';
import type {Iteration} from '../../../source/campaign/model/iteration.js';
import {loadIterations} from '../../../source/campaign/files/load.js';
import {openCampaign} from '../../../source/campaign/files/parameters.js';
import {sortIterations} from '../../../source/campaign/query/sort.js';
import {
	agent, campaignOf, entry, logFile, logOf,
} from '../../campaign-builder.js';

let iterations: readonly Iteration[] = [];
let own = campaignColumns([]);

// Client_ok 5, 1,200, none; client_rate 0.5, 120, none; the third is skipped.
beforeAll(async () => {
	const campaign = await openCampaign(campaignOf([
		entry('A-10', {delay: null}), entry('A-2', {
			driver: 'Router', call_type: 'rpc-cast', delay: '10ms', nested: {a: '1'},
		}), entry('A-3'),
	], {
		[logFile('A-2')]: logOf({a: agent({msgs_ok: 1200})}, {s: agent()}), [logFile('A-3')]: '',
	}));
	own = campaignColumns(campaign.entries);
	const found: Iteration[] = [];
	for await (const iteration of loadIterations(campaign, {cache: false})) {
		found.push(iteration);
	}

	iterations = found;
});

const kept = (expression: string): readonly string[] => {
	const matches = parseFilter(expression, own);
	return iterations.filter(iteration => matches(iteration)).map(({label}) => label);
};

describe('filtering', () => {
	test.each([
		['driver=broker', ['A-10', 'A-3']],
		['driver!=broker', ['A-2']],
		['driver~out', ['A-2']],
		['driver~rout', ['A-2']],
		['driver~Rout', ['A-2']],
		['driver~ROUT', []],
		['call_type!~cast', ['A-10', 'A-3']],
		['client_ok>5', ['A-2']],
		['client_ok>=5', ['A-10', 'A-2']],
		['client_ok=1200', ['A-2']],
		['client_ok=1.2e3', ['A-2']],
		['per_client_ok.max<6', ['A-10']],
		['client_ok<6 | driver=Router', ['A-10', 'A-2']],
		['driver=broker & client_ok=5 | driver=Router', ['A-10', 'A-2']],
		['driver=broker & (client_ok=5 | driver=Router)', ['A-10']],
		['nbr_clients=1', ['A-10', 'A-2', 'A-3']],
		['delay=null', ['A-10', 'A-3']],
		['delay!=null', ['A-2']],
		['delay=none', ['A-10', 'A-3']],
		['delay!=none', ['A-2']],
		['delay>0', ['A-2']],
		['delay=10', ['A-2']],
		['delay>=10ms', ['A-2']],
		['delay<0.1s', ['A-2']],
		['delay~ms', ['A-2']],
		['10ms', ['A-2']],
		['10', ['A-10', 'A-2']],
		['delay="10ms"', ['A-2']],
		['nested~a', ['A-2']],
		// Words: part of a text, or a whole number, in any column.
		['cast', ['A-2']],
		['A-1', ['A-10']],
		['1200', ['A-2']],
		['1,200', ['A-2']],
		['0.5', ['A-10', 'A-2']],
		['120', ['A-2']],
		['12', []],
		['broker A-3', ['A-3']],
		['skipped', ['A-3']],
		['"empty log"', ['A-3']],
	])('%s', (expression, labels) => {
		expect(kept(expression)).toEqual(labels);
	});
});

describe('sorting', () => {
	const sorted = (column: 'client_ok' | 'iteration_id' | 'per_client_ok', descending: boolean) =>
		sortIterations(iterations, {column: own.named(column)!, descending}).map(({label}) => label);

	test('numbers by value, missing ones last in both directions', () => {
		expect(sorted('client_ok', false)).toEqual(['A-10', 'A-2', 'A-3']);
		expect(sorted('client_ok', true)).toEqual(['A-2', 'A-10', 'A-3']);
	});

	test('names naturally: A-2 before A-10', () => {
		expect(sorted('iteration_id', false)).toEqual(['A-2', 'A-10', 'A-3']);
	});
});

describe('figures of metrics', () => {
	const withFigure = () => withMetrics(own, [{
		id: 'max(a.b-c)', title: '', unit: undefined, kind: 'number', help: '', metric: 'a.b-c', value: ({index}) => index * 10,
	}]);
	const keptBy = (expression: string) => {
		const matches = parseFilter(expression, withFigure());
		return iterations.filter(iteration => matches(iteration)).map(({label}) => label);
	};

	test.each([
		['max(a.b-c)>10', ['A-2']],
		['(max(a.b-c)<=10 | driver=Router) & client_ok<6', ['A-10']],
		['"max(a.b-c)" = 20', ['A-2']],
		['max(a.b-c)=null', ['A-3']],
	] as const)('%s', (expression, labels) => {
		expect(keptBy(expression)).toEqual(labels);
	});

	test('other parentheses still group', () => {
		expect(keptBy('broker (A-10 | A-3)')).toEqual(['A-10', 'A-3']);
		expect(() => keptBy('max(a.b)>10')).toThrow('expected a column or parameter, not max(a.b); did you mean max(a.b-c)?');
		expect(() => keptBy('avg(a.b-c)>10')).toThrow('invalid filter');
	});

	test('are compared by their full names', () => {
		expect(comparedNames('max(a.b-c)>1 & per_client_ok.max<3 | (driver=x)')).toEqual(['max(a.b-c)', 'per_client_ok', 'driver']);
	});
});
