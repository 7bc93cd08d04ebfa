import fc from 'fast-check';
import {expect, test} from 'vitest';
import {seriesLegend} from '../../source/plots/series-legend.js';
import {widthOf} from '../../source/text/cells.js';
import {plainLines} from '../plain-lines.js';

test('as many names to a row as fit; what does not fit is counted', () => {
	const names = ['broker', 'router', 'sharded', 'federated'];
	expect(seriesLegend(names, {width: 60, maxRows: 1})).toEqual(['● broker  ▲ router  ■ sharded  ◆ federated']);
	expect(seriesLegend(names, {width: 20, maxRows: 4})).toEqual(['● broker  ▲ router', '■ sharded', '◆ federated']);
	expect(seriesLegend(names, {width: 30, maxRows: 1})).toEqual(['● broker  ▲ router  … 2 more']);
	expect(seriesLegend(names, {width: 30, maxRows: 1, ascii: true})).toEqual(['o broker  ^ router  ... 2 more']);
	expect(seriesLegend([], {width: 30, maxRows: 2})).toEqual([]);
});

test('every name is either shown or counted, in at most so many rows', () => {
	const name = fc.string({unit: fc.constantFrom('a', 'b', '日'), minLength: 1, maxLength: 12});
	fc.assert(fc.property(fc.array(name, {maxLength: 40}), fc.integer({min: 30, max: 120}), fc.integer({min: 1, max: 5}), (names, width, maxRows) => {
		const rows = seriesLegend(names, {width, maxRows});
		expect(rows.length).toBeLessThanOrEqual(maxRows);
		expect(rows.every(row => widthOf(row) <= width)).toBe(true);
		const entries = plainLines(rows).flatMap(row => row.split('  '));
		const hidden = /^… (\d+) more$/v.exec(entries.at(-1) ?? '')?.[1];
		expect(entries.length + (hidden === undefined ? 0 : Number(hidden) - 1)).toBe(names.length);
	}));
});
