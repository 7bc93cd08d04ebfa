import {Buffer} from 'node:buffer';
import {
	mkdirSync, mkdtempSync, rmSync, writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterAll, beforeAll, expect, test,
} from 'vitest';
import {readLogs} from '../../../source/campaign/logs/read-logs.js';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'parser-'));
});
afterAll(() => {
	rmSync(folder, {recursive: true});
});

/** Reads a log named `x` with these bytes: returns the reason why it cannot be used, or the number of clients. */
function read(bytes: string | Uint8Array): string | number {
	const file = path.join(folder, 'x');
	writeFileSync(file, bytes);
	const outcome = readLogs([file]);
	return outcome.status === 'skipped' ? outcome.reason : outcome.clients.agents;
}

const agent = (change: Readonly<Record<string, unknown>> = {}, latency: Readonly<Record<string, unknown>> = {}) =>
	JSON.stringify({
		msgs_ok: 1, msgs_fail: 0, latency: {...latency}, ...change,
	});
const clients = (json: string) => `{"c": ${json}}\n{}\n`;

test.each([
	['nothing', '', 'x: empty log'],
	['blanks', ' \n\n', 'x: empty log'],
	['a first line alone', '{}\n', 'x: second line missing'],
	['half a first line', '{"c": {"msgs', 'x: not JSON at byte 12'],
	['half a second line', '{}\n{"s"', 'x: not JSON at byte 7'],
	['a list', '[]\n[]', 'x: line 1 is not an object of agents'],
	['a byte-order mark', '\u{FEFF}{}\n{}', 'x: not JSON at byte 0'],
	['bytes that are no text', Buffer.from([0x7B, 0xFF, 0x7D, 0x0A]), 'x: not UTF-8 text'],
	['an agent that is null', clients('null'), 'x: agent c is not an object'],
	['no latency', clients('{"msgs_ok": 1, "msgs_fail": 0}'), 'x: agent c: latency is missing'],
	['a latency that is a number', clients(agent({latency: 1})), 'x: agent c: latency is not an object'],
	['no msgs_ok', clients(agent({msgs_ok: undefined})), 'x: agent c: msgs_ok is missing'],
	['a msgs_fail of null', clients(agent({msgs_fail: null})), 'x: agent c: msgs_fail is not a number'],
	['a total that is text', clients(agent({}, {total: '1'})), 'x: agent c: latency.total is not a number'],
	['decade 16', clients(agent({}, {distribution: {16: []}})), 'x: agent c: latency.distribution has the key 16, which is not a power of ten'],
	['nine counts', clients(agent({}, {distribution: {0: [1, 2, 3, 4, 5, 6, 7, 8, 9]}})), 'x: agent c: latency.distribution.0 is not a list of 10 numbers'],
	['errors that are a list', clients(agent({errors: []})), 'x: agent c: errors is not an object'],
	['an error without a count', clients(agent({errors: {timeout: null}})), 'x: agent c: count of error timeout is not a number'],
])('%s: skipped, and why', (_, bytes, reason) => {
	expect(read(bytes)).toBe(reason);
});

test.each([
	['only what must be there', clients(agent())],
	['nulls where there is no time and no extreme', clients(agent({start_time: null, stop_time: null}, {min: null, max: null}))],
	['a total of 1e400, which Python reads as infinite', clients(agent({}, {total: 7}).replace('7', '1e400'))],
	['a null distribution and null errors', clients(agent({errors: null}, {distribution: null}))],
	['carriage returns', clients(agent()).replaceAll('\n', '\r\n')],
	['whatever follows the second line', `${clients(agent())}not JSON`],
])('%s: loaded', (_, bytes) => {
	expect(read(bytes)).toBe(1);
});

test('accepts NaN and Infinity wherever Python writes them', () => {
	const line = clients(agent({extra: [1]}, {
		min: 'low', max: 'high', count: 1, total: 'nan', sum_of_squares: 'low',
	})).replaceAll('"high"', 'Infinity').replaceAll('"low"', '-Infinity').replaceAll('"nan"', 'NaN').replaceAll('[1]', '[NaN, {"NaN": -Infinity}]');
	const file = path.join(folder, 'python.log');
	writeFileSync(file, line);
	expect(readLogs([file])).toMatchObject({
		status: 'loaded', clients: {
			latency: {
				min: -Infinity, max: Infinity, total: Number.NaN, mean: Number.NaN, sumOfSquares: -Infinity,
			},
		},
	});
});

test.each([
	['a count', agent({msgs_ok: 'NaN'}), 'msgs_ok is not a number'],
	['a count of a bin', agent({}, {distribution: {0: [0, 'NaN', 0, 0, 0, 0, 0, 0, 0, 0]}}), 'is not a list of 10 numbers'],
])('NaN is not %s', (_, result, reason) => {
	const file = path.join(folder, 'count.log');
	writeFileSync(file, clients(result).replaceAll('"NaN"', 'NaN'));
	expect(readLogs([file])).toMatchObject({status: 'skipped', code: 'log-not-ombt', reason: expect.stringContaining(reason) as string});
});

test.each(['{"a": NaNa}', '{"a": Infinit', '{"a": -NaN}', '{"a": --Infinity}'])('%s is not Python’s JSON either', text => {
	const file = path.join(folder, 'no.log');
	writeFileSync(file, `${text}\n{}\n`);
	expect(readLogs([file])).toMatchObject({status: 'skipped', code: 'log-not-json'});
});

test('skips a missing file and a folder, naming them', () => {
	mkdirSync(path.join(folder, 'folder'));
	expect(readLogs([path.join(folder, 'absent')])).toEqual({status: 'skipped', code: 'log-unreadable', reason: 'absent: cannot be opened'});
	expect(readLogs([path.join(folder, 'folder')])).toEqual({status: 'skipped', code: 'log-not-file', reason: 'folder: a folder, not a log'});
});
