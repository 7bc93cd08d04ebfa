import {expect, test} from 'vitest';
import {
	formatCount, formatNumber, formatShare, formatSpread, formatBytes,
} from '../../source/text/numbers.js';

test.for([
	[0, '0'],
	[4.2137, '4.21'],
	[7.8, '7.80'],
	[28, '28.0'],
	[-1, '-1'],
	[104.4, '104'],
	[999.4, '999'],
	[999.6, '1,000'],
	[12_345.6, '12,346'],
	[0.003_12, '0.00312'],
	[0.000_01, '1.00e-5'],
	[2e15, '2.00e+15'],
	[-4.2137, '-4.21'],
	[Number.NaN, '—'],
	[null, '—'],
] as const)('%d is formatted as %s: three digits, or all digits before the point', ([value, text]) => {
	expect(formatNumber(value)).toBe(text);
});

test('counts have thousands separators', () => {
	expect([0, 999, 1000, 1_234_567, null].map(count => formatCount(count))).toEqual(['0', '999', '1,000', '1,234,567', '—']);
});

test('0% and 100% are shown only if exact', () => {
	expect([[0, 10], [1, 1e6], [999_999, 1e6], [1, 3], [7, 7], [0, 0]].map(([count = 0, total = 0]) => formatShare(count, total)))
		.toEqual(['–', '<0.1%', '>99.9%', '33.3%', '100%', '–']);
});

test('a spread is the mean with minimum and maximum', () => {
	expect(formatSpread({mean: 600, min: 598, max: 612})).toBe('600 (598–612)');
	expect(formatSpread({mean: null, min: null, max: null}, {ascii: true})).toBe('-');
});

test.each([
	[0, '0 B'], [940, '940 B'], [1000, '1.0 kB'], [1400, '1.4 kB'], [74_994, '75.0 kB'], [215_000_000, '215 MB'], [8_589_934_592, '8.6 GB'], [2e15, '2000 TB'],
])('%d bytes are %s', (bytes, text) => {
	expect(formatBytes(bytes)).toBe(text);
});
