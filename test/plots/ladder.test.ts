import {expect, test} from 'vitest';
import {drawLadder} from '../../source/plots/ladder.js';

const rungs = [
	{name: 'p50', value: 1, beyond: 1250},
	{name: 'p99', value: 10, beyond: 25},
	{name: 'p99.9', value: 31.622, beyond: 2},
	{name: 'max', value: 100, beyond: null},
];

test('percentiles stand below each other on their points, with bars on a log axis in whole decades', () => {
	expect(drawLadder(rungs, {width: 44})).toEqual([
		'            ms  beyond   1  2  5  10 20  100',
		'p50       1.00   1,250  ┤',
		'p99      10.0       25  ┤█████████▌',
		'p99.9   ~31.6        2  ┤██████████████▏',
		'max     100             ┤███████████████████',
	]);
});

test('what rests on fewer than ten samples beyond it has a ~', () => {
	const marked = drawLadder(rungs, {width: 60}).filter(line => line.includes('~'));
	expect(marked).toHaveLength(1);
	expect(marked[0]).toMatch(/^p99\.9/v);
});

test('with exactly ten samples beyond it a percentile has no ~, with nine it has', () => {
	const [, ten, nine] = drawLadder([{name: 'p90', value: 5, beyond: 10}, {name: 'p91', value: 6, beyond: 9}], {width: 60});
	expect(ten).not.toContain('~');
	expect(nine).toContain('~6.00');
});

test('values below a millisecond get decades of their own', () => {
	const [axis] = drawLadder([{name: 'p50', value: 0.02, beyond: 1}, {name: 'max', value: 0.9, beyond: null}], {width: 70});
	expect(axis).toMatch(/0\.01\s+0\.02\s+0\.05\s+0\.1\s+0\.2\s+0\.5\s+1$/v);
});

test('without a value there is a dash and no bar, and in ASCII no character beyond ~', () => {
	const lines = drawLadder([{name: 'p50', value: null, beyond: 0}], {width: 40, ascii: true});
	expect(lines[1]).toMatch(/^p50 .*-.*\|$/v);
	expect(lines.join('')).toMatch(/^[ -~]*$/v);
});
