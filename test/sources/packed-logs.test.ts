import {
	readdirSync, rmSync, statSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {
	agent, campaignOf, entry, goodLog, logFile, logOf, newFolder, writeFiles,
} from '../campaign-builder.js';
import {runProgram} from '../program.js';
import {
	campaign, filesOf, pack, packedCampaign,
} from './pack-campaign.js';

/** The stored files of a cache whose names match, relative to their campaign: without placeholders. */
function storedFiles(cache: string, name: RegExp): readonly string[] {
	const sources = path.join(cache, 'ombt-explorer/sources');
	return readdirSync(sources, {recursive: true, encoding: 'utf8'})
		.filter(file => name.test(file) && statSync(path.join(sources, file)).blocks > 0)
		.map(file => file.split('/').slice(2).join('/'));
}

const consoles = /_docker\.log$/v;
const logs = /controller(?!.*_docker).*\.log$/v;
const metrics = /influxdb-data\.tar\.gz$/v;

describe.each(['.tar', '.tar.gz', '.zip'])('the logs in a %s', ending => {
	const file = packedCampaign(ending);

	test('are summed up without being stored, also if the sums are no longer cached', async () => {
		const cache = newFolder('cache');
		const env = {XDG_CACHE_HOME: cache};
		const expected = await runProgram(['table', campaign, '--format', 'json']);
		for (const _ of [1, 2]) {
			expect(await runProgram(['table', file, '--format', 'json'], {env})).toEqual(expected);
			expect(storedFiles(cache, logs)).toEqual([]);
			expect(storedFiles(cache, consoles)).not.toEqual([]);
			rmSync(path.join(cache, 'ombt-explorer/aggregates'), {recursive: true});
		}
	});

	test('are stored if their agents are requested', async () => {
		const cache = newFolder('cache');
		const env = {XDG_CACHE_HOME: cache};
		const run = ['--iteration', 'A-1', '--format', 'json'];
		expect(await runProgram(['agents', file, ...run], {env})).toEqual(await runProgram(['agents', campaign, ...run]));
		expect(storedFiles(cache, metrics)).toEqual([]);
		const stored = storedFiles(cache, logs);
		// A member of a compressed tar is reached by unpacking those before it.
		expect(new Set(stored.map(name => path.dirname(name))).size === 1).toBe(ending !== '.tar.gz');
		expect(await runProgram(['table', file, '--format', 'json'], {env})).toEqual(await runProgram(['table', campaign, '--format', 'json']));
		expect(storedFiles(cache, logs)).toEqual(stored);
	});
});

/** A log whose client has this many different error texts. */
const logWithErrors = (count: number): string => logOf(
	{'client-0': agent({errors: Object.fromEntries(Array.from({length: count}, (_, index) => [`error ${index}`, 1]))})},
	{'server-0': agent()},
);

test('all error texts of packed logs are available to commands that need them', async () => {
	const folder = campaignOf([entry('a')], {[logFile('a')]: logWithErrors(3000)});
	const env = {XDG_CACHE_HOME: newFolder('cache')};
	const file = packedCampaign('.tar.gz', folder, 'c');
	await runProgram(['table', file], {env});
	const expected = await runProgram(['aggregate', folder]);
	expect(expected.stdout).toContain('error 2999');
	expect(await runProgram(['aggregate', file], {env})).toEqual(expected);
});

test('logs that are scattered over the archive are read, too', async () => {
	const more = logOf({'client-1': agent()}, {'server-1': agent()});
	const shard = (id: string, number: number) => logFile(id).replace(/\d\.log$/v, `${number}.log`);
	const folder = writeFiles({
		'params.json': JSON.stringify([entry('a'), entry('b')]), [shard('a', 0)]: goodLog, [shard('a', 1)]: more, [shard('b', 0)]: goodLog, [shard('b', 1)]: more,
	});
	const expected = await runProgram(['table', folder, '--format', 'json']);
	expect(expected.stderr).toBe('');
	const scattered = [...filesOf(folder, 'c')].sort((a, b) => a.name.slice(-5).localeCompare(b.name.slice(-5)));
	for (const ending of ['.tar', '.tar.gz', '.zip']) {
		const file = path.join(newFolder('packed'), `c${ending}`);
		writeFileSync(file, pack(ending, scattered));
		expect(await runProgram(['table', file, '--format', 'json'])).toEqual(expected);
	}
});

test.each(['.tar', '.zip'])('of a log that a %s contains twice, the last one counts', async ending => {
	const folder = campaignOf([entry('a')], {[logFile('a')]: goodLog});
	const all = filesOf(folder, 'c');
	const log = all.find(({name}) => logs.test(name))!;
	const file = path.join(newFolder('packed'), `c${ending}`);
	for (const repeated of [[{...log, content: Buffer.from('damaged')}, ...all], [log, {...all[0]!, content: Buffer.from('x')}, ...all]]) {
		writeFileSync(file, pack(ending, repeated));
		const {stdout} = await runProgram(['table', file, '--format', 'json', '--no-cache']);
		expect(stdout).toBe((await runProgram(['table', folder, '--format', 'json'])).stdout);
	}
});
