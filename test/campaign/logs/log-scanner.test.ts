import {Buffer} from 'node:buffer';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import {
	afterAll, beforeAll, expect, test,
} from 'vitest';
import {AppError} from '../../../source/system/errors.js';
import {aggregate} from '../../../source/campaign/model/aggregate.js';
import {SideSums} from '../../../source/campaign/logs/side-sums.js';
import {SummedSide} from '../../../source/campaign/logs/summed-side.js';
import {parseLogs} from '../../../source/campaign/logs/log-parser.js';
import {LogScanner} from '../../../source/campaign/logs/log-scanner.js';
import {NameSet} from '../../../source/campaign/logs/name-set.js';
import {arbitraryLog, readerOf} from './arbitrary-log.js';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'scanner-'));
});
afterAll(() => {
	rmSync(folder, {recursive: true});
});

const everything = (side: SideSums) => ({...aggregate(side, {everyError: true}), errorsInOrder: [...side.errors]});

/** The result of the parser, from files, or the reason why the logs cannot be used. Rethrows anything but a log error. */
function parsed(logs: readonly Uint8Array[]): unknown {
	const files = logs.map((_, shard) => path.join(folder, `controller-${shard}.log`));
	for (const [shard, bytes] of logs.entries()) {
		writeFileSync(files[shard] ?? '', bytes);
	}

	const [clients, servers] = [new SideSums(), new SideSums()];
	try {
		const duplicateAgents = parseLogs(files, clients, servers);
		return {clients: everything(clients), servers: everything(servers), duplicateAgents};
	} catch (error) {
		if (error instanceof AppError) {
			return error.message;
		}

		throw error;
	}
}

/** The result of the scanner, reading `chunk` bytes at a time; undefined if it leaves the logs to the parser. */
function scanned(
	logs: readonly Uint8Array[],
	{windowBytes, chunk = Infinity, scanner = new LogScanner(windowBytes)}: {windowBytes?: number; chunk?: number; scanner?: LogScanner} = {},
): unknown {
	const [clients, servers] = [newSide(), newSide()];
	const isUsual
		= logs.every(bytes => scanner.scan(readerOf(bytes, chunk), clients, servers))
			&& clients.complete()
			&& servers.complete();
	return isUsual ? {clients: everything(clients.sums), servers: everything(servers.sums), duplicateAgents: 0} : undefined;
}

const newSide = () => new SummedSide(new NameSet(16));

const bytesOf = (text: string): Uint8Array => Buffer.from(text);

const agent = (counts = '0, 3, 4, 0, 0, 0, 0, 0, 0, 1', errors = '{}') =>
	`{"start_time": 1523000000.1170475, "stop_time": 1523000060.944676, "msgs_ok": 8, "msgs_fail": 0, "latency": {"min": 0.5399784739129245, "max": 162.01307998697652, "total": 841.45786559023, "count": 8, "sum_of_squares": 920973.724293846, "distribution": {"1": [${counts}], "0": [0, 28, 85, 1, 0, 102, 21, 0, 5, 2]}}, "errors": ${errors}}`;
const idle
	= '{"start_time": null, "stop_time": null, "msgs_ok": 0, "msgs_fail": 0, "latency": {"min": null, "max": null, "total": 0, "count": 0, "sum_of_squares": 0, "distribution": {}}, "errors": {}}';
const misplaced = agent().replace('"distribution"', '"x": {"distribution"').replace('}, "errors"', '}}, "errors"');
const log = `{"c-a": ${agent()}, "c-b": ${idle}, "c-c": ${agent('9, 8, 7, 6, 5, 4, 3, 2, 1, 0', '{"Timed out – id 7": 2}')}, "c-d": ${agent()}}\n{"s-a": ${agent()}, "s-b": ${idle}}\n`;

/** A scanner that knows the shapes of ombt's agents. */
function experienced(): LogScanner {
	const scanner = new LogScanner();
	scanned([bytesOf(log)], {scanner});
	return scanner;
}

test('the scanner handles a log written by ombt, with the same result as the parser', () => {
	const result = scanned([bytesOf(log)]);
	expect(result).toMatchObject({
		clients: {
			agents: 4, idle: 1, ok: 24, errors: {'Timed out – id 7': 2},
		}, servers: {agents: 2, idle: 1, ok: 8},
	});
	expect(result).toEqual(parsed([bytesOf(log)]));
});

