import {describe, expect, test} from 'vitest';
import {densityOf} from '../../source/campaign/model/density.js';
import {binsOf} from '../../source/campaign/model/distribution.js';
import type {Latency} from '../../source/campaign/model/iteration.js';
import {percentileOf} from '../../source/campaign/model/percentiles.js';
import {densityNotes, drawDensity} from '../../source/plots/density-plot.js';
import {latencyAxis} from '../../source/plots/latency-axis.js';
import {distributions, latencyOf, samplesOf} from '../known/distributions.js';
import {heightsOf, modesIn} from '../known/modes.js';

const densityFor = (latency: Latency) => densityOf(binsOf(latency.distribution), latency);
const distributed = (latency: Latency, percents: readonly number[]) => ({
	density: densityFor(latency),
	percentiles: percents.map(percent => ({name: `p${percent}`, percentile: percentileOf(latency, percent)!})),
});

/** Bins [1, 2), [2, 5), [5, 10) of 30, 40 and 30 samples: densities of 1.00, 1.01 and 1.00 per decade. */
const flat: Latency = {
	...latencyOf([1, 9.999]), total: Number.NaN, count: 100, min: 1, max: 10, distribution: [{decade: 0, counts: [0, 30, 13, 14, 13, 6, 6, 6, 6, 6]}],
};

test('draws columns over a log axis with ticks at 1-2-5; percentiles with their bounds below on the same axis', () => {
	expect(drawDensity(distributed(flat, [50, 99]), {width: 60, rows: 3})).toMatchInlineSnapshot(`
		[
		  "     1.3 ┤▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁         ▄▄▄▄▄▄▇███▇       ▁▂▂▄▄▅▇▇",
		  "         │███████████████▅▅▅▅▅▅▅▅▆███████████▅▅▅▅███████████",
		  "         │██████████████████████████████████████████████████",
		  "       0 └┬──────────────┬──────────────────┬──────────────┬",
		  "      ms  1              2                  5             10",
		  "p50 ≈3.5                         ├──┃───┤",
		  "p99 ≈9.7                                                 ├─┃",
		]
	`);
	expect(drawDensity(distributed(flat, [50, 99]), {width: 100, rows: 3}).at(-1)).toMatch(/9\.00–10\.0 ms, 1 beyond$/v);
});

test('uses only printable ASCII if requested', () => {
	expect(drawDensity(distributed(flat, [50, 90]), {width: 100, rows: 4, ascii: true}).join('')).toMatch(/^[ -~]*$/v);
});

test('draws identical samples as one column with a text', () => {
	const latency = latencyOf([7, 7, 7]);
	const lines = drawDensity(distributed(latency, [50]), {width: 60, rows: 3});
	expect(lines[0]?.match(/█/gv)).toHaveLength(1);
	expect(densityNotes(densityFor(latency))).toEqual(['all samples are 7.00 ms']);
	expect(densityNotes(densityOf([{from: 0, to: 1, count: 1}, {from: 1, to: 2, count: 3}], {min: 0, max: 2}))).toEqual([]);
});

type Size = readonly [width: number, rows: number];
const sizes: readonly Size[] = [[60, 3], [80, 9], [120, 25], [200, 35], [300, 65]];

/** The latencies (ms) of the modes drawn at a size. */
function drawnModes(latency: Latency, [width, rows]: Size): readonly number[] {
	const density = densityFor(latency);
	const lines = drawDensity({density, percentiles: []}, {width, rows}).slice(0, rows);
	const left = lines[0]!.indexOf('┤') + 1;
	const axis = latencyAxis(density.flatMap(({from, to}) => [from, to]));
	const cells = width - left;
	return modesIn(heightsOf(lines, left, cells)).map(cell => axis.from * (axis.to / axis.from) ** ((cell + 0.5) / cells));
}

describe.each(Object.entries(distributions).filter(([, {modes}]) => modes))('%s', (name, {modes}) => {
	test.each(sizes)('at %i×%i shows exactly the modes of the distribution', (width, rows) => {
		const drawn = drawnModes(latencyOf(samplesOf(name, 30_000)), [width, rows]);
		expect(drawn).toHaveLength(modes!.length);
		for (const [index, mode] of modes!.entries()) {
			// A bin may span a factor of two.
			expect(Math.abs(Math.log(drawn[index]! / mode))).toBeLessThan(Math.log(2));
		}
	});
});

test('exact quantiles of a log-uniform distribution are flat within two eighths of the highest cell', () => {
	const count = 40_000;
	const latency = latencyOf(Array.from({length: count}, (_, index) => 10 ** (4 * (index + 0.5) / count)));
	for (const [width, rows] of sizes) {
		const lines = drawDensity({density: densityFor(latency), percentiles: []}, {width, rows}).slice(0, rows);
		const left = lines[0]!.indexOf('┤') + 1;
		const heights = heightsOf(lines, left, width - left);
		expect(Math.max(...heights) - Math.min(...heights.slice(0, -1)), `${width}×${rows}`).toBeLessThanOrEqual(Math.max(2, rows * 8 * 0.01));
	}
});
