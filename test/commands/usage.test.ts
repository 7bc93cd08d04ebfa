import {
	mkdirSync, readFileSync, readdirSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {catalogue} from '../../source/metrics/catalogue.js';
import {campaignOf, entry, newFolder} from '../campaign-builder.js';
import {runProgram} from '../program.js';

const folder = campaignOf([entry('A-0'), entry('A-1', {call_type: 'rpc-cast', 漢字: 7})]);
const elsewhere = newFolder();
mkdirSync(path.join(elsewhere, 'folder'));

const percentiles = 'latency_p50, latency_p90, latency_p95, latency_p99, latency_p99.9, client_latency_p50, client_latency_p90, client_latency_p95, client_latency_p99, client_latency_p99.9, server_latency_p50, server_latency_p90, server_latency_p95, server_latency_p99, server_latency_p99.9, failed_share';
const delivery = 'ran_as, duration, sent, processed, lost, lost_share, propagation';
const notebookColumns = `_ombt_clients, _ombt_servers, call_type, driver, iteration_id, server_rate, server_ok, server_fail, server_latency_avg, server_latency_stdev, client_latency_avg, client_latency_stdev, client_rate, client_ok, client_fail, per_client_ok, per_client_fail, per_server_ok, per_server_fail, ${percentiles}, ${delivery}`;
const figures = 'latency_mean, latency_stdev, latency_min, latency_max, client_latency_min, client_latency_max, server_latency_min, server_latency_max, fairness_clients, fairness_servers, primary_rate';
const ofMetrics = ', and max(NAME), mean(NAME), min(NAME), last(NAME) of a metric';
const columns = `${notebookColumns}, index, backup_dir, ${figures}, nbr_clients, nbr_servers, 漢字`;
const numeric = columns.replace(' call_type, driver, iteration_id,', '').replace(' ran_as,', '').replace(' backup_dir,', '');
const tableFlags = '--format, --columns, --spreadsheet, --sort, --filter, --engine, --every, --database, --influxd, --image, --max-unpacked, --max-size, --max-files, --max-depth, --header, --timeout, --campaign, --no-cache, --no-color, --ascii, --debug, --help, --licenses, --version';

type Misuse = {readonly words: readonly string[]; readonly says: string};
const misuses: readonly Misuse[] = [
	{words: ['table'], says: 'table needs a CAMPAIGN: the folder that holds params.json, or an archive of it'},
	{words: ['table', 'CAMPAIGN', '--max-size', 'much'], says: '--max-size much: a size such as 500MB or 20GiB'},
	{words: ['table', 'CAMPAIGN', '--campaign', '../other'], says: '--campaign ../other: the name of a folder in it'},
	{words: ['table', 'CAMPAIGN', '--max-files', '0'], says: '--max-files 0: a whole number, at least 1'},
	{words: ['table', 'http://127.0.0.1:1/', '--header', 'secret'], says: '--header: give it as "Name: value"'},
	{words: ['table', 'http://127.0.0.1:1/', '--header', 'Host: other'], says: '--header: Host is set by the program itself'},
	...['ftp://me:secret@host/', 'http:/me:secret@host/'].map(word => ({
		words: ['table', word], says: 'the address of the CAMPAIGN does not begin with http:// or https://; give one such as http://host/test_case_1/, with special characters percent-encoded',
	})),
	{words: ['table', 'CAMPAIGN', 'CAMPAIGN'], says: 'give a single CAMPAIGN; CAMPAIGN is one too many'},
	{words: ['tabel', 'CAMPAIGN'], says: 'tabel is not a command; did you mean table?'},
	{words: ['convert', 'CAMPAIGN'], says: 'convert is not a command; the commands are explore, table, aggregate, latency, trend, agents, metrics, effects'},
	{words: ['table', 'CAMPAIGN', '--colour'], says: 'unknown flag --colour; did you mean --no-color?'},
	{words: ['table', 'CAMPAIGN', '--fromat', 'csv'], says: 'unknown flag --fromat; did you mean --format?'},
	{words: ['table', 'CAMPAIGN', '-f', 'csv'], says: `unknown flag -f; table takes ${tableFlags}`},
	{words: ['table', 'CAMPAIGN', '--no-sort'], says: 'unknown flag --no-sort; did you mean --sort?'},
	{words: ['table', 'CAMPAIGN', '--side', 'clients'], says: `unknown flag --side; table takes ${tableFlags}`},
	{words: ['table', 'CAMPAIGN', '--toString'], says: `unknown flag --toString; table takes ${tableFlags}`},
	{words: ['table', 'CAMPAIGN', '--format', 'xml'], says: '--format xml: give one of text, csv, json, markdown'},
	{words: ['table', 'CAMPAIGN', '--format'], says: '--format: needs a value: text, csv, json, markdown'},
	{words: ['table', 'CAMPAIGN', '--format='], says: '--format: needs a value: text, csv, json, markdown'},
	{words: ['table', 'CAMPAIGN', '--format', 'csv', '--format', 'json'], says: '--format: give it once'},
	{words: ['table', 'CAMPAIGN', '--sort'], says: '--sort: needs a value: COLUMN[:desc]'},
	{words: ['table', 'CAMPAIGN', '--sort', '--format', 'csv'], says: '--sort: needs a value: COLUMN[:desc]'},
	{words: ['table', 'CAMPAIGN', '--sort', 'nope'], says: `--sort nope: no column nope; the columns are ${columns}${ofMetrics}`},
	{words: ['table', 'CAMPAIGN', '--sort', 'client_rat'], says: '--sort client_rat: no column client_rat; did you mean client_rate?'},
	{words: ['table', 'CAMPAIGN', '--sort', 'client_rate:sideways'], says: '--sort client_rate:sideways: the order is asc or desc'},
	{words: ['table', 'CAMPAIGN', '--sort', 'client_rate:'], says: '--sort client_rate:: the order is asc or desc'},
	{words: ['latency', 'CAMPAIGN', '--iteration', 'nope'], says: '--iteration nope: no such iteration; choose from A-0, A-1'},
	{words: ['latency', 'CAMPAIGN', '--iteration', 'A-10'], says: '--iteration A-10: no such iteration; did you mean A-0?'},
	{words: ['latency', 'CAMPAIGN', '--side', 'both'], says: '--side both: give one of auto, clients, servers'},
	{words: ['trend', 'CAMPAIGN', '--metric', 'nope'], says: `--metric nope: no column nope; the columns are ${numeric}${ofMetrics}`},
	{words: ['trend', 'CAMPAIGN', '--metric', 'driver'], says: `--metric driver: not a numeric column; the numeric columns are ${numeric}`},
	{words: ['trend', 'CAMPAIGN', '--x', 'nope'], says: `--x nope: no column nope; the columns are ${numeric}${ofMetrics}`},
	{words: ['trend', 'CAMPAIGN', '--x', 'driver'], says: `--x driver: not a numeric column; the numeric columns are ${numeric}`},
	{words: ['trend', 'CAMPAIGN', '--series', 'drive'], says: '--series drive: no column drive; did you mean driver?'},
	{words: ['metrics', 'CAMPAIGN', '--metric', 'net_sent_buss'], says: '--metric net_sent_buss: no such metric; did you mean net_sent_bus?'},
	{
		words: ['metrics', 'CAMPAIGN', '--metric', 'net_sent_bus', '--metric', 'latency'],
		says: `--metric latency: no such metric; choose from ${catalogue.map(({name}) => name).join(', ')}`,
	},
	{words: ['metrics', 'CAMPAIGN', '--metric', 'net_sent_bus', '--metric'], says: '--metric: needs a value: NAME'},
	{words: ['metrics', 'CAMPAIGN', '--metric', '--format', 'csv'], says: '--metric: needs a value: NAME'},
	{words: ['metrics', 'CAMPAIGN', '--metric=', '--metric=net_sent_bus'], says: '--metric: needs a value: NAME'},
	{words: ['metrics', 'CAMPAIGN', '--iteration', 'A-10'], says: '--iteration A-10: no such iteration; did you mean A-0?'},
	{words: ['metrics', 'CAMPAIGN', '--iteration', 'A-0', '--iteration', 'A-1'], says: '--iteration: give it once'},
	{
		words: ['metrics', 'CAMPAIGN', '--engine', 'influx'],
		says: '--engine must be auto, embedded, influxd, docker, or the address of an InfluxDB 1.x such as http://host:8086',
	},
	{words: ['metrics', 'CAMPAIGN', '--every', '30'], says: '--every 30: a whole number of s, m or h, from 1s to 24h, such as 30s'},
	{words: ['metrics', 'CAMPAIGN', '--every', '0s'], says: '--every 0s: a whole number of s, m or h, from 1s to 24h, such as 30s'},
	{words: ['metrics', 'CAMPAIGN', '--every', '25h'], says: '--every 25h: a whole number of s, m or h, from 1s to 24h, such as 30s'},
	{words: ['metrics', 'CAMPAIGN', '--max-unpacked', 'much'], says: '--max-unpacked much: a size such as 500MB or 20GiB'},
	{words: ['metrics', 'CAMPAIGN', '--format', 'markdown'], says: '--format markdown: give one of text, csv, json'},
	{words: ['aggregate', 'CAMPAIGN', '--output'], says: '--output: needs a value: FILE'},
	{
		words: ['aggregate', 'CAMPAIGN', '--output', 'CAMPAIGN/out.json'],
		says: '--output CAMPAIGN/out.json: lies in the campaign, where nothing is written; choose a path outside it',
	},
	{
		words: ['aggregate', 'CAMPAIGN', '--output', 'CAMPAIGN/A-0/out.json'],
		says: '--output CAMPAIGN/A-0/out.json: lies in the campaign, where nothing is written; choose a path outside it',
	},
	{
		words: ['aggregate', 'CAMPAIGN', '--output', 'ELSEWHERE/nosuch/out.json'],
		says: '--output ELSEWHERE/nosuch/out.json: no such folder ELSEWHERE/nosuch; create it first',
	},
	{words: ['aggregate', 'CAMPAIGN', '--output', 'ELSEWHERE/folder'], says: '--output ELSEWHERE/folder: is a folder; give the name of a file'},
];

const run = async (words: readonly string[]) => {
	const ended = await runProgram(words.map(word => word.replace('CAMPAIGN', folder).replace('ELSEWHERE', elsewhere)));
	return {...ended, stderr: ended.stderr.replaceAll(folder, 'CAMPAIGN').replaceAll(elsewhere, 'ELSEWHERE')};
};

describe('on wrong usage the exit status is 2, standard error has one line with help, and standard output is empty', () => {
	test.each(misuses)('$words', async ({words, says}) => {
		expect(await run(words)).toEqual({status: 2, stdout: '', stderr: `ombt-explorer: ${says}\n`});
	});
});

describe('reports a mistake in --filter with the expression, a caret below it, and what is expected', () => {
	test.each([
		['', 0, 'a value', ''],
		['driver=', 7, 'a value', undefined],
		['driver=broker &', 15, 'a column or a word', undefined],
		['& driver=broker', 0, 'a column or a word', undefined],
		['drivr=broker', 0, 'a column or parameter, not drivr; did you mean driver?', undefined],
		['server_rate.max>1', 0, 'a column or parameter, not server_rate.max; did you mean server_rate?', undefined],
		['client_fail>many', 12, 'a number', undefined],
		['client_fail>>1', 12, 'a value', undefined],
		['(driver=broker', 14, ')', undefined],
		['driver=broker)', 13, '& or | or the end', undefined],
		['a "b', 2, 'a closing quote', undefined],
		// Two wide characters are four cells; an escape sequence is not shown, and takes none.
		['漢字=7 & x=1', 9, 'a column or parameter, not x', undefined],
		['driver=\u{1B}[31mred & x=1', 13, 'a column or parameter, not x', 'driver=red & x=1'],
	])('%s', async (expression, cells, expected, shown = expression) => {
		const {status, stdout, stderr} = await run(['table', 'CAMPAIGN', `--filter=${expression}`]);
		expect(stderr).toBe(expression === ''
			? 'ombt-explorer: --filter: needs a value: EXPR\n'
			: `ombt-explorer: invalid filter: expected ${expected}\n  ${shown}\n  ${' '.repeat(cells)}^ expected ${expected}\n`);
		expect({status, stdout}).toEqual({status: 2, stdout: ''});
	});
});

test('reports a word that is neither a command nor a folder', async () => {
	expect(await run(['nosuch'])).toEqual({
		status: 1,
		stdout: '',
		stderr: 'ombt-explorer: nosuch: neither a folder nor a command; the commands are explore, table, aggregate, latency, trend, agents, metrics, effects\n',
	});
	expect((await run(['latencey'])).stderr).toBe('ombt-explorer: latencey: neither a folder nor a command; did you mean latency?\n');
});

test('an empty result is not a failure, but has a note', async () => {
	expect(await run(['table', 'CAMPAIGN', '--filter', 'driver=zmq'])).toEqual({
		status: 0,
		stdout: '',
		stderr: '0 of 2 iterations match the filter driver=zmq\n',
	});
	expect(await run(['table', 'CAMPAIGN', '--filter', 'driver=zmq', '--format', 'json'])).toMatchObject({status: 0, stdout: '[]\n'});
	expect(await run(['trend', 'CAMPAIGN', '--call-type', 'rpc-fanout', '--format', 'json'])).toEqual({
		status: 0,
		stdout: '[]\n',
		stderr: 'no iteration has the call type rpc-fanout; the call types are rpc-call, rpc-cast\n',
	});
});

test('--output replaces an existing file atomically, leaves no other file, and writes to a device without replacing it', async () => {
	const location = newFolder();
	const file = path.join(location, 'out.json');
	expect(await run(['aggregate', 'CAMPAIGN', '--output', file])).toEqual({status: 0, stdout: '', stderr: ''});
	expect(await run(['aggregate', 'CAMPAIGN', '--output', file])).toMatchObject({status: 0});
	expect(readFileSync(file, 'utf8')).toBe((await run(['aggregate', 'CAMPAIGN'])).stdout);
	expect(readdirSync(location)).toEqual(['out.json']);
	expect(await run(['aggregate', 'CAMPAIGN', '--output', '/dev/full'])).toMatchObject({
		status: 1,
		stderr: 'ombt-explorer: --output /dev/full: cannot be written: the disk is full (ENOSPC); free space there, or choose another folder\n',
	});
});

test('a run that ends without a result is reported as a bug, with a status', async () => {
	const never = path.join(newFolder(), 'never.cjs');
	writeFileSync(never, 'require("node:fs/promises").stat = () => new Promise(() => {});');
	const {status, stdout, stderr} = await runProgram(['table', folder], {env: {NODE_OPTIONS: `--require ${never}`}});
	expect({status, stdout}).toEqual({status: 1, stdout: ''});
	expect(stderr).toMatch(/^ombt-explorer: ended without a result \(a bug in ombt-explorer /v);
});

describe('help', () => {
	test.each([[], ['explore'], ['table'], ['aggregate'], ['latency'], ['trend']])(
		'%s --help has two examples and no line longer than 80 columns',
		async (...words) => {
			const {status, stdout, stderr} = await runProgram([...words, '--help']);
			expect({status, stderr}).toEqual({status: 0, stderr: ''});
			expect(stdout.split('\n').filter(line => line.length > 80)).toEqual([]);
			expect(stdout
				.split('Examples\n')[1]
				?.trimEnd()
				.split('\n')
				.filter(line => line.startsWith('  ombt-explorer '))).toHaveLength(2);
		},
	);

	test('--version prints that of the package', async () => {
		const {version} = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {version: string};
		expect(await runProgram(['--version'])).toEqual({status: 0, stdout: `${version}\n`, stderr: ''});
		expect((await runProgram(['table', '--version'])).stdout).toBe(`${version}\n`);
	});
});
