import {readdirSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {readLogs, scanLogs} from '../../../source/campaign/logs/read-logs.js';

const campaign = fileURLToPath(new URL('../../../fixtures/test_case_1-incremental-it-1', import.meta.url));

const logsOf = (folder: string): readonly string[] => readdirSync(path.join(campaign, folder))
	.filter(name => name.includes('controller') && name.endsWith('.log') && !name.endsWith('_docker.log'))
	.map(name => path.join(campaign, folder, name));

test('logs of ordinary iterations never need the parser', () => {
	const iterations = readdirSync(campaign, {withFileTypes: true}).filter(entry => entry.isDirectory()).map(({name}) => logsOf(name));
	const usable = iterations.filter(files => readLogs(files).status === 'loaded');
	expect(usable.length).toBe(11);
	expect(usable.filter(files => scanLogs(files) === undefined)).toEqual([]);
});
