import {describe, expect, test} from 'vitest';
import {
	agent, campaignOf, entry, goodLog, idleAgent, latency, logFile, logOf,
} from '../campaign-builder.js';
import {runProgram} from '../program.js';

/** The parsed output of `aggregate` for a campaign. */
async function aggregateOf(folder: string): Promise<string> {
	const {status, stdout, stderr} = await runProgram(['aggregate', folder, '--no-cache']);
	expect({status, stderr}).toEqual({status: 0, stderr: ''});
	return stdout;
}

const first = async (files: Readonly<Record<string, string>>): Promise<Record<string, Record<string, unknown>>> => {
	const [found = {}] = JSON.parse(await aggregateOf(campaignOf([entry('A-0')], files))) as Array<Record<string, Record<string, unknown>>>;
	return found;
};

describe('aggregates computed by hand', () => {
	test('two clients: sums, extremes, rate, mean and deviation', async () => {
		const other = agent({
			start_time: 990,
			stop_time: 1005,
			msgs_ok: 3,
			msgs_fail: 2,
			errors: {timeout: 2, refused: 1},
			latency: latency({
				min: 0.5,
				max: 20,
				total: 21,
				count: 3,
				sum_of_squares: 401,
				distribution: {0: [1, 1, 0, 0, 0, 0, 0, 0, 0, 0], 1: [0, 0, 1, 0, 0, 0, 0, 0, 0, 0]},
			}),
		});
		const {_agg_clients: clients, ...rest} = await first({[logFile('A-0')]: logOf({a: agent({errors: {timeout: 1}}), b: other}, {s: agent()})});
		expect(clients).toEqual({
			start_time: 990,
			stop_time: 1010,
			msgs_ok: 8,
			msgs_fail: 2,
			latency: {
				min: 0.5,
				max: 20,
				total: 36,
				count: 8,
				sum_of_squares: 456,
				distribution: {0: [1, 2, 1, 1, 1, 1, 0, 0, 0, 0], 1: [0, 0, 1, 0, 0, 0, 0, 0, 0, 0]},
			},
			errors: {timeout: 3, refused: 1},
			// 10 messages in 20 s; 36 / 8; sqrt(456 / 8 − 4.5²) = sqrt(36.75).
			rate: 0.5,
			latency_avg: 4.5,
			latency_stdev: Math.sqrt(36.75),
		});
		expect(rest).toMatchObject({
			_ombt_clients: 2,
			_ombt_servers: 1,
			_ombt_msgs_sent_ok: {mean: 4, min: 3, max: 5},
			_ombt_msgs_sent_fail: {mean: 1, min: 0, max: 2},
			_ombt_msgs_received_ok: {mean: 5, min: 5, max: 5},
		});
	});

	test('an idle agent counts as an agent, without time or extremes', async () => {
		const {
			_agg_clients: clients,
			_ombt_msgs_sent_ok: spread,
			_ombt_clients: count,
		} = await first({[logFile('A-0')]: logOf({a: idleAgent, b: agent(), c: idleAgent}, {s: agent()})});
		expect({count, spread}).toEqual({count: 3, spread: {mean: 5 / 3, min: 0, max: 5}});
		expect(clients).toMatchObject({start_time: 1000, stop_time: 1010, latency: {min: 1, max: 5, count: 5}});
	});

	test('a side of inactive agents: no times, no rate, mean 0, deviation −1', async () => {
		const {_agg_clients: clients} = await first({[logFile('A-0')]: logOf({a: idleAgent}, {s: agent()})});
		expect(clients).toEqual({
			start_time: null,
			stop_time: null,
			msgs_ok: 0,
			msgs_fail: 0,
			latency: {
				min: null, max: null, total: 0, count: 0, sum_of_squares: 0, distribution: {},
			},
			errors: {},
			rate: null,
			latency_avg: 0,
			latency_stdev: -1,
		});
	});

	test('a side without agents has nulls', async () => {
		const {_ombt_servers: count, _ombt_msgs_received_ok: spread} = await first({[logFile('A-0')]: logOf({a: agent()}, {})});
		expect({count, spread}).toEqual({count: 0, spread: {mean: null, min: null, max: null}});
	});

	test('a duration of 0 has no rate; identical samples have deviation 0', async () => {
		const alike = latency({
			min: 0.7, max: 0.7, total: 2.1, count: 3, sum_of_squares: 1.47,
		});
		const {_agg_clients: clients} = await first({[logFile('A-0')]: logOf({a: agent({stop_time: 1000, latency: alike})}, {s: agent()})});
		expect(clients).toMatchObject({rate: null, latency_stdev: 0});
	});

	test('a start_time of 0 is ignored next to others; a latency of 0 is the minimum', async () => {
		const {_agg_clients: clients} = await first({
			[logFile('A-0')]: logOf({a: agent({start_time: 0, latency: latency({min: 0})}), b: agent(), c: idleAgent}, {s: agent()}),
		});
		expect(clients).toMatchObject({start_time: 1000, latency: {min: 0}});
	});

	test('shards are merged; of a duplicate name the later log wins', async () => {
		const {_ombt_clients: count, _agg_clients: clients} = await first({
			'A-0/host_controller-0-topic-0-A-0-1.log': logOf({a: agent({msgs_ok: 100}), b: agent({msgs_ok: 10})}, {t: agent()}),
			[logFile('A-0')]: logOf({a: agent({msgs_ok: 1000}), c: agent({msgs_ok: 1})}, {s: agent()}),
		});
		expect({count, ok: clients?.msgs_ok}).toEqual({count: 3, ok: 111});
	});

	test('distribution sums beyond 2^53 are exact, within and across agents', async () => {
		const huge = (count: string) => JSON.stringify(agent({latency: latency({distribution: {0: ['N', 1, 0, 0, 0, 0, 0, 0, 0, 0]}})})).replace('"N"', count);
		const folder = campaignOf([entry('A-0')], {
			[logFile('A-0')]: `{"a": ${huge('9007199254740993')}, "b": ${huge('9007199254740991')}}\n${JSON.stringify({s: agent()})}\n`,
		});
		expect(await aggregateOf(folder)).toContain('"distribution":{"0":[18014398509481984,2,0,0,0,0,0,0,0,0]}');
	});

	test('ignores unknown keys of agents and of their latency', async () => {
		const odd = agent({extra: [1, {a: null}], latency: latency({p99: 5})});
		const plain = await first({[logFile('A-0')]: goodLog});
		expect(await first({[logFile('A-0')]: logOf({'client-0': odd}, {'server-0': agent()})})).toEqual(plain);
	});
});

