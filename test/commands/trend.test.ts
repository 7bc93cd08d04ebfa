import {expect, test} from 'vitest';
import {campaignOf, entry} from '../campaign-builder.js';
import {runProgram} from '../program.js';

// One client, one server, a mean of 3 ms (1, 2, 3, 4, 5): σ = √2.
const folder = campaignOf([entry('A-0'), entry('A-1', {driver: 'router'}), entry('B-0', {call_type: 'rpc-cast'})]);

test('text has a chart per call type above the tables, at the requested width', async () => {
	const {stdout, status} = await runProgram(['trend', folder, '--width', '30']);
	const lines = stdout.split('\n');
	expect(status).toBe(0);
	expect(lines.slice(0, 3)).toEqual(['client_latency_avg, ms  rpc-c…', 'ms over clients  ✱ both', '6┤']);
	expect(lines.slice(15, 22)).toEqual([
		'0┤',
		' └┬─────────────┬────────────┬',
		'  0             1            2',
		'● broker',
		'▲ router',
		'',
		'server_latency_avg, ms  rpc-c…',
	]);
	expect(lines.indexOf('client_latency_avg, ms  broker rpc-call')).toBe(42);
	expect(Math.max(...lines.slice(0, 42).map(line => line.length))).toBe(30);
});

test('JSON and CSV have no chart and do not depend on the width', async () => {
	for (const format of ['json', 'csv']) {
		const [narrow, wide] = await Promise.all(['20', '200'].map(async width => runProgram(['trend', folder, '--format', format, '--width', width])));
		expect(narrow?.stdout).toBe(wide?.stdout);
		expect(narrow?.stdout).not.toContain('┤');
	}
});

test.for(['latency', 'trend'])('%s --width accepts 20 to 1,000 columns', async command => {
	for (const width of ['19', '1001', '8e1', '40.5', 'wide']) {
		expect(await runProgram([command, folder, '--width', width])).toEqual({
			status: 2,
			stdout: '',
			stderr: `ombt-explorer: --width ${width}: a whole number of columns from 20 to 1000\n`,
		});
	}

	const {stdout} = await runProgram([command, folder, '--width', '40']);
	expect(stdout.split('\n').filter(line => line.length > 40)).toEqual([]);
});
