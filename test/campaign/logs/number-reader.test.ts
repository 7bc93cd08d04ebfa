import {Buffer} from 'node:buffer';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {NumberReader} from '../../../source/campaign/logs/number-reader.js';
import {createRandom} from '../../benchmark/generate.js';

const reader = new NumberReader();

function read(text: string): number {
	return reader.read(Buffer.from(`${text},\u0000`), 0);
}

/** Expects a number that was read to be exact; others are left to JSON.parse. Returns whether it was read. */
function expectExact(text: string): boolean {
	const value = read(text);
	if (Number.isNaN(value)) {
		return false;
	}

	// The caller notices an exponent by checking the next byte.
	const isWhole = reader.at === text.length || text[reader.at] === 'e';
	if (!isWhole || !Object.is(value, Number(text.slice(0, reader.at)))) {
		expect.fail(`${text} was read as ${value}, up to ${reader.at}`);
	}

	return true;
}

test.each([
	['0', 0],
	['-0', -0],
	['7', 7],
	['1523000000.1170475', 1_523_000_000.117_047_5],
	['0.5399784739129245', 0.539_978_473_912_924_5],
	['-12.25', -12.25],
	['-0.0', -0],
	['999999999999999', 999_999_999_999_999],
	['0.000000001', 1e-9],
	['0.1234567890', 0.123_456_789],
])('%s is read', (text, value) => {
	expect(read(text)).toBe(value);
});

test.each(['', '-', '.5', '1.', '01', '-01', '00', '1.x', 'NaN', 'Infinity', '1000000000000000', '0.1234567890123456789', '+1', '--1'])(
	'%j is not read',
	text => {
		expect(read(text)).toBeNaN();
	},
);

test('100,000 decimals with up to 33 digits are read exactly or rejected, and nine in ten everyday ones are read', () => {
	const random = createRandom(1);
	const digits = (length: number) => Array.from({length}, () => Math.floor(random() * 10)).join('');
	let everyday = 0;
	for (let count = 0; count < 50_000; count++) {
		everyday += expectExact(String(random() * 10 ** Math.floor(random() * 12))) ? 1 : 0;
		expectExact(`${random() < 0.5 ? '-' : ''}${Math.floor(random() * 10 ** Math.floor(random() * 16))}.${digits(1 + Math.floor(random() * 18))}`);
	}

	expect(everyday).toBeGreaterThan(45_000);
});

test('decimals halfway between two doubles, or one digit off, are read exactly or rejected', () => {
	const random = createRandom(2);
	let answers = 0;
	for (let count = 0; count < 20_000; count++) {
		// An odd integer of 54 bits lies halfway between two doubles; divided by a power of two it has a finite decimal notation.
		const halves = Math.floor(random() * 12);
		const odd = (1n << 53n) + (BigInt(Math.floor(random() * 2 ** 52)) << 1n) + 1n;
		const text = decimalOf(odd, halves);
		for (const near of [text, `${text}1`, text.replace(/\d$/v, '4'), text.replace(/\d$/v, '6')]) {
			answers += expectExact(near) ? 1 : 0;
		}
	}

	expect(answers).toBeGreaterThan(1000);
});

/** odd / 2^halves, exactly. */
function decimalOf(odd: bigint, halves: number): string {
	const scaled = String(odd * 5n ** BigInt(halves)).padStart(halves + 1, '0');
	return halves === 0 ? `${scaled}.0` : `${scaled.slice(0, -halves)}.${scaled.slice(-halves)}`;
}

test('every double in its shortest notation is read exactly or rejected', () => {
	fc.assert(fc.property(fc.double({noNaN: true, noDefaultInfinity: true}), value => {
		expectExact(JSON.stringify(value));
	}), {numRuns: 5000});
});
