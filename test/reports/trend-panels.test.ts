import {expect, test} from 'vitest';
import {axisNamed} from '../../source/campaign/query/axis.js';
import {campaignColumns} from '../../source/campaign/query/campaign-columns.js';
import {trendLines} from '../../source/campaign/query/trend.js';
import {trendPanelLines} from '../../source/reports/trend-panels.js';
import {widthOf} from '../../source/text/cells.js';
import {iteration} from '../campaign/problems/iterations-builder.js';
import {asciiLook, plainLook} from '../ui/look.js';
import {plainLines} from '../plain-lines.js';

/** Panels per loss: two drivers, but for a loss of 1 % the second alone. */
const rows = [
	['broker', 0], ['router', 0], ['router', 1], ['broker', 2], ['router', 2],
].flatMap(([driver, loss]) => [1, 50].map(delay => ({
	driver, loss, delay, call_type: 'rpc-call',
})))
	.map((parameters, position) => iteration({id: null, index: position + 1, parameters}));
const own = campaignColumns(rows);
const options = {own, column: own.named('latency_mean'), axis: axisNamed('delay', own)!};
const panels = [0, 1, 2].map(loss => ({
	title: `loss ${loss} %`, lines: trendLines(rows.filter(({parameters}) => parameters.loss === loss), options),
}));

test('a line keeps its mark in all charts, also where one has fewer lines, and one legend names them all', () => {
	const lines = trendPanelLines(panels, {width: 80, height: 20}, plainLook);
	expect(lines.at(-1)).toBe('● broker  ▲ router');
	expect(lines).toHaveLength(20);
	// The charts stand side by side: the second has no broker.
	const chart = (index: number) => plainLines(lines).slice(1, -1).map(line => line.slice(index * 27, (index + 1) * 27)).join('\n');
	expect([0, 1, 2].map(index => chart(index).includes('▲') || chart(index).includes('✱'))).toEqual([true, true, true]);
	expect(chart(1)).not.toMatch(/[●✱]/v);
});

test.for([[24, 10], [60, 15], [80, 24], [200, 50]] as const)('%d×%d is not exceeded, and charts that do not fit are counted', ([width, height]) => {
	for (const look of [plainLook, asciiLook]) {
		const lines = trendPanelLines(panels, {width, height}, look);
		expect(lines.length).toBeLessThanOrEqual(height);
		expect(lines.every(line => widthOf(line) <= width)).toBe(true);
		if (width >= 80) {
			expect(lines[0]).not.toContain('more need');
		}
	}
});

test('nothing is drawn without lines', () => {
	expect(trendPanelLines([{title: 'loss 0 %', lines: []}], {width: 80, height: 24}, plainLook)).toEqual([]);
});
