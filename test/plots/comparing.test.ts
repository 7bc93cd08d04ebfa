import {expect, test} from 'vitest';
import {densityOf} from '../../source/campaign/model/density.js';
import {binsOf} from '../../source/campaign/model/distribution.js';
import {cumulativeOf} from '../../source/campaign/model/percentiles.js';
import {drawCompareCurves} from '../../source/plots/compare-curves.js';
import {drawCompareDensity} from '../../source/plots/compare-density.js';
import {drawCompareTable} from '../../source/plots/bin-tables.js';
import type {Compared} from '../../source/plots/compared.js';
import {widthOf} from '../../source/text/cells.js';
import {latencyOf, samplesOf} from '../known/distributions.js';
import {plainLines} from '../plain-lines.js';

function compared(name: string, samples: readonly number[]): Compared {
	const latency = latencyOf(samples);
	const bins = binsOf(latency.distribution);
	return {
		name: `${name} broker`, short: name, count: samples.length, bins, density: densityOf(bins, latency), cumulative: cumulativeOf(latency),
	};
}

const fast = compared('A-0', samplesOf('lognormal narrow', 2000));
const slow = compared('B-0', samplesOf('two modes', 2000));
const none: Compared = {
	name: 'C', short: 'C', count: 0, bins: [], density: [], cumulative: null,
};

test('stacks densities on a common axis and scale', () => {
	expect(drawCompareDensity([fast, slow], {width: 72, height: 8, selected: 1})).toMatchInlineSnapshot(`
		[
		  " ● A-0  │                      ▄▄▄▄▇███",
		  "        │                      ████████",
		  "        │                     ▅████████▁",
		  ">▲ B-0  │",
		  "        │        ████▅▁",
		  "        │ ▁▁▁▂▆▆▇██████▆▅▂▁▁▁▁▁▁▁▁▁▁             ▁▁▁▁▁▃▃▃▃▃▃▃▄▅▅▅▅▁▁▁▁▁",
		  "top 3.4 └┬─────────┬───────┬───────┬─────────┬───────┬───────┬─────────┬",
		  "     ms  2         5       10      20        50      100     200     500",
		]
	`);
});

test('draws cumulative shares, and those above the median in equal steps of nines', () => {
	expect(drawCompareCurves([fast, slow], {width: 72, height: 10, scale: 'cumulative'})).toMatchInlineSnapshot(`
		[
		  "100 %┤                            ╭─●●                         ╭──────▲",
		  "     │                           ╭╯                       ╭──▲─╯",
		  "     │              ╭▲─────────▲─────────▲─────────▲──────╯",
		  " 50 %┤            ╭─╯           ╭╯",
		  "     │          ╭─╯             │",
		  " 25 %┤         ╭╯               │",
		  "     │      ╭──╯               ╭╯",
		  "  0 %┤ ────▲╯               ───╯",
		  "     └┬─────────┬────────┬───────┬──────────┬───────┬────────┬─────────┬",
		  "   ms 2         5        10      20         50      100      200     500",
		]
	`);
	expect(drawCompareCurves([fast, slow], {width: 72, height: 11, scale: 'tail'})).toMatchInlineSnapshot(`
		[
		  "99.99 %┤                             ╭●                              ╭▲",
		  "       │                             │                              ╭╯",
		  " 99.9 %┤                             │                             ╭╯",
		  "       │                             │                            ╭╯",
		  "   99 %┤                             │                           ╭╯",
		  "       │                            ╭╯                         ╭─╯",
		  "   90 %┤                           ╭╯                        ╭─▲",
		  "       │               ╭─────────▲─────────▲─────────▲───────╯",
		  "   50 %┤            ───▲",
		  "       └┬─────────┬───────┬───────┬──────────┬───────┬───────┬─────────┬",
		  "     ms 2         5       10      20         50      100     200     500",
		]
	`);
});

test('tabulates counts per logged bin, and counts what does not fit', () => {
	expect(drawCompareTable([fast, slow], {width: 72, height: 8})).toMatchInlineSnapshot(`
		[
		  "ms       ● A-0  ▲ B-0",
		  "2–3                22",
		  "3–4               217",
		  "4–5               456",
		  "5–6               365",
		  "6–7               189",
		  "7–8                93",
		  "12 more bins: e writes all",
		]
	`);
});

const drawings = [
	drawCompareDensity,
	drawCompareTable,
	(...[all, options]: Parameters<typeof drawCompareDensity>) => drawCompareCurves(all, {...options, scale: 'cumulative'}),
	(...[all, options]: Parameters<typeof drawCompareDensity>) => drawCompareCurves(all, {...options, scale: 'tail'}),
];

test('prints a message without samples; never exceeds its size, and uses only printable ASCII if requested', () => {
	for (const draw of drawings) {
		expect(draw([none], {width: 60, height: 10})).toEqual(['no samples']);
		for (const [width, height] of [[1, 1], [20, 5], [60, 6], [200, 40]] as const) {
			const lines = draw([fast, slow], {width, height, ascii: true});
			expect(lines.length).toBeLessThanOrEqual(height);
			expect(Math.max(...lines.map(line => widthOf(line)))).toBeLessThanOrEqual(width);
			expect(plainLines(lines).join('')).toMatch(/^[ -~]*$/v);
		}
	}
});
