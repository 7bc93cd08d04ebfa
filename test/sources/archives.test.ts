import {
	existsSync, readdirSync, statSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {
	campaignOf, entry, goodLog, logFile, newFolder, writeFiles,
} from '../campaign-builder.js';
import {runProgram} from '../program.js';
import {
	campaign, filesOf, pack, packedCampaign,
} from './pack-campaign.js';

/** Command lines whose output must be the same. */
const runs = [
	['table', '--format', 'json'],
	['aggregate'],
	['latency', '--format', 'csv'],
	['trend', '--format', 'json'],
	['agents', '--iteration', 'A-1', '--format', 'csv'],
	['effects', '--format', 'json'],
	['metrics', '--iteration', 'A-2', '--format', 'csv'],
	['metrics', '--iteration', 'B-0', '--list', '--format', 'json'],
] as const;

const expected = await Promise.all(runs.map(async ([command, ...flags]) => runProgram([command, campaign, ...flags])));

describe.each(['.tar', '.tgz', '.zip'])('a campaign in a %s', ending => {
	const file = packedCampaign(ending);

	test('gives every command the same output as its folder, on the first run and later ones', {timeout: 60_000}, async () => {
		for (const [index, [command, ...flags]] of [...runs.entries(), ...[...runs.entries()].slice(0, 2)]) {
			expect({command, ...await runProgram([command, file, ...flags])}).toEqual({command, ...expected[index]});
		}
	});

	test('can be read from standard input, and leaves no files behind', async () => {
		const cache = newFolder('cache');
		const input = pack(ending, filesOf(campaign, '.'));
		const [first, metrics] = [runs[0], runs[6]];
		for (const [run, result] of [[first, expected[0]], [metrics, expected[6]]] as const) {
			const [command, ...flags] = run;
			expect(await runProgram([command, '-', ...flags], {input, env: {XDG_CACHE_HOME: cache}})).toEqual(result);
		}

		expect(readdirSync(path.join(cache, 'ombt-explorer'))).toEqual(['code']);
	});

	test('leaves no files behind with --no-cache', async () => {
		const cache = newFolder('cache');
		const {status} = await runProgram(['table', file, '--no-cache'], {env: {XDG_CACHE_HOME: cache}});
		expect(status).toBe(0);
		expect(existsSync(path.join(cache, 'ombt-explorer/sources'))).toBe(false);
	});
});

describe('unpacking', () => {
	/** The files in the cache of sources: names without the numbers of iterations, and whether they have content. */
	const mirrored = (cache: string, ending: string) => {
		const sources = path.join(cache, 'ombt-explorer/sources');
		return readdirSync(sources, {recursive: true, encoding: 'utf8'}).filter(name => name.endsWith(ending)).map(name => statSync(path.join(sources, name)));
	};

	test.each(['.tar', '.zip'])('stores the archives of metrics in a %s only on demand', async ending => {
		const cache = newFolder('cache');
		const file = packedCampaign(ending);
		const env = {XDG_CACHE_HOME: cache};
		await runProgram(['table', file], {env});
		const present = () => mirrored(cache, 'influxdb-data.tar.gz').filter(({blocks}) => blocks > 0).length;
		expect(present()).toBe(0);
		expect((await runProgram(['metrics', file, '--iteration', 'A-2'], {env})).status).toBe(0);
		expect(present()).toBe(1);
	});

	test('is repeated after the archive has changed', async () => {
		const file = packedCampaign('.tar', writeFiles({'params.json': JSON.stringify([entry('a')]), [logFile('a')]: goodLog}), 'c');
		const ids = async () => {
			const {stdout} = await runProgram(['table', file, '--format', 'json']);
			return (JSON.parse(stdout) as ReadonlyArray<Readonly<Record<string, unknown>>>).map(({iteration_id: id}) => id);
		};

		expect(await ids()).toEqual(['a']);
		writeFileSync(file, pack('.tar', filesOf(writeFiles({'params.json': JSON.stringify([entry('b')]), [logFile('b')]: goodLog}), 'c')));
		expect(await ids()).toEqual(['b']);
	});
});

test.each([
	['influxdb-data.tar', /influxdb-data\.tar: empty/v],
	['influxdb-data.tgz', /influxdb-data\.tgz: empty/v],
	['influxdb-data.tar.xz', /influxdb-data\.tar\.xz: compressed with xz; unpack it in its folder with tar -xJf/v],
	['influxdb-data.zip', /influxdb-data\.zip: compressed with zip/v],
	['influxdb-data.txt', /no influxdb-data\.tar\.gz/v],
])('finds metrics in %s', async (name, says) => {
	const file = packedCampaign('.tar', campaignOf([entry('a')], {[path.join(path.dirname(logFile('a')), name)]: ''}), 'c');
	expect((await runProgram(['metrics', file, '--iteration', 'a'])).stderr).toMatch(says);
});

test('messages name the archive, not the folder it is unpacked to', async () => {
	const file = packedCampaign('.zip', writeFiles({'a/params.json': '{', 'a/x/1_controller-0.log': ''}), 'c');
	const {status, stderr} = await runProgram(['table', file]);
	expect(stderr).toBe(`ombt-explorer: ${file}/c/a/params.json: not JSON at byte 1; a running campaign rewrites it: try again, or restore it\n`);
	expect(status).toBe(1);
});

test('lists the campaigns in an archive of several', async () => {
	const folder = writeFiles({'a/params.json': '[]', 'b/params.json': '[]'});
	const {stderr} = await runProgram(['table', packedCampaign('.tar', folder, 'results')]);
	expect(stderr).toMatch(/packed\.tar\/results: no params\.json in this folder; give one of the campaigns in it with --campaign: a, b$/mv);
});

test('reads the one of several campaigns that is named, from any source', async () => {
	const folder = writeFiles({'a/params.json': JSON.stringify([entry('a')]), [`a/${logFile('a')}`]: goodLog, 'b/params.json': '[]'});
	const table = await runProgram(['table', path.join(folder, 'a')]);
	expect(table).toMatchObject({status: 0, stderr: ''});
	const input = pack('.tar', filesOf(folder, '.'));
	for (const word of [folder, packedCampaign('.tar', folder, 'results'), '-']) {
		expect(await runProgram(['table', word, '--campaign', 'a/'], {input})).toEqual(table);
	}

	expect((await runProgram(['table', folder, '--campaign', 'c'])).stderr).toBe(`ombt-explorer: ${folder}/c: no such folder; give the folder that holds params.json\n`);
});

test('rejects a file that is not an archive', async () => {
	const file = path.join(writeFiles({'params.json': '[]'}), 'params.json');
	expect((await runProgram(['table', file])).stderr).toBe(`ombt-explorer: ${file}: not a folder; give the folder that holds params.json, not a file\n`);
});

test('rejects empty standard input', async () => {
	expect(await runProgram(['table', '-'])).toMatchObject({status: 1, stderr: 'ombt-explorer: standard input: empty; check the command that sends it\n'});
});
