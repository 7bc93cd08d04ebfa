import {expect, test} from 'vitest';
import {drawTrendChart} from '../../source/plots/trend-chart.js';
import {plainLines} from '../plain-lines.js';

const at = (x: number, y: number | null, stdev: number | null = null) => ({x, y, stdev});
const options = {
	width: 42, height: 14, unit: 'ms', xName: 'clients',
};

test('fills the range of the banded series, others have whiskers; clipped ones have an arrow, also in ASCII', () => {
	const ranged = (x: number, y: number, low: number, high: number) => ({
		...at(x, y), low, high,
	});
	const lines = drawTrendChart([
		{name: 'a', points: [ranged(1, 4, 2, 6), ranged(3, 6, 4, 100)]}, {name: 'b', points: [ranged(2, 1, 0, 2)]},
	], {
		...options, height: 12, width: 30, spread: 'band', banded: 0, selectedX: 3,
	});
	expect(lines).toMatchInlineSnapshot(`
		[
		  "ms, │ p5–p95 over clients  ┊ …",
		  "10┤                    ░░░░░░↑",
		  "  │       ░░░░░░░░░░░░░░░░░░░│",
		  "  ││░░░░░░░░░░░░░░░░░░╭──────●",
		  " 5┤│░░░░░╭────────────╯░░░░░░│",
		  "  │●─────╯░░░░░░░░░░░░░░░░░░░│",
		  "  ││░░░░░░░░░░░░▲            ┊",
		  " 0┤             │            ┊",
		  "  └┬────────────┬────────────┬",
		  "   1            2            3",
		  "● a  6.00 (4.0–100) ms",
		  "▲ b  none",
		]
	`);
	const band = drawTrendChart([{name: 'a', points: [ranged(1, 4, 2, 6), ranged(3, 6, 4, 100)]}], {...options, spread: 'band', ascii: true});
	expect(plainLines(band).join('\n')).toMatch(/\^/v);
});

test('no whisker goes below the measured minimum; a line follows its path, such as the median of repeats', () => {
	const low = drawTrendChart([{name: 'a', points: [{...at(1, 5, 100), floor: 4}, {...at(2, 5, 100), floor: 4}]}], {...options, width: 30});
	expect(low.slice(-4)[0]).not.toContain('│ │');
	const repeats = drawTrendChart([{name: 'a', points: [at(1, 1), at(1, 2), at(1, 9), at(2, 2)], path: [{x: 1, y: 2}, {x: 2, y: 2}]}], {...options, width: 30, height: 12});
	expect(repeats).toMatchInlineSnapshot(`
		[
		  "ms over clients",
		  "10┤",
		  "  │●",
		  "  │",
		  " 5┤",
		  "  │",
		  "  │",
		  "  │●─────────────────────────●",
		  " 0┤",
		  "  └┬─────────────────────────┬",
		  "   1                         2",
		  "● a",
		]
	`);
});

test('an axis of iterations is labelled with their names', () => {
	expect(plainLines(drawTrendChart([{name: 'a', points: [at(1, 1), at(2, 2), at(3, 3)]}], {
		...options, width: 30, height: 8, xLabels: new Map([[1, 'A-0'], [2, 'A-1'], [3, 'B-0']]),
	})).at(-2)?.trim().split(/\s+/v)).toEqual(['A-0', 'A-1', 'B-0']);
});
