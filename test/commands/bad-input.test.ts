import {rmSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {
	campaignOf, entry, newFolder, writeFiles,
} from '../campaign-builder.js';
import {runProgram} from '../program.js';
import {badLogs, noCampaign, noFolder} from './bad-inputs.js';

describe('without usable input the exit status is 1, standard error has one line with the reason, and standard output no rows', () => {
	test.each([...noCampaign, ...noFolder, ...badLogs])('$title', async ({make, says}) => {
		const folder = make();
		const {status, stdout, stderr} = await runProgram(['table', folder, '--no-cache']);
		expect(stderr.replaceAll(folder, 'CAMPAIGN')).toBe(says);
		expect(stdout).toBe('');
		expect(status).toBe(1);
	});
});

test('each of 25 broken iterations fails alone: the good one next to them is printed, and the exit status is 0', async () => {
	const logs = badLogs.map(({make}) => make());
	const folder = campaignOf([entry('good')]);
	const entries = [entry('good'), ...logs.map((_, index) => entry(`bad-${index}`))];
	writeFileSync(path.join(folder, 'params.json'), JSON.stringify(entries));
	for (const [index, broken] of logs.entries()) {
		symlinkSync(path.join(broken, 'A-0'), path.join(folder, `bad-${index}`));
	}

	const {status, stdout, stderr} = await runProgram(['table', folder, '--format', 'json', '--no-cache']);
	expect(JSON.parse(stdout)).toHaveLength(1);
	expect(stderr.trimEnd().split('\n').map(line => line.split(':')[0])).toEqual(logs.map((_, index) => `skipped bad-${index}`));
	expect(status).toBe(0);
});

test('without usable input JSON is an empty list, CSV only a header, and no file is written', async () => {
	const folder = writeFiles({'params.json': '[]'});
	const output = path.join(newFolder(), 'out.json');
	expect(await runProgram(['table', folder, '--format', 'json'])).toMatchObject({status: 1, stdout: '[]\n'});
	expect(await runProgram(['aggregate', folder])).toMatchObject({status: 1, stdout: '[]\n'});
	expect((await runProgram(['trend', folder, '--format', 'csv'])).stdout).toBe('driver,call_type,metric,axis,iteration_id,x,y,stdev,index,low,high,series,backup_dir\r\n');
	expect((await runProgram(['aggregate', folder, '--output', output])).status).toBe(1);
	expect(() => {
		rmSync(output);
	}).toThrow('ENOENT');
});

test('reads a params.json with a byte order mark', async () => {
	const folder = campaignOf([entry('A-0')]);
	writeFileSync(path.join(folder, 'params.json'), `\u{FEFF}${JSON.stringify([entry('A-0')])}`);
	expect(await runProgram(['table', folder, '--format', 'json'])).toMatchObject({status: 0, stderr: ''});
});