test('the result does not depend on window sizes from 16 bytes or read sizes of 1, 7 and 100 bytes', () => {
	const whole = scanned([bytesOf(log)]);
	for (let windowBytes = 16; windowBytes < 700; windowBytes++) {
		expect(scanned([bytesOf(log)], {windowBytes}), `${windowBytes} bytes`).toEqual(whole);
	}

	for (const chunk of [1, 7, 100]) {
		expect(scanned([bytesOf(log)], {windowBytes: 200, chunk}), `${chunk} at a time`).toEqual(whole);
	}
});

test('a log truncated at any byte is never accepted as complete', () => {
	const whole = scanned([bytesOf(log)]);
	const scanner = new LogScanner(64);
	const end = log.trimEnd().length;
	for (let length = 0; length < bytesOf(log).length; length++) {
		const cut = scanned([bytesOf(log).subarray(0, length)], {scanner});
		expect(cut, `${length} bytes`).toEqual(length >= bytesOf(log.slice(0, end)).length ? whole : undefined);
	}
});

test('the scanner agrees with the parser to the last bit, or falls back: 1,000 arbitrary logs of one or two shards', () => {
	let answers = 0;
	const scanner = new LogScanner(256);
	fc.assert(fc.property(fc.array(arbitraryLog, {minLength: 1, maxLength: 2}), fc.integer({min: 1, max: 300}), (texts, chunk) => {
		const logs = texts.map(text => bytesOf(text));
		const expected = parsed(logs);
		// Once with a scanner that knows shapes from other logs, once with a new one.
		for (const result of [scanned(logs, {scanner, chunk}), scanned(logs, {windowBytes: 16})]) {
			if (result !== undefined) {
				answers++;
				expect(result).toEqual(expected);
			}
		}
	}), {numRuns: 1000});
	expect(answers).toBeGreaterThan(250);
}, 60_000);

test('changing any byte of a log yields the result of the parser, or a fallback', () => {
	const scanner = experienced();
	fc.assert(
		fc.property(
			fc.nat(bytesOf(log).length - 1),
			fc.oneof(fc.constantFrom(...bytesOf('0123456789.-+eE",:[]{} \t\r\n\\nullNaN\u0000\u000B')), fc.nat(255)),
			(position, byte) => {
				const changed = Uint8Array.from(bytesOf(log));
				changed[position] = byte;
				const result = scanned([changed], {scanner});
				if (result !== undefined) {
					expect(result).toEqual(parsed([changed]));
				}
			},
		),
		{numRuns: 2000},
	);
});

test.each([
	['a byte-order mark', `\u{FEFF}${log}`],
	['a name that comes twice', `{"c": ${agent()}, "c": ${idle}}\n{}\n`],
	['a name that objects would list first', `{"z": ${agent()}, "7": ${idle}}\n{}\n`],
	['an escape in a name', `{"\\u0063": ${agent()}}\n{}\n`],
	['a name that is not ASCII', `{"é": ${agent()}}\n{}\n`],
	['Infinity as a number', `{"c": ${agent().replace('841.45786559023', 'Infinity')}}\n{}\n`],
	['NaN as a number', `{"c": ${agent().replace('841.45786559023', 'NaN')}}\n{}\n`],
	['a missing result', `{"c": ${agent().replace('"msgs_ok": 8, ', '')}}\n{}\n`],
	['a fraction of a sample', `{"c": ${agent('0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0')}}\n{}\n`],
	['a count beyond 2⁵³', `{"c": ${agent('9007199254740993, 0, 0, 0, 0, 0, 0, 0, 0, 0')}}\n{}\n`],
	['nine counts', `{"c": ${agent('0, 0, 0, 0, 0, 0, 0, 0, 0')}}\n{}\n`],
	['a comma behind the last decade', `{"a": ${agent()}, "c": ${agent().replace('5, 2]}', '5, 2], }')}}\n{}\n`],
	['a comma behind the last agent', `{"c": ${agent()}, }\n{}\n`],
	['a third line', `${log}{}\n`],
	['a line feed alone', '\n\n'],
	['one line', '{}\n'],
	['nothing', ''],
	['a vertical tab behind the end', '{}\n{}\u000B'],
	['a list of agents', '[]\n[]\n'],
	['a count with a zero before it', `{"c": ${agent('00, 0, 0, 0, 0, 0, 0, 0, 0, 0')}}\n{}\n`],
	['a number with a zero before it', `{"c": ${agent().replace('841.', '0841.')}}\n{}\n`],
])('%s is left to the parser', (_, text) => {
	expect(scanned([bytesOf(text)])).toBeUndefined();
	expect(scanned([bytesOf(text)], {scanner: experienced()})).toBeUndefined();
	expect(() => parsed([bytesOf(text)])).not.toThrow();
});

