import {
	mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {parametersFromName, unlistedFolders} from '../../../source/campaign/files/folder-names.js';
import {findCampaigns, openCampaign} from '../../../source/campaign/files/parameters.js';
import {loadIterations} from '../../../source/campaign/files/load.js';
import {problemsOf} from '../../../source/campaign/problems/problems.js';
import {isLoaded, type Iteration} from '../../../source/campaign/model/iteration.js';
import {goodLog} from '../../campaign-builder.js';
import {runProgram} from '../../program.js';

const root = mkdtempSync(path.join(tmpdir(), 'ombt-explorer-names-'));
afterAll(() => {
	rmSync(root, {recursive: true});
});

const log = (folder: string, text = goodLog) => {
	mkdirSync(path.join(root, folder), {recursive: true});
	writeFileSync(path.join(root, folder, 'host_controller-0-topic-0-A-0-0.log'), text);
};

const id = (id: string, driver = 'broker') =>
	`call_type__rpc-call-delay__None-driver__${driver}-executor__threading-iteration_id__${id}-length__1024-loss__0.5-nbr_calls__100-nbr_clients__10-version__beyondtheclouds_sl_ombt_sc_latest`;

const iterationsOf = async (folder: string): Promise<readonly Iteration[]> => {
	const all: Iteration[] = [];
	for await (const iteration of loadIterations(await openCampaign(path.join(root, folder)), {cache: false})) {
		all.push(iteration);
	}

	return all;
};

test('parses folder names as written by generate_id; values may contain dashes', () => {
	expect(parametersFromName(id('A-0', 'router-4'))).toEqual({
		call_type: 'rpc-call',
		delay: null,
		driver: 'router-4',
		executor: 'threading',
		iteration_id: 'A-0',
		length: 1024,
		loss: 0.5,
		nbr_calls: 100,
		nbr_clients: 10,
		version: 'beyondtheclouds/ombt:latest',
	});
	for (const name of ['test_case_1', 'my-run', 'b__1-a__2', '__1', '']) {
		expect(parametersFromName(name)).toEqual({});
	}
});

test('opens a folder of iterations without params.json as a campaign with parameters from the folder names', async () => {
	log(`lost/${id('A-1')}`);
	log(`lost/${id('A-0')}`);
	mkdirSync(path.join(root, 'lost/sweeps'));
	const campaign = await openCampaign(path.join(root, 'lost'));
	expect(campaign).toMatchObject({origin: 'folder names', name: 'lost'});
	const all = await iterationsOf('lost');
	expect(all.map(({label, driver, callType}) => [label, driver, callType])).toEqual([['A-0', 'broker', 'rpc-call'], ['A-1', 'broker', 'rpc-call']]);
	expect(all.every(iteration => isLoaded(iteration))).toBe(true);
	const {stdout, stderr, status} = await runProgram(['table', path.join(root, 'lost'), '--format', 'csv']);
	expect(status).toBe(0);
	expect(stdout.split('\r\n')).toHaveLength(4);
	expect(stderr).toBe(`${path.join(root, 'lost')}: no params.json: parameters from folder names\n`);
});

test('a folder with a controller log is one iteration, whatever its name', async () => {
	log('single run');
	const [one, ...others] = await iterationsOf('single run');
	expect(others).toEqual([]);
	expect(one).toMatchObject({
		label: '#1', driver: null, callType: null, status: 'loaded', backupDir: '.',
	});
	log(id('B-2'));
	expect(await iterationsOf(id('B-2'))).toMatchObject([{label: 'B-2', driver: 'broker', parameters: {nbr_clients: 10}}]);
});

test('skips links to campaigns that are already listed; table lists the campaigns of a folder', async () => {
	for (const name of ['one', 'two']) {
		mkdirSync(path.join(root, 'many', name), {recursive: true});
		writeFileSync(path.join(root, 'many', name, 'params.json'), '[]');
	}

	mkdirSync(path.join(root, 'elsewhere'));
	writeFileSync(path.join(root, 'elsewhere/params.json'), '[]');
	symlinkSync('two', path.join(root, 'many/current'));
	symlinkSync('../elsewhere', path.join(root, 'many/other'));
	log(`many/unlisted/${id('A-0')}`);
	log('many/no campaign/a');
	expect((await findCampaigns(path.join(root, 'many'))).map(({name, bytes, iterations}) => [name, bytes, iterations])).toEqual([
		['one', 2, 0], ['other', 2, 0], ['two', 2, 0], ['unlisted', null, 1],
	]);
	expect(await runProgram(['table', path.join(root, 'many')])).toEqual({
		status: 1, stdout: '', stderr: `ombt-explorer: ${path.join(root, 'many')}: no params.json in this folder; give one of the campaigns in it with --campaign: one, other, two, unlisted\n`,
	});
});

test('reports a folder with logs that is missing in params.json', async () => {
	log('killed/a');
	log('killed/b/nested');
	log('killed/c');
	mkdirSync(path.join(root, 'killed/sweeps'));
	writeFileSync(path.join(root, 'killed/params.json'), JSON.stringify([{backup_dir: 'a'}, {backup_dir: './b/nested'}]));
	const unlisted = await unlistedFolders(await openCampaign(path.join(root, 'killed')));
	expect(unlisted).toEqual(['c']);
	expect(problemsOf([], unlisted)).toMatchObject([{kind: 'unlisted-folders', iterations: [], sentence: 'c holds logs of controllers, but no entry of params.json names it'}]);
});

test('rejects a folder without campaigns and logs', async () => {
	mkdirSync(path.join(root, 'empty'));
	await expect(openCampaign(path.join(root, 'empty'))).rejects.toMatchObject({code: 'parameters-missing'});
});
