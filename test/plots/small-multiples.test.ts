import {expect, test} from 'vitest';
import {layoutMultiples, type Multiple} from '../../source/plots/multiples-layout.js';
import {drawMultiple, multiplesHead} from '../../source/plots/small-multiples.js';

const multiple = (name: string, counts: Readonly<Record<number, number>>, p99: number | null, note = ''): Multiple => {
	const bins = Object.entries(counts).map(([from, count]) => ({from: Number(from), to: from === '0' ? 1 : Number(from) * 2, count}));
	return {
		name, bins, p99, note, count: note ? null : bins.reduce((sum, {count}) => sum + count, 0),
	};
};

// Shares 1/4, 1/2, 0, 1/4 and 1: an eighth of the greatest is a step of the ramp.
const all = [multiple('A-0', {1: 250, 2: 500, 10: 250}, 20), multiple('B-0', {2: 8}, 3.5), multiple('C-0', {}, null, 'skipped: empty log')];

function drawn(multiples: readonly Multiple[], width: number, height: number, ascii = false): readonly string[] {
	const layout = layoutMultiples(multiples, {width, height, margin: 2});
	return [`${layout.columns} × ${layout.cell}`, multiplesHead(layout), ...multiples.flatMap(multiple => drawMultiple(multiple, layout, ascii))].map(line => line.trimEnd());
}

test('at 40 columns one line each: four bins of four cells, the same for all, an empty one is a dot', () => {
	expect(drawn(all, 40, 3)).toEqual([
		'1 × 34',
		'ms   1   2   5   10        n   p99',
		'A-0  ▂▂▂▂▄▄▄▄····▂▂▂▂  1,000  20.0',
		'B-0  ····████········      8  3.50',
		'C-0  skipped: empty log',
	]);
});

test('at 60 columns two stand beside each other, and in ASCII an empty bin is a blank', () => {
	expect(drawn(all, 60, 3, true)).toEqual([
		'2 × 26',
		'ms   1 2 5 10      n   p99',
		'A-0  ::==  ::  1,000  20.0',
		'B-0    %%          8  3.50',
		'C-0  skipped: empty log',
	]);
});

test('at 80×5 all are in sight with two rows of bars below name, n and p99', () => {
	expect(drawn(all, 80, 4)).toEqual([
		'3 × 22',
		'1   2   5   10',
		'A-0  n 1,000  p99 20.0',
		'',
		'▄▄▄▄████····▄▄▄▄',
		'B-0  n     8  p99 3.50',
		'    ████',
		'····████········',
		'C-0  skipped: empty l…',
		'',
		'',
	]);
});

test('one in a million is visible, a constant is full, and the greatest share of any is the full bar', () => {
	expect(drawn([multiple('A', {1: 1, 2: 999_999}, 3)], 40, 1).at(-1)).toContain('▁▁▁▁████');
	expect(drawn([multiple('A', {5: 7}, 6)], 40, 1).at(-1)).toBe('A   ████  7  6.00');
	expect(layoutMultiples(all.slice(0, 1), {width: 40, height: 1, margin: 2}).greatest).toBe(0.5);
});

test('nothing, and no samples, have a layout; from 1e-3 to 1e9 decades stand for their steps where room is short', () => {
	expect(layoutMultiples([], {width: 40, height: 5, margin: 2})).toMatchObject({columns: 1, edges: [], greatest: 0});
	expect(drawn([multiple('C', {}, null, 'no samples')], 40, 1).at(-1)).toBe('C   no samples');
	const extreme = [multiple('A', {0.001: 1, 1_000_000_000: 1}, 1e9)];
	expect(layoutMultiples(extreme, {width: 80, height: 1, margin: 2}).edges).toHaveLength(37);
	expect(layoutMultiples(extreme, {width: 50, height: 1, margin: 2}).edges).toHaveLength(13);
	for (const width of [1, 20, 40, 80, 200]) {
		const {cell, columns} = layoutMultiples([...extreme, ...all], {width, height: 10, margin: 2});
		expect(width < 40 || (cell + 4) * columns - 2 <= width, String(width)).toBe(true);
	}
});
