import fc from 'fast-check';
import {expect, test} from 'vitest';
import {agentColumnNamed, agentColumns} from '../../../source/campaign/agents/agent-columns.js';
import {parseAgentNames} from '../../../source/campaign/agents/agent-names.js';
import {agentNumbers} from '../../../source/campaign/agents/agent-table.js';
import {AppError} from '../../../source/system/errors.js';
import {
	fewestOkAgents, slowestAgents, filterAgents, parseAgentFilter, sortAgents,
} from '../../../source/campaign/agents/select-agents.js';
import {agent, clientsOf, logOf} from './agents-builder.js';

const table = clientsOf(
	logOf({'client-10': agent({samples: [30]}), 'client-9': agent({samples: [5]}), idle: agent({start: null, stop: null})}),
	logOf({'Client-2': agent({samples: [5, 5], failed: 2})}),
);
const namesOf = (rows: Uint32Array) => [...rows].map(row => table.names[row]);
const matching = (expression: string) => namesOf(filterAgents(table, parseAgentFilter(expression)));

test('has a column for the name, for each of its parts and for each number', () => {
	expect(agentColumns.map(({id}) => id)).toEqual(['name', ...agentNumbers, 'host', 'topic', 'pid']);
	expect(agentColumnNamed('latency_p95')?.value(table, 1)).toBe(5);
	expect(agentColumnNamed('name')?.value(table, 1)).toBe('client-9');
	expect(agentColumnNamed('latency_mean')?.value(table, 2)).toBe(null);
});

test('sorting by mean latency is stable and puts idle agents last in both directions', () => {
	expect(namesOf(sortAgents(table, {column: 'latency_mean', descending: false}))).toEqual(['client-9', 'Client-2', 'client-10', 'idle']);
	expect(namesOf(sortAgents(table, {column: 'latency_mean', descending: true}))).toEqual(['client-10', 'client-9', 'Client-2', 'idle']);
});

test('names are sorted naturally: 2 before 9 before 10', () => {
	expect(namesOf(sortAgents(table, {column: 'name', descending: false}))).toEqual(['Client-2', 'client-9', 'client-10', 'idle']);
});

test('sorts only the rows that pass a filter', () => {
	const rows = filterAgents(table, parseAgentFilter('client'));
	expect(namesOf(sortAgents(table, {column: 'ok', descending: true}, rows))).toEqual(['Client-2', 'client-10', 'client-9']);
});

test('sorting numbers yields a stable permutation with NaN at the end', () => {
	fc.assert(fc.property(fc.array(fc.oneof(fc.constant(Number.NaN), fc.integer({min: 0, max: 3}))), fc.boolean(), (values, descending) => {
		const columns = {...table.columns, ok: Float64Array.from(values)};
		const sorted = [...sortAgents({...table, rows: values.length, columns}, {column: 'ok', descending})];
		const keyed = values.map((value, row) => ({value, row}));
		const known = keyed.filter(({value}) => !Number.isNaN(value)).sort((a, b) => descending ? b.value - a.value : a.value - b.value);
		expect(sorted).toEqual([...known, ...keyed.filter(({value}) => Number.isNaN(value))].map(({row}) => row));
	}));
});

test('agents are filtered with the syntax of --filter', () => {
	expect(matching('latency_mean>10 & shard=0')).toEqual(['client-10']);
	expect(matching('failed>0 | latency_mean>10')).toEqual(['client-10', 'Client-2']);
	expect(matching('client !')).toEqual([]);
	expect(matching('name~Client')).toEqual(['Client-2']);
	expect(matching('client')).toEqual(['client-10', 'client-9', 'Client-2']);
	expect(matching('latency_mean<100')).toEqual(['client-10', 'client-9', 'Client-2']);
});

test('reports an unknown column with a caret below it', () => {
	expect(() => parseAgentFilter('ok>1 & driver=broker')).toThrow(AppError);
	try {
		parseAgentFilter('ok>1 & driver=broker');
	} catch (error) {
		expect(error instanceof AppError && error.code === 'usage' && error.detail[1]?.startsWith('         ^ expected')).toBe(true);
	}
});

test('finds the slowest agent by mean and the least busy one by number of messages', () => {
	expect(namesOf(slowestAgents(table, 2))).toEqual(['client-10', 'client-9']);
	expect(namesOf(slowestAgents(table, 9))).toEqual(['client-10', 'client-9', 'Client-2']);
	expect(namesOf(fewestOkAgents(table, 2))).toEqual(['idle', 'client-10']);
});

test('sorts 10,000 rows by a number or by name within 50 ms', () => {
	const rows = 10_000;
	const values = Float64Array.from({length: rows}, (_, row) => row * 7919 % 1000);
	const names = Array.from({length: rows}, (_, row) => `ombt-topic-0-RPCClient-host-${row % 7}-${row * 7919 % rows}-${'0'.repeat(32)}`);
	const large = {
		...table, rows, names, parts: parseAgentNames(names), columns: {...table.columns, rate: values},
	};
	for (const column of ['rate', 'name'] as const) {
		const times = Array.from({length: 7}, () => {
			const start = performance.now();
			sortAgents(large, {column, descending: true});
			return performance.now() - start;
		});
		expect(times.sort((a, b) => a - b)[0]).toBeLessThan(50);
	}
});
