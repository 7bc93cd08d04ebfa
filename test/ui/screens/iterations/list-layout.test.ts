import {expect, test} from 'vitest';
import type {Latency} from '../../../../source/campaign/model/iteration.js';
import {listHead, listRow, layoutList} from '../../../../source/ui/screens/iterations/list-layout.js';
import {widthOf} from '../../../../source/text/cells.js';
import {iteration, side, skipped} from '../../../campaign/problems/iterations-builder.js';
import {distributions, latencyOf, samplesOf} from '../../../known/distributions.js';
import {asciiLook, plainLook} from '../../look.js';
import {plainText} from '../../../../source/text/styled-text.js';

const latency = (mean: number, max: number, distribution: Latency['distribution']): Latency => ({
	...side().latency, mean, min: 1, max, distribution,
});

// Of 100 messages 60 took 1–2 ms, 30 took 2–5 ms (10 of them 2–3), 10 took 100–200 ms.
const slow = iteration({
	id: 'A-0',
	clients: {
		rate: 1234.5,
		latency: latency(17.5, 180, [
			{decade: 0, counts: [0, 60, 10, 10, 10, 0, 0, 0, 0, 0]},
			{decade: 2, counts: [0, 10, 0, 0, 0, 0, 0, 0, 0, 0]},
		]),
	},
});
// A cast, so its primary side is the servers. 80 of 100 messages took 20–30 ms, 20 took 30–40 ms.
const cast = iteration({
	id: 'A-10', index: 2, callType: 'rpc-cast', driver: 'router', clients: {failed: 3}, servers: {
		rate: 9.25, latency: latency(24.5, 40, [{decade: 1, counts: [0, 0, 80, 20, 0, 0, 0, 0, 0, 0]}]),
	},
});
const lost = skipped('empty log', {id: 'A-2', index: 3});
const rows = [slow, cast, lost];

const drawn = (width: number, look = plainLook) => {
	const layout = layoutList(rows, {width}, look);
	return [listHead(layout, width, look), ...rows.map(item => listRow(item, {
		layout, width, isSelected: false, isMarked: item === cast,
	}, look))].map(line => plainText(line).trimEnd());
};

test('with enough space each iteration has percentiles and a density, on a common axis', () => {
	expect(drawn(150)).toMatchInlineSnapshot(`
		[
		  "  id    driver  ran as    clients  servers     msg/s  mean ms  p50 ms  p90 ms  p99 ms  failed %  lost %  fairness  density 1–200 ms",
		  "  A-0   broker  rpc-call       10       10  1,235        17.5    ≈1.7     4.8    ≈170     0       —             1  ████▅▂▂▂▃▃▂                   ▁▁▁▁▁",
		  " *A-10  router  rpc-cast       10       10      9.25     24.5   ≈25     ≈33       ≈39     0.299   0.299         1                     ▁██▅▂▁",
		  "  A-2   skipped: empty log",
		]
	`);
});

test('as space shrinks, drops servers, p90, p50, p99 and the rate, then the density; shortens headers first', () => {
	expect([118, 110, 100, 90, 84, 72, 60].map(width => drawn(width)[0])).toMatchInlineSnapshot(`
		[
		  "  id    driver  ran as    clients     msg/s  mean ms  p50 ms  p90 ms  p99 ms  failed %  lost %  density 1–200 ms",
		  "  id    driver  ran as    clients     msg/s  mean ms  p50 ms  p99 ms  failed %  lost %  density 1–200 ms",
		  "  id    driver  ran as    clients     msg/s  mean ms  p99 ms  failed %  lost %  density 1–200 ms",
		  "  id    driver  ran as    clients     msg/s  mean ms  failed %  lost %  density 1–200 ms",
		  "  id    driver  ran as    clients  mean ms  failed %  lost %  density 1–200 ms",
		  "  id    driver  ran as    clients  mean ms  failed %  lost %",
		  "  id    driver  ran as    clients  mean ms  failed %  lost %",
		]
	`);
});

