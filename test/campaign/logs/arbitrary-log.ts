import fc, {type Arbitrary} from 'fast-check';
import type {ReadBytes} from '../../../source/campaign/logs/json-cursor.js';

/** `arbitrary` nearly always, otherwise `odd`: a log in which everything is odd would be rejected at the first byte. */
const mostly = <T>(arbitrary: Arbitrary<T>, odd: Arbitrary<T>, times = 40): Arbitrary<T> =>
	fc.oneof({weight: times, arbitrary}, {weight: 1, arbitrary: odd});

const digits = (minLength: number, maxLength: number): Arbitrary<string> =>
	fc.array(fc.constantFrom(...'0123456789'), {minLength, maxLength}).map(list => list.join(''));

const integer = fc.nat(1_000_000).map(String);
const double = fc.double({noNaN: true, noDefaultInfinity: true}).map(String);
const decimal = fc.tuple(fc.constantFrom('', '', '-'), fc.nat(2_000_000_000), digits(1, 17)).map(([sign, whole, fraction]) => `${sign}${whole}.${fraction}`);
const longNumber = fc.tuple(digits(16, 25), digits(0, 20)).map(([whole, fraction]) => `1${whole}${fraction === '' ? '' : `.${fraction}`}`);
const oddNumber = fc.oneof(
	longNumber,
	double,
	fc.constantFrom(
		'-0',
		'-0.0',
		'0.0',
		'0e0',
		'1E5',
		'1e+5',
		'1e-7',
		'1e400',
		'-1e400',
		'5e-324',
		'2.4703282292062328e-324',
		'9007199254740993',
		'9007199254740992.5',
		'NaN',
		'Infinity',
		'-Infinity',
		'01',
		'1.',
		'.5',
		'-',
		'+1',
		'1_0',
		'0x10',
		'null',
		'true',
		'"1"',
		'[]',
		'{}',
		'',
	),
);

const blank = mostly(fc.constant(''), fc.constantFrom(' ', '\t', '  ', ' \t ', '\r', '\n', '\u00A0', '\u0000'), 200);
const string = fc.oneof(
	fc.constantFrom('__proto__', 'constructor', 'é', '😀', '\uD800', '\u2028', '\\', '"', '12', 'distribution', 'latency'),
	fc.string(),
	fc.string({unit: 'grapheme'}),
);
const junk = fc.oneof(fc.json(), string.map(text => JSON.stringify(text)), oddNumber);

const number = mostly(fc.oneof(decimal, integer, double), oddNumber, 150);
const time = mostly(fc.oneof(decimal, fc.constantFrom('null', '0', '0.0')), oddNumber, 150);
const counts = mostly(
	fc.array(mostly(fc.nat(999).map(String), fc.oneof(oddNumber, fc.constantFrom('-1', '0.5', '999999999', '4294967296', '999999999999999')), 400), {
		minLength: 10,
		maxLength: 10,
	}),
	fc.array(integer, {maxLength: 12}),
	60,
).map(list => `[${list.join(', ')}]`);
const decade = mostly(fc.constantFrom('0', '1', '2', '3'), fc.constantFrom('9', '10', '15', '16', '00', '-0', '1.0', 'x', '', '__proto__'), 60);
const text = string.map(value => JSON.stringify(value));
const errors = mostly(fc.constant('{}'), fc.oneof(
	fc.array(fc.tuple(text, mostly(integer, oddNumber)), {maxLength: 4}).map(entries => objectOf(entries)),
	junk,
), 8);

type Entries = ReadonlyArray<readonly [string, string]>;

const objectOf = (entries: Entries): string => `{${entries.map(([key, value]) => `${key}: ${value}`).join(', ')}}`;

/** Some entries missing, duplicated, in another order, or with unknown names. */
const disorderly = (entries: Arbitrary<Entries>): Arbitrary<Entries> => mostly(entries, fc.oneof(
	entries.chain(list => fc.shuffledSubarray([...list])),
	entries.chain(list => fc.shuffledSubarray([...list], {minLength: list.length})),
	fc.tuple(entries, entries).map(([first, second]) => [...first, ...second]),
	fc.tuple(entries, text, junk).map(([list, key, value]) => [...list, [key, value] as const]),
	fc.tuple(entries, text, junk).map(([list, key, value]) => [[key, value] as const, ...list]),
), 20);

const named = (...entries: ReadonlyArray<readonly [string, Arbitrary<string>]>): Arbitrary<Entries> =>
	fc.tuple(...entries.map(([key, value]) => value.map(json => [JSON.stringify(key), json] as const)));

const distribution = mostly(
	fc.uniqueArray(fc.tuple(decade.map(key => JSON.stringify(key)), counts), {maxLength: 3, selector: ([key]) => key}),
	fc.array(fc.tuple(decade.map(key => JSON.stringify(key)), counts), {maxLength: 4}),
).map(entries => objectOf(entries));
const latency = disorderly(named(
	['min', time],
	['max', time],
	['total', number],
	['count', integer],
	['sum_of_squares', number],
	['distribution', mostly(distribution, junk, 100)],
)).map(entries => objectOf(entries));
const agent = disorderly(named(
	['start_time', time],
	['stop_time', time],
	['msgs_ok', integer],
	['msgs_fail', integer],
	['latency', mostly(latency, junk, 100)],
	['errors', errors],
)).map(entries => objectOf(entries));
const agentName = mostly(fc.nat(30).map(index => `topic-0-client-${index}`), string, 60).map(value => JSON.stringify(value));
const side = mostly(
	fc.uniqueArray(fc.tuple(agentName, agent), {maxLength: 4, selector: ([name]) => name}),
	fc.array(fc.tuple(agentName, agent), {maxLength: 3}),
	20,
).map(entries => objectOf(entries));

/** A controller's log: mostly as written by ombt, with occasional other valid JSON, and some invalid JSON. */
export const arbitraryLog: Arbitrary<string> = fc.tuple(
	mostly(fc.constant(''), fc.constantFrom('\u{FEFF}', ' '), 100),
	side,
	mostly(fc.constantFrom('\n', '\r\n'), fc.constantFrom('\r', '', ' \n', '\n\n')),
	side,
	mostly(fc.constantFrom('\n', '', '\r\n'), fc.constantFrom('\n{}', 'x', '\n\n', '\u000B', '\u0000', ' ')),
	fc.infiniteStream(blank),
).map(([start, clients, middle, servers, end, blanks]) =>
	start + withBlanks(clients, blanks) + middle + withBlanks(servers, blanks) + end);

// Adds blanks around punctuation, sometimes also inside strings.
const withBlanks = (json: string, blanks: Iterator<string>): string =>
	json.replaceAll(/[\{\}\[\]:,]/gv, mark => `${blanks.next().value ?? ''}${mark}${blanks.next().value ?? ''}`);

/** Reads bytes in chunks of at most this size. */
export function readerOf(bytes: Uint8Array, chunk: number): ReadBytes {
	let at = 0;
	return (buffer, offset, length) => {
		const part = bytes.subarray(at, at + Math.min(length, chunk));
		buffer.set(part, offset);
		at += part.length;
		return part.length;
	};
}
