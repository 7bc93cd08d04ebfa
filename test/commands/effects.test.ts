import {expect, test} from 'vitest';
import {sweptCampaign} from '../swept-campaign.js';
import {runProgram} from '../program.js';

const folder = sweptCampaign({isIncremental: true});

test('effects prints the largest first; JSON and CSV have their keys in order', async () => {
	const [text, json, csv] = await Promise.all(['text', 'json', 'csv'].map(async format =>
		runProgram(['effects', folder, '--metric', 'latency_mean', '--filter', 'loss=0', '--format', format])));
	expect(text?.stdout.split('\n').slice(4, 6).map(line => line.replaceAll(/ +/gv, ' ').trim().slice(0, 46))).toEqual([
		'parameter from to median range pairs', 'delay, ms none 100 ×26.0 ×26.0–26.0 6 ████████',
	]);
	expect((JSON.parse(json?.stdout ?? '') as readonly unknown[])[0]).toEqual({
		parameter: 'delay', from: null, to: 100, column: 'latency_mean', median_ratio: 26, low: 26, high: 26, pairs: 6,
	});
	expect(csv?.stdout.split('\r\n').slice(0, 2)).toEqual(['parameter,from,to,column,median_ratio,low,high,pairs', 'delay,,100,latency_mean,26,26,26,6']);
});

test('reports a column without numbers, and a filter without matches', async () => {
	expect((await runProgram(['effects', folder, '--metric', 'driver'])).stderr).toMatch(/^ombt-explorer: --metric driver: not a numeric column/v);
	const empty = await runProgram(['effects', folder, '--filter', 'loss=7', '--format', 'json']);
	expect(empty).toEqual({status: 0, stdout: '[]\n', stderr: '0 of 72 iterations match the filter loss=7\n'});
});
