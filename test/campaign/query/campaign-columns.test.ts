import {describe, expect, test} from 'vitest';
import {
	campaignColumns, columnsIn, sweptParameters, withMetrics,
} from '../../../source/campaign/query/campaign-columns.js';
import {iteration} from '../problems/iterations-builder.js';

/** The column of a parameter with these values, one per iteration, and its cells. */
function columnOf(...values: readonly unknown[]) {
	const iterations = values.map((value, position) => iteration({index: position + 1, parameters: value === undefined ? {} : {key: value}}));
	const column = campaignColumns(iterations).named('key')!;
	return {kind: column.kind, unit: column.unit, values: iterations.map(item => column.value(item))};
}

describe('parameter values', () => {
	test.for([
		['numbers', [0.1, 20, 3n], 'number', undefined, [0.1, 20, 3]],
		['texts of numbers', ['20', '3', '1.5'], 'number', undefined, [20, 3, 1.5]],
		['one unit', ['10ms', '0ms', '2.5 ms'], 'number', 'ms', [10, 0, 2.5]],
		['percent', ['0.5%', '0.1%', 0], 'number', '%', [0.5, 0.1, 0]],
		['units of a kind: in the smallest', ['10ms', '1s', '300us'], 'number', 'us', [10_000, 1_000_000, 300]],
		['rates', ['10gbit', '100Mbit'], 'number', 'Mbit', [10_000, 100]],
		['null and absent', [null, undefined, '10ms'], 'number', 'ms', [null, null, 10]],
		['units of two kinds', ['10ms', '1%'], 'text', undefined, ['10ms', '1%']],
		['a number that may be of any unit', ['10ms', 5], 'text', undefined, ['10ms', '5']],
		['versions', ['1.9', '1.10'], 'text', undefined, ['1.9', '1.10']],
		['names', ['router', 'router-4', '10'], 'text', undefined, ['router', 'router-4', '10']],
		['nested', [{a: [1, 2]}, ['x'], true], 'text', undefined, ['{"a":[1,2]}', '["x"]', 'true']],
		['nothing', [null, undefined], 'text', undefined, [null, null]],
	] as const)('%s', ([, given, kind, unit, values]) => {
		expect(columnOf(...given)).toEqual({kind, unit, values});
	});
});

test('assigns units to plain numbers written by ombt-orchestrator', () => {
	const own = campaignColumns([iteration({
		parameters: {
			loss: 1, pause: 0.1, length: 1024, timeout: 60,
		},
	})]);
	expect(['loss', 'pause', 'length', 'timeout'].map(name => own.named(name)?.unit)).toEqual(['%', 's', 'B', 's']);
});

test('a key with the name of a column refers to that column; short names of columns do not take precedence', () => {
	const [item] = [iteration({
		parameters: {
			server_ok: 'mine', driver: 'broker', clients: 7, constructor: 1, __proto__: 2,
		},
	})];
	const own = campaignColumns([item]);
	expect([own.named('server_ok')?.value(item), own.named('clients')?.value(item), own.named('constructor')?.value(item)]).toEqual([1000, 7, 1]);
	expect(campaignColumns([]).named('clients')?.id).toBe('_ombt_clients');
	expect(own.named('p99')?.id).toBe('latency_p99');
	expect(own.named('toString')).toBeUndefined();
	expect(own.all.filter(({id}) => id === 'driver')).toHaveLength(1);
});

test('detects varying parameters: a missing key is null; actual counts are already columns', () => {
	const own = campaignColumns([
		{
			delay: null, timeout: 60, nbr_clients: 1, topics: ['a'],
		}, {
			timeout: 60, nbr_clients: 2, topics: ['b'], loss: 1,
		},
	].map((parameters, position) => iteration({index: position + 1, parameters})));
	expect(own.varying.map(({id}) => id)).toEqual(['nbr_clients', 'topics', 'loss']);
	expect(own.constant.map(({id}) => id)).toEqual(['delay', 'timeout']);
	expect(sweptParameters(own).map(({id}) => id)).toEqual(['loss']);
});

test('swept parameters differ at equal load; those that follow the load or differ in few iterations are not swept', () => {
	const loads = [[10, 250], [20, 200]] as const;
	const entries = [null, '10ms'].flatMap(delay => loads.map(([clients, calls]) => ({
		delay, nbr_clients: clients, nbr_calls: calls, timeout: 60,
	})));
	const own = campaignColumns([...entries, {...entries[0], timeout: 8}].map((parameters, position) => iteration({index: position + 1, parameters})));
	expect(own.varying.filter(({isSwept}) => isSwept).map(({id}) => id)).toEqual(['delay']);
	expect(own.varying.map(({id}) => id)).toEqual(['delay', 'nbr_clients', 'nbr_calls', 'timeout']);
});

test('a list of columns is deduplicated, and names the unknown one', () => {
	const own = campaignColumns([iteration({parameters: {delay: '10ms'}})]);
	const ids = (list: string) => columnsIn(list, own, '--columns').map(({id}) => id);
	expect(ids('driver, delay,p99,driver')).toEqual(['driver', 'delay', 'latency_p99']);
	expect(ids('notebook,delay')).toHaveLength(20);
	expect(ids('all')).toEqual(own.all.map(({id}) => id));
	expect(() => ids('driver, min(a, b),p99')).toThrow('--columns driver, min(a, b),p99: no column min(a, b): no metric a, b; the metrics are');
	expect(() => ids('driver,dely')).toThrow('--columns driver,dely: no column dely; did you mean delay?');
});

test('figures of metrics have their own names and are not among all columns; a parameter with such a name takes precedence', () => {
	const figures = ['max(memory)', 'mean(memory)'].map(id => ({
		id, title: id, unit: 'bytes', kind: 'number' as const, help: '', metric: 'memory', value: () => 7,
	}));
	const item = iteration({parameters: {'max(memory)': 1}});
	const own = withMetrics(campaignColumns([item]), figures);
	expect(columnsIn('mean(memory),clients', own, '--columns').map(({id}) => id)).toEqual(['mean(memory)', '_ombt_clients']);
	expect(own.all.map(({id}) => id)).not.toContain('mean(memory)');
	expect(own.named('max(memory)')?.value(item)).toBe(1);
	expect(withMetrics(own, []).named('mean(memory)')).toBeUndefined();
});
