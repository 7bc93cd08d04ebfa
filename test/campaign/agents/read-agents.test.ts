import fc from 'fast-check';
import {expect, test} from 'vitest';
import {scanLogs} from '../../../source/campaign/logs/read-logs.js';
import {readAgents} from '../../../source/campaign/agents/read-agents.js';
import {agent, folderOf, logOf} from './agents-builder.js';

const facts = fc.record({
	start: fc.option(fc.double({
		min: 1000, max: 1100, noNaN: true, noDefaultInfinity: true,
	})),
	stop: fc.option(fc.integer({min: 0, max: 2000})),
	ok: fc.nat(1000),
	failed: fc.nat(3),
	samples: fc.array(fc.double({
		min: 0.01, max: 90_000, noNaN: true, noDefaultInfinity: true,
	}), {maxLength: 30}),
	errors: fc.dictionary(fc.constantFrom('Timed out 17', 'Timed out 18', 'refused – no bus', 'a "quoted" one'), fc.nat(5), {noNullPrototype: true}),
}, {noNullPrototype: true});
const names = fc.constantFrom('Client', 'Server').chain(role => fc.uniqueArray(fc.oneof(
	fc.tuple(fc.constantFrom('topic-0', 'topic-1'), fc.constantFrom('h-1', 'h-2.site.fr'), fc.nat(99_999)).map(([topic, host, pid]) => `ombt-${topic}-RPC${role}-${host}-${pid}-${'a1'.repeat(16)}`),
	fc.string({unit: fc.constantFrom(...'abcxyz'), minLength: 1, maxLength: 8}),
), {maxLength: 12}));
const sides = names.chain(list => fc.tuple(...list.map(() => facts)).map(all => Object.fromEntries(list.map((name, index) => [name, agent(all[index])]))));

const file = (log: string) => {
	const folder = folderOf({'h_controller-0-topic-0-A-0-3.log': log});
	return [`${folder}/h_controller-0-topic-0-A-0-3.log`];
};

// Escapes require the parser; the name stays the same.
const escaped = (log: string): string => log.replace(/^\{"(?<first>.)/v, (_, first: string) => String.raw`{"\u${first.codePointAt(0)!.toString(16).padStart(4, '0')}`);

test('scanning and parsing return bit-identical agents', () => {
	let scanned = 0;
	fc.assert(fc.property(sides.filter(clients => Object.keys(clients).length > 0), sides, (clients, servers) => {
		const log = logOf(clients, servers).replaceAll(',"', ', "').replaceAll('":', '": ').replaceAll(/(?<=\d),(?=\d)/gv, ', ');
		const parsed = readAgents(file(escaped(log)));
		expect(parsed.status).toBe('loaded');
		expect(readAgents(file(log))).toEqual(parsed);
		scanned += scanLogs(file(log)) ? 1 : 0;
		expect(scanLogs(file(escaped(log)))).toBe(undefined);
	}), {numRuns: 100});
	expect(scanned).toBeGreaterThan(50);
});

test('treats non-finite values in a log as unknown', () => {
	const log = logOf({a: agent({samples: [5]})}).replace('"total":5', '"total":Infinity').replace('"max":5', '"max":NaN');
	const agents = readAgents(file(log));
	expect(agents.status === 'loaded' && [...agents.clients.columns.latency_mean, ...agents.clients.columns.latency_max]).toEqual([Number.NaN, Number.NaN]);
});
