import {expect, test} from 'vitest';
import {loads, saturatedCampaign} from '../saturated-campaign.js';
import type {Explorer} from './driver.js';
import {
	expectFreshPicture, openOn, timeoutMs, until,
} from './explorer-helpers.js';

const timeout = 3 * timeoutMs;

/** The rows of the points of a chart, from left to right; 0 is the row below its heading. */
function pointRows(explorer: Explorer, head: string): readonly number[] {
	const lines = explorer.screen();
	const first = lines.findIndex(line => line.startsWith(head)) + 1;
	const rest = lines.slice(first).findIndex(line => !/^ *[\d.]*k?[│┤]/v.test(line));
	return lines.slice(first, first + rest)
		.flatMap((line, row) => [...line].flatMap((character, column) => character === '●' ? [{row, column}] : []))
		.sort((a, b) => a.column - b.column)
		.map(({row}) => row);
}

const isFlat = (rows: readonly number[]): boolean => new Set(rows).size === 1;

test.for([[80, 24], [120, 40], [200, 50]] as const)('at %d×%d three keys show where rate and CPU saturate and latency rises', {timeout}, async ([columns, rows]) => {
	const explorer = await openOn(saturatedCampaign(), '1/8', {columns, rows});
	explorer.press('4', 'v', 'v');
	await explorer.shows('rpc-call  against clients', timeoutMs);
	await explorer.shows(/^bus CPU, % {2}● 11\.9/mv, timeoutMs);
	await until(() => !explorer.screen().join('\n').includes('loaded'), 'all figures');
	await explorer.idle();
	expect(explorer.screen().join('\n')).toContain(rows === 24 ? '3 of 4 charts, no room for connections' : '4 charts  rpc-call');
	const saturated = loads.indexOf(80);
	const [rate, latency, cpu] = ['primary_rate', 'latency_p99', 'bus CPU'].map(head => pointRows(explorer, head)) as [readonly number[], readonly number[], readonly number[]];
	expect([rate, latency, cpu].map(({length}) => length)).toEqual([8, 8, 8]);
	for (const flattening of [rate, cpu]) {
		expect(isFlat(flattening.slice(saturated))).toBe(true);
		expect(isFlat(flattening.slice(0, saturated + 1))).toBe(false);
	}

	expect(isFlat(latency.slice(0, saturated + 1))).toBe(true);
	expect(latency.at(-1)).toBeLessThan(latency[saturated]!);
	await expectFreshPicture(explorer, 'stacked');
	expect(explorer.screen().every(line => line.length <= columns)).toBe(true);
});

test('m chooses the charts of the stack, X the x axis; a metric can be on both axes of a chart', {timeout}, async () => {
	const explorer = await openOn(saturatedCampaign(), '1/8', {columns: 120, rows: 40});
	explorer.press('4', 'v', 'v', 'm', 'meanmemrabbit');
	await explorer.shows('[ ] mean(usage_mem_rabbit)', timeoutMs);
	explorer.press('Enter', 'Escape');
	await explorer.shows('5 charts  rpc-call', timeoutMs);
	await explorer.shows('mean(usage_mem_rabbit), bytes  ● 200,000,000', timeoutMs);
	explorer.press('v', 'm', 'maxcpurabbit', 'Enter');
	await explorer.shows(/^max\(usage_cpu_percent_rabbit\), % {2}rpc-call {2}against clients$/mv, timeoutMs);
	await explorer.shows(/● broker +11\.9 %/v, timeoutMs);
	explorer.press('X', 'maxtcp', 'Enter');
	await explorer.shows('% over max(tcp_established_bus), connections', timeoutMs);
});

test('a metric is a column of the table, sorts and filters; missing data is reported once and in the detail', {timeout}, async () => {
	const folder = saturatedCampaign({archives: {1: undefined, 2: 'no archive'}});
	const explorer = await openOn(folder, '1/8', {columns: 120, rows: 40});
	explorer.press('2', 'C', 'maxcpurabbit', 'Enter', 'Escape', '$');
	await explorer.shows('max(usage_cpu_percent_rabbit): CPU, rabbits: highest bucket of all series', timeoutMs);
	await explorer.shows(/A-0 .* 11\.9↓ *│\n│ +A-1 .* — *│\n│ +A-2 .* — *│\n│ +A-3 .* 71\.3/v, timeoutMs);
	await explorer.shows('no metrics of 2 iterations: A-1: no influxdb-data.tar.gz', timeoutMs);
	explorer.press('s', 'S');
	await explorer.shows(/^│ > A-4 .*\n│ +A-5 .*\n│ +A-6 .*\n│ +A-7 .*\n│ +A-3 .*\n│ +A-0 .*\n│ +A-1 .*\n│ +A-2 /mv, timeoutMs);
	explorer.press('G', 'k');
	await explorer.shows('max(usage_cpu_percent_rabbit): no influxdb-data.tar.gz', timeoutMs);
	explorer.press('1');
	await explorer.shows('no metrics: no influxdb-data.tar.gz', timeoutMs);
	await explorer.shows(/max CPU, rabbits %▼/v, timeoutMs);
	explorer.press('/', 'max(usage_cpu_percent_rabbit)<90', 'Enter');
	await explorer.shows('/max(usage_cpu_percent_rabbit)<90 2 of 8', timeoutMs);
	await expectFreshPicture(explorer, 'filtered');
});
