import {describe, expect, test} from 'vitest';
import {metricNamed, catalogue} from '../../source/metrics/catalogue.js';
import {influxqlOf} from '../../source/metrics/influxql.js';
import type {FieldMetric, Window} from '../../source/metrics/metric.js';
import {expectedOf, iterationIds} from './expected.js';

const nanoseconds = (text: string): bigint => {
	const [, seconds = '', fraction = '0'] = /^(.*?)(?:\.(\d+))?Z$/v.exec(text) ?? [];
	return BigInt(Date.parse(`${seconds}Z`)) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
};

const window: Window = {start: 0n, stop: 60_000_000_000n};
const queryOf = (changes: Partial<FieldMetric>): string => influxqlOf({
	metric: {
		name: 'x', title: 'x', unit: 'bytes', help: '', measurement: 'net', field: 'usage', aggregate: 'mean', condition: {tag: 'role', operator: '=', value: 'bus'}, ...changes,
	}, window, everySeconds: 30,
});

describe('the catalogue', () => {
	test('has the 14 metrics in the order of the recorded queries', () => {
		expect(catalogue.map(({name}) => name)).toEqual(Object.keys(expectedOf('A-0').queries));
	});

	test('finds a metric by its exact name only', () => {
		expect([metricNamed('net_sent_bus')?.field, metricNamed('NET_SENT_BUS'), metricNamed('net_sent')]).toEqual(['bytes_sent', undefined, undefined]);
	});

	test('says that the network metrics average over all interfaces', () => {
		expect(catalogue.filter(({measurement}) => measurement === 'net').map(({help}) => help.includes('Mean over all interfaces'))).toEqual([true, true]);
	});
});

test.each(iterationIds)('the queries of %s are exactly those sent to influxd', id => {
	const {start, stop, queries} = expectedOf(id);
	const asked = catalogue.map(metric => [metric.name, influxqlOf({metric, window: {start: nanoseconds(start), stop: nanoseconds(stop)}, everySeconds: 30})]);
	expect(Object.fromEntries(asked)).toEqual(Object.fromEntries(Object.entries(queries).map(([name, {influxql}]) => [name, influxql])));
});

describe('special characters of InfluxQL are quoted', () => {
	test('names', () => {
		expect(queryOf({field: 'a b"c\\', measurement: '1st', groupBy: ['group']})).toBe(String.raw`SELECT mean("a b\"c\\") FROM "1st" WHERE role='bus' AND time>='1970-01-01 00:00:00' AND time<='1970-01-01 00:01:00' GROUP BY "group", time(30s)`);
	});

	test('values', () => {
		expect(queryOf({condition: {tag: 'role', operator: '=', value: 'it\'s "a"\\\n'}})).toContain(String.raw`WHERE role='it\'s "a"\\\n' AND`);
	});

	test('in patterns: a slash would end them, and removes the backslash before it', () => {
		expect(queryOf({condition: {tag: 'my tag', operator: '!~', value: String.raw`^a/b\.c|\\/`}})).toContain(String.raw`WHERE "my tag"!~/^a\/b\.c|\x5C\// AND`);
	});
});

test('prints a rate, no group and other buckets', () => {
	expect(influxqlOf({metric: metricNamed('net_recv_bus') ?? catalogue[0]!, window, everySeconds: 90})).toContain('SELECT derivative(mean(bytes_recv), 1s)/1048576 FROM net WHERE role=\'bus\'');
	expect(queryOf({})).toMatch(/GROUP BY time\(30s\)$/v);
});
