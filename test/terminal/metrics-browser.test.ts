import {expect, test} from 'vitest';
import {bundled, expectFreshPicture, openOn} from './explorer-helpers.js';

test('any measurement is chosen step by step beside its preview, shown with its query, and drawn after the other metrics', async () => {
	const explorer = await openOn(bundled, '1/12', {columns: 120, rows: 40});
	explorer.press('5', 'm', 'anything', 'Backspace', 'Backspace', 'Backspace', 'Backspace', 'Backspace', 'Enter');
	await explorer.shows(/docker_container_cpu +\d+ series, \d+ fields, every 10 s/v, 15_000);
	await explorer.shows('mean(usage_idle)');
	explorer.press('net', 'Enter', 'bytes_sent', 'Enter', 'rate', 'Enter');
	await explorer.shows('A-0 › net › bytes_sent › rate of mean: group by (one series)');
	await explorer.shows(/host +4 values, makes 4 series/v, 15_000);
	explorer.press('host', 'Enter');
	await explorer.shows(/bus +role: 4 series/v, 15_000);
	explorer.press('bus', 'Enter');
	await explorer.shows('SELECT non_negative_derivative(mean(bytes_sent), 1s) FROM net WHERE role=\'bus\' AND time>=', 15_000);
	await explorer.shows(/● parasilo-12\.rennes\.grid5000\.fr +min/v, 15_000);
	await expectFreshPicture(explorer, 'the query that was chosen');
	explorer.press('Escape');
	await explorer.shows('where');
	explorer.press('Enter', 'Enter');
	await explorer.shows(/>.rate of mean\(bytes_sen/v);
	await explorer.shows('rate of mean(bytes_sent) by host,', 15_000);
});

test('i shows the query of the metric, Enter edits it with a caret under a mistake, and runs it', async () => {
	const explorer = await openOn(bundled, '1/12', {columns: 100, rows: 30});
	explorer.press('5');
	await explorer.shows('usage_mem_rabbit, MiB', 15_000);
	explorer.press('i');
	await explorer.shows('Enter edit the query');
	explorer.press('Enter', 'Ctrl-U', 'SELECT mean(tcp_established) FORM netstat GROUP BY time(30s)');
	await explorer.shows('expected FROM and a measurement');
	const lines = explorer.screen();
	const query = lines.findIndex(line => line.startsWith('SELECT mean'));
	expect(lines[query + 1]?.indexOf('^')).toBe(lines[query]?.indexOf('FORM'));
	explorer.press('Enter');
	await explorer.shows('expected FROM and a measurement');
	explorer.press('Ctrl-U', 'SELECT mean(tcp_established) FROM netstat GROUP BY time(30s)', 'Enter');
	await explorer.shows(/>.mean\(tcp_established\)/v);
	await explorer.shows('● all', 15_000);
});

test('Enter on the mean of an image names its busiest container, Esc returns; = shows how many iterations share the scale', async () => {
	const explorer = await openOn(bundled, '1/12', {columns: 100, rows: 30});
	explorer.press('5', 'm', 'cpuclients', 'Enter');
	await explorer.shows(/● msimonin\/ombt +min/v, 15_000);
	explorer.press('Enter');
	await explorer.shows(/1\/\d+ rpc-client\S* +mean [\d.]+ +max [\d.]+ %/v, 15_000);
	await expectFreshPicture(explorer, 'the containers');
	explorer.press('Escape');
	await explorer.shows('0:00 is');
	explorer.press('=');
	await explorer.shows(/one scale for 11 iterations/v, 30_000);
});