test('servers stay where they vary by themselves, as in a sweep of fan-outs', () => {
	const headOf = (rows: ReadonlyArray<ReturnType<typeof iteration>>) => listHead(layoutList(rows, {width: 60}, plainLook), 60, plainLook);
	const fanouts = [3, 6].map((servers, position) => iteration({
		id: `A-${position}`, index: position + 1, clients: {agents: 1}, servers: {agents: servers},
	}));
	expect(headOf(fanouts)).toContain('clients  servers');
	expect(headOf(fanouts.map((item, index) => ({...item, clients: {...item.clients, agents: index}})))).not.toContain('servers');
});

test('a wider list never shows fewer columns', () => {
	let known = new Set<string>();
	for (let width = 40; width < 137; width++) {
		const heads = new Set((drawn(width)[0] ?? '').trim().split(/ {2,}/v).map(head => /density|–/v.test(head) ? 'density' : head));
		expect([...known].filter(head => !heads.has(head)), String(width)).toEqual([]);
		known = heads;
	}
});

test('columns that sort or filter are visible at any width, with an arrow', () => {
	const headWith = (width: number, options: Omit<Parameters<typeof layoutList>[1], 'width'>, look = plainLook) =>
		plainText(listHead(layoutList(rows, {width, ...options}, look), width, look)).trimEnd();
	for (let width = 36; width < 200; width++) {
		expect(headWith(width, {sort: {column: 'latency_p90', descending: true}}), String(width)).toContain('p90 ms▼');
		expect(headWith(width, {sort: {column: 'client_latency_stdev', descending: false}}), String(width)).toContain('client σ ms▲');
		expect(headWith(width, {filtered: ['servers', 'nothing']}), String(width)).toContain('servers');
	}

	expect(headWith(80, {sort: {column: 'iteration_id', descending: false}}, asciiLook)).toMatch(/^ {2}id\^ /v);
	expect(headWith(80, {sort: {column: 'latency_p99', descending: true}, filtered: ['p99']}).match(/p99/gv)).toHaveLength(1);
});

test('the density takes the remaining width, with the ticks of its axis in the header', () => {
	const [narrow, wide, widest] = [130, 168, 300].map(width => drawn(width)[0] ?? '');
	expect(narrow).toMatch(/ density 1–200 ms$/v);
	expect(wide).toMatch(/ {2}1 ms density +10 +100 +200$/v);
	expect(widest).toMatch(/ {2}1 ms density, own scale +10 +100 +200$/v);
	// Ten samples took 100–200 ms: the tick of 100 is above the first of their cells.
	const [head, row] = drawn(300);
	expect(head?.indexOf('100')).toBe(row?.search(/(?<= {10})▁/v));
});

test('no percentile is cut, or wider than its measured column', () => {
	const every = Object.keys(distributions).flatMap(name => [1, 7, 200, 3000].map((count, index) =>
		iteration({id: `${name} ${index}`, clients: {latency: {...side().latency, ...latencyOf(samplesOf(name, count))}}})));
	for (const item of every) {
		const layout = layoutList([item], {width: 140}, plainLook);
		const columns = [...layout.columns.keys()].filter(column => /p\d+ ms/v.test(layout.columns[column]?.head ?? ''));
		expect(columns).toHaveLength(3);
		for (const column of columns) {
			const cell = layout.columns[column]?.cell(item) ?? '';
			expect(cell).not.toContain('…');
			expect(widthOf(cell), item.label).toBe(layout.columns[column]?.width);
		}
	}
});

test('uses only printable ASCII if requested', () => {
	expect(drawn(110, asciiLook).join('')).toMatch(/^[ -~]*$/v);
});

test('no row is too wide, down to one column', () => {
	for (let width = 1; width < 120; width++) {
		expect(Math.max(...drawn(width).map(line => widthOf(line))), String(width)).toBeLessThanOrEqual(width);
	}
});

test('omits columns without data, and bins without samples', () => {
	expect(layoutList([lost], {width: 100}, plainLook).columns).toEqual([]);
	const idle = iteration({clients: {latency: latency(0, 0, [])}});
	const layout = layoutList([idle], {width: 100}, plainLook);
	expect(listHead(layout, 100, plainLook)).toContain('density ms');
});
