import {expect, test} from 'vitest';
import {allAgents} from '../../../../source/campaign/agents/select-agents.js';
import {agentHistogram} from '../../../../source/ui/screens/agents/agent-histogram.js';
import {agentLines} from '../../../../source/ui/screens/agents/agent-lines.js';
import {agentLine, layoutAgents} from '../../../../source/ui/screens/agents/agent-row.js';
import {histogramPosition, agentHeadLines} from '../../../../source/ui/screens/agents/head-lines.js';
import {widthOf} from '../../../../source/text/cells.js';
import {agent, agentsOf, logOf} from '../../../campaign/agents/agents-builder.js';
import {asciiLook, plainLook} from '../../look.js';
import {plainLines} from '../../../plain-lines.js';
import {plainText} from '../../../../source/text/styled-text.js';

// Mean latencies of 1, 2, 2, 3 and 12.5 ms; the last agent is idle. One is in both logs.
const samples = [[1], [2], [2, 2], [3], [12, 13], []];
const log = logOf(Object.fromEntries(samples.map((some, index) => [`client-${index}`, agent({samples: some, failed: index === 3 ? 2 : 0})])));
const agents = agentsOf(log, logOf({'client-1': agent({samples: [2]})}));
const [clients, duplicates] = agents.status === 'loaded' ? [agents.clients, agents.duplicates] : [];
const table = clients ?? (() => {
	throw new Error('the agents could not be read');
})();
const rows = allAgents(table);

const head = (width: number, height: number, look = plainLook) => agentHeadLines(table, rows, {
	sort: undefined, duplicates: duplicates ?? [], logCounts: false, width, position: histogramPosition({columns: width, rows: height}),
}, look);

test('on a tall terminal the histogram is below the summary; on a wide one beside it', () => {
	const below = head(80, 35);
	// Five lines of the summary, a blank one, then up to seven bins.
	expect(below.slice(5)).toEqual([
		'',
		'Agents by latency_mean, ms, 1 unknown',
		`  0–2    1  ${'█'.repeat(17)}▎`,
		`  2–4    3  ${'█'.repeat(52)}`,
		'  4–6    0',
		'  6–8    0',
		'  8–10   0',
		'  10–12  0',
		`  12–14  1  ${'█'.repeat(17)}▎`,
		'',
	]);
	const beside = head(200, 35);
	expect(beside).toHaveLength(8);
	expect(beside[0]).toMatch(/^messages sent or handled: mean 1\.17, .* Agents by latency_mean, ms, 1 unknown$/v);
	expect(beside[2]).toMatch(/^slowest by mean: client-4 12\.5 ms, client-3 3\.00 ms, client-1 2\.00 ms .* {2}2–4 +3 {2}█+$/v);
});

test('shows only the summary without space', () => {
	expect(plainLines(head(80, 34)).map(line => line.split(':')[0])).toEqual([
		'messages sent or handled',
		'mean latency, ms',
		'slowest by mean',
		'fewest ok',
		'names in several logs, of which the last counts',
	]);
	expect(head(120, 24)[4]).toBe('names in several logs, of which the last counts: client-1 in 2 shards');
});

test('no line of the heading is wider than the terminal', () => {
	for (const width of [60, 80, 159, 160, 200]) {
		for (const look of [plainLook, asciiLook]) {
			expect(Math.max(...head(width, 35, look).map(line => widthOf(line)))).toBeLessThanOrEqual(width);
		}
	}
});

test('the histogram shows the sort column, or a message if all values are equal', () => {
	const of = (column: 'failed' | 'name' | 'shard' | 'duration') => agentHistogram(table, rows, {
		sort: {column, descending: true}, logCounts: true, width: 60, height: 8,
	}, asciiLook);
	expect(of('failed')).toEqual([
		'Agents by failed, counts on a log scale',
		`  0  5  ${'#'.repeat(52)}`,
		'  1  0',
		// 52 cells × log 2 / log 6.
		`  2  1  ${'#'.repeat(20)}`,
	]);
	expect(of('name')[0]).toBe('Agents by latency_mean, ms, counts on a log scale, 1 unknown');
	expect(of('duration')).toEqual(['Agents by duration, s, counts on a log scale', '  all 6: 10.0']);
});

test('aligns numbers of agents at their decimal points', () => {
	const layout = layoutAgents(table, {width: 160}, plainLook);
	const index = layout.columns.findIndex(({column: {id}}) => id === 'latency_mean');
	const start = layout.columns.slice(0, index).reduce((sum, item) => sum + item.width + 2, 2 + layout.nameWidth);
	const cells = [...rows].map(row =>
		plainText(agentLine(table, row, {layout, width: 160, isSelected: false}, plainLook)).slice(start, start + 2 + (layout.columns[index]?.width ?? 0)));
	expect(cells).toEqual(['      1.00', '      2.00', '      2.00', '      3.00', '     12.5 ', '      —   ']);
});

test('lists the logs of an agent with several', () => {
	const item = (shards: readonly number[]) => agentLines(table, 1, {
		shards, width: 80, height: 20,
	}, plainLook);
	expect(item([0, 1])).toContain('in 2 shards (0, 1): the last counts');
	expect(plainLines(item([])).join('\n')).not.toContain('shards');
});
