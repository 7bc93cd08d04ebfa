import {expect, test} from 'vitest';
import {catalogue} from '../../../source/metrics/catalogue.js';
import type {MetricSeries} from '../../../source/metrics/metric.js';
import type {AnsweredMetric} from '../../../source/reports/metrics-report.js';
import {metricsPage} from '../../../source/reports/metrics-text.js';
import {widthOf} from '../../../source/text/cells.js';
import {iteration} from '../../campaign/problems/iterations-builder.js';
import {plainLook} from '../look.js';
import {plainLines} from '../../plain-lines.js';

const [metric] = catalogue;
const answer = (label: string, series: readonly MetricSeries[]): AnsweredMetric => ({
	iteration: iteration({
		id: label, callType: 'rpc-call', driver: 'router', clients: {agents: 1200}, servers: {agents: 4},
	}),
	outcome: {
		status: 'answered',
		query: {metric: metric!, window: {start: 1_500_000_000n, stop: 91_500_000_000n}, everySeconds: 30},
		influxql: '',
		engine: 'embedded 1',
		database: 'telegraf',
		series,
		notes: [],
	},
});
const seriesOf = (name: string): MetricSeries => ({tags: {container_name: name}, points: [[0, 1], [30_000, null], [60_000, 3]]});

test('has a heading per iteration and a chart per group, and names metrics without data', () => {
	const page = metricsPage([answer('A-0', [seriesOf('router0'), seriesOf('')]), answer('A-1', [])], 80, plainLook);
	expect(page.slice(0, 5)).toEqual([
		'A-0  rpc-call  router  1,200 clients, 4 servers',
		'0:00 is 1970-01-01 00:00:01 UTC, means of 30 s (┄ cut), ┊ load, from embedded 1',
		'',
		`usage_mem_bus  ${metric?.title ?? ''}  router0`,
		'B',
	]);
	expect(plainLines(page).filter(line => line.startsWith('usage_mem_bus')).map(line => line.split('  ').at(-1))).toEqual(['router0', 'no container_name']);
	expect(page.slice(-5)).toEqual([
		'',
		'A-1  rpc-call  router  1,200 clients, 4 servers',
		'0:00 is 1970-01-01 00:00:01 UTC, means of 30 s (┄ cut), ┊ load, from embedded 1',
		'',
		'no data: usage_mem_bus',
	]);
});

test('no control character from a database or campaign reaches the terminal', () => {
	const evil = 'a\u{1B}[2J\u{1B}]52;c;ZXZpbA==\u{7}b\n\u{202E}c';
	const page = metricsPage([answer(evil, [seriesOf(evil)])], 80, plainLook);
	expect(plainLines(page).join('')).not.toMatch(/[\0-\u{1F}\u{7F}-\u{9F}\u{202E}]/v);
	expect(plainLines(page).join('\n')).toContain('ab c');
	expect(Math.max(...page.map(line => widthOf(line)))).toBeLessThanOrEqual(80);
});