describe('parameters are preserved as written', () => {
	const odd = String.raw`"nested":{"__proto__":{"a":12345678901234567890123,"b":[null,true,0.1,1e-300,-9007199254740993]}},"text":"é漢\u202e\u001b[31m\"\\\ud83d\ude00","toString":1,"delay":null,"iteration_id":7,"driver":12345678901234567890`;

	test('in order before the aggregates: integers beyond doubles, unknown and odd keys, escapes', async () => {
		const folder = campaignOf([entry('A-0')]);
		const {writeFileSync} = await import('node:fs');
		writeFileSync(`${folder}/params.json`, `[{"backup_dir":"A-0",${odd}}]`);
		const text = await aggregateOf(folder);
		expect(text).toContain('"a":12345678901234567890123,"b":[null,true,0.1,1e-300,-9007199254740993]');
		const [parsed = {}] = JSON.parse(text) as Array<Record<string, unknown>>;
		expect(Object.keys(parsed)).toEqual([
			'backup_dir',
			'nested',
			'text',
			'toString',
			'delay',
			'iteration_id',
			'driver',
			'_ombt_clients',
			'_ombt_servers',
			'_ombt_msgs_sent_ok',
			'_ombt_msgs_received_ok',
			'_ombt_msgs_sent_fail',
			'_ombt_msgs_received_fail',
			'_agg_servers',
			'_agg_clients',
		]);
		expect(parsed.text).toBe('é漢\u{202E}\u{1B}[31m"\\😀');
		const table = (await runProgram(['table', folder, '--format', 'json'])).stdout;
		expect(table).toContain('"driver": 12345678901234567890,\n    "iteration_id": 7,');
		expect((await runProgram(['table', folder, '--format', 'csv'])).stdout).toContain('1,1,,12345678901234567890,7,');
	});

	test('with null for Python’s NaN and Infinity, but not inside strings', async () => {
		const folder = campaignOf([entry('A-0')]);
		const {writeFileSync} = await import('node:fs');
		writeFileSync(`${folder}/params.json`, String.raw`[{"backup_dir": "A-0", "loss": NaN, "rate": [-Infinity, Infinity], "note": "NaN, \"Infinity"}]`);
		const [parsed] = JSON.parse(await aggregateOf(folder)) as unknown[];
		expect(parsed).toMatchObject({loss: null, rate: [null, null], note: 'NaN, "Infinity'});
	});
});