test.each([
	['no agents on either line', '{}\n{}\n', 0],
	['carriage returns', log.replaceAll('\n', '\r\n'), 4],
	['no last line feed', log.trimEnd(), 4],
	['blank lines behind', `${log}\n \t\r\n`, 4],
	['blanks everywhere', log.replaceAll(/(?<mark>[:,\{\}])/gv, ' $<mark>\t'), 4],
	['no blanks at all', log.replaceAll(/(?<mark>[:,]) /gv, '$<mark>'), 4],
	[
		'“__proto__” as agent, as error and as key',
		`{"__proto__": ${agent(undefined, '{"__proto__": 3}').replace('{', '{"__proto__": {"msgs_ok": 5}, ')}}\n{}\n`,
		1,
	],
	[
		'“distribution” in an unknown text',
		`{"c": ${agent().replace('"errors"', String.raw`"note": "\"distribution\": {", "errors"`)}, "d": ${agent().replace('"errors"', String.raw`"note": "\"distribution\": {", "errors"`)}}\n{}\n`,
		2,
	],
	['a distribution that is not the latency’s', `{"c": ${misplaced}, "d": ${misplaced}}\n{}\n`, 2],
	[
		'errors that are not the agent’s',
		`{"c": ${agent().replace(', "errors": {}}', '}').replace('"min"', '"errors": {"x": 1}, "min"')}, "d": ${agent().replace(', "errors": {}}', '}').replace('"min"', '"errors": {"x": 1}, "min"')}}\n{}\n`,
		2,
	],
	[
		'an unknown distribution behind the known',
		`{"c": ${agent().replace('"errors"', '"distribution": {"0": [1]}, "errors"')}, "d": ${agent().replace('"errors"', '"distribution": {"0": [2]}, "errors"')}}\n{}\n`,
		2,
	],
	['a decade that comes twice', `{"c": ${agent().replace('"0": [', '"1": [')}}\n{}\n`, 1],
	[
		'an exponent, a long number and a negative one',
		`{"c": ${agent().replace('841.45786559023', '8.4e2').replace('162.01307998697652', '162.0130799869765212345').replace('0.5399', '-0.5399')}}\n{}\n`,
		1,
	],
])('the scanner reads %s', (_, text, clients) => {
	for (const scanner of [new LogScanner(), experienced()]) {
		const result = scanned([bytesOf(text)], {scanner});
		expect(result).toMatchObject({clients: {agents: clients}});
		expect(result).toEqual(parsed([bytesOf(text)]));
	}
});

test('bytes that are not UTF-8 are left to the parser, which reports them', () => {
	const broken = Buffer.from(log.replace('–', 'ÿ'), 'latin1');
	expect(scanned([broken])).toBeUndefined();
	expect(parsed([broken])).toBe('controller-0.log: not UTF-8 text');
});

test('a name in two shards is left to the parser, where the later result wins', () => {
	const shards = [`{"c": ${agent()}}\n{}\n`, `{"c": ${idle}}\n{}\n`].map(text => bytesOf(text));
	expect(scanned(shards)).toBeUndefined();
	expect(parsed(shards)).toMatchObject({clients: {agents: 1, idle: 1}, duplicateAgents: 1});
});

test('counts with a sum beyond 2⁵³ are left to the parser, which adds them exactly', () => {
	const large = agent('999999999999999, 0, 0, 0, 0, 0, 0, 0, 0, 0');
	const text = bytesOf(`{${Array.from({length: 10}, (_, index) => `"c${index}": ${large}`).join(', ')}}\n{}\n`);
	expect(scanned([text])).toBeUndefined();
	expect(parsed([text])).toMatchObject({
		clients: {latency: {distribution: [{decade: 0}, {decade: 1, counts: [9_999_999_999_999_990n, 0, 0, 0, 0, 0, 0, 0, 0, 0]}]}},
	});
});

test('one scanner reads 10,000 agents of 20 formats', () => {
	const shapes = Array.from({length: 20}, (_, shape) => agent().replace('"errors"', `"unknown-${shape}": ${shape}, "errors"`));
	const text = bytesOf(`{${Array.from({length: 10_000}, (_, index) => `"c${index}": ${shapes[index % 20]}`).join(', ')}}\n{}\n`);
	expect(scanned([text])).toMatchObject({
		clients: {agents: 10_000, ok: 80_000, latency: {distribution: [{}, {counts: [0, 30_000, 40_000, 0, 0, 0, 0, 0, 0, 10_000]}]}},
	});
});
