import {spawn} from 'node:child_process';
import {
	cpSync, readdirSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync,
} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import path from 'node:path';
import process from 'node:process';
import {describe, expect, test} from 'vitest';
import {catalogue} from '../../source/metrics/catalogue.js';
import {widthOf} from '../../source/text/cells.js';
import {newFolder} from '../campaign-builder.js';
import {campaignFolder, expectedOf, iterationIds} from '../metrics/expected.js';
import {expectedSeries} from '../metrics/recorded-engine.js';
import {environment, program, runProgram} from '../program.js';

type Printed = {
	readonly iteration_id: string;
	readonly metric: string;
	readonly unit: string;
	readonly engine: string;
	readonly series: ReadonlyArray<{readonly tags: unknown; readonly points: ReadonlyArray<readonly [number, number | null]>}>;
};

const run = async (words: readonly string[], folder = campaignFolder) => runProgram(['metrics', folder, ...words]);
const runJson = async (words: readonly string[], folder?: string): Promise<readonly Printed[]> =>
	JSON.parse((await run([...words, '--format', 'json'], folder)).stdout) as readonly Printed[];
const skipped = 'skipped G-0: parasilo-14.rennes.grid5000.fr_controller-0-topic-0-G-0-0.log: empty log\n';

/** A copy of the campaign without the archives of these iterations. */
function campaignWithout(ids: readonly string[]): string {
	const folder = newFolder('without');
	cpSync(campaignFolder, folder, {recursive: true});
	for (const id of ids) {
		rmSync(archiveIn(folder, id));
	}

	return folder;
}

const folderOf = (id: string): string => readdirSync(campaignFolder).find(name => name.includes(`iteration_id__${id}-`)) ?? '';

const archiveIn = (folder: string, id: string): string =>
	path.join(folder, readdirSync(folder).find(name => name.includes(`iteration_id__${id}-`)) ?? '', 'influxdb-data.tar.gz');

/** Rounds values to 9 digits: the last digits of a mean depend on the order of summation. */
const rounded = (series: Printed['series']): Printed['series'] =>
	series.map(({tags, points}) => ({tags, points: points.map(([time, value]) => [time, value === null ? null : Number(value.toPrecision(9))])}));

describe('metrics --format json', () => {
	test('prints for every iteration and metric, in order, the window, the query, the engine, and the series of a real influxd; names skipped iterations', async () => {
		const {status, stdout, stderr} = await run(['--format', 'json', '--engine', 'embedded']);
		expect({status, stderr}).toEqual({status: 0, stderr: skipped});
		const printed = JSON.parse(stdout) as readonly Printed[];
		expect(printed.map(({series, ...rest}) => ({...rest, series: rounded(series)}))).toEqual(iterationIds.flatMap(id => {
			const {start, stop, queries} = expectedOf(id);
			return catalogue.map(({name, unit}) => ({
				iteration_id: id,
				metric: name,
				unit,
				start,
				stop,
				engine: 'embedded 1',
				influxql: queries[name]?.influxql,
				series: rounded(expectedSeries(id, name)),
				index: iterationIds.indexOf(id) + 1,
				backup_dir: folderOf(id),
			}));
		}));
		expect(Object.keys(printed[0] ?? {})).toEqual(['iteration_id', 'metric', 'unit', 'start', 'stop', 'engine', 'influxql', 'series', 'index', 'backup_dir']);
	});

	test.each(['A-1', '2', 'backup_dir'])('--iteration accepts an iteration_id, a position, or a backup_dir: %s', async id => {
		const chosenId = id === 'backup_dir' ? readdirSync(campaignFolder).find(name => name.includes('iteration_id__A-1-')) ?? '' : id;
		const printed = await runJson(['--iteration', chosenId, '--metric', 'net_recv_bus']);
		expect(printed.map(({iteration_id: name, metric}) => ({name, metric}))).toEqual([{name: 'A-1', metric: 'net_recv_bus'}]);
	});

	test('--metric is repeatable, and the order is that of the catalogue', async () => {
		const printed = await runJson(['--iteration', 'A-0', '--metric', 'net_sent_bus', '--metric', 'usage_mem_bus', '--metric', 'net_sent_bus']);
		expect(printed.map(({metric}) => metric)).toEqual(['usage_mem_bus', 'net_sent_bus']);
	});

	test('--every sets the time between two points', async () => {
		const [printed] = await runJson(['--iteration', 'A-0', '--metric', 'usage_mem_rabbit', '--every', '1m']);
		const [first, second] = printed?.series[0]?.points ?? [];
		expect((second?.[0] ?? 0) - (first?.[0] ?? 0)).toBe(60_000);
	});
});

test('metrics --format csv prints a row per point, empty for null', async () => {
	const {stdout} = await run(['--iteration', 'A-0', '--metric', 'usage_mem_rabbit', '--metric', 'connections_rabbitmq_overview', '--format', 'csv']);
	const rows = stdout.split('\r\n');
	expect(rows.slice(0, 3)).toEqual([
		'iteration_id,metric,unit,tag,group,epoch_ms,value,index,backup_dir',
		`A-0,usage_mem_rabbit,bytes,container_name,rabbitmq-bus-0,1795433880000,,1,${folderOf('A-0')}`,
		`A-0,usage_mem_rabbit,bytes,container_name,rabbitmq-bus-0,1795433910000,126158848,1,${folderOf('A-0')}`,
	]);
	const points = ['usage_mem_rabbit', 'connections_rabbitmq_overview'].flatMap(name => expectedSeries('A-0', name)).flatMap(({points}) => points);
	expect(rows).toHaveLength(1 + points.length + 1);
	expect(rows.find(row => row.includes('overview'))).toMatch(/^A-0,connections_rabbitmq_overview,connections,,,\d+,/v);
});

describe('metrics --format text', () => {
	// 60 − 5 columns for −26.7 to 87.0 s: 0:30, the start of the load, is at 54 · 56.7/113.7 = 26.9. 8 rows for 0–10 %.
	test('draws a chart per group: unit, values from 0, start and stop of the load, minutes from the window\'s start, figures', async () => {
		const {stdout} = await run([
			'--iteration',
			'A-0',
			'--metric',
			'usage_cpu_percent_rabbit',
			'--metric',
			'usage_mem_bus',
			'--width',
			'60',
			'--engine',
			'embedded',
		]);
		expect(stdout.split('\n')).toMatchSnapshot();
	});

	test.each([20, 40, 80, 200])('at %i columns no line is wider, and only ASCII is used if requested', async width => {
		for (const flags of [[], ['--ascii']]) {
			const {stdout} = await run(['--iteration', 'C-1', '--width', String(width), ...flags]);
			expect(Math.max(...stdout.split('\n').map(line => widthOf(line)))).toBeLessThanOrEqual(width);
			expect(/^[\0-\u{7F}]*$/v.test(stdout)).toBe(flags.length > 0);
		}
	});
});

describe('missing data is reported on standard error', () => {
	test('for an iteration without an archive; the others are printed, and the status stays 0', async () => {
		const {status, stdout, stderr} = await run(['--metric', 'net_recv_bus', '--format', 'json'], campaignWithout(['A-1', 'C-0']));
		expect(status).toBe(0);
		expect((JSON.parse(stdout) as readonly Printed[]).map(printed => printed.iteration_id)).toEqual(iterationIds.filter(id => id !== 'A-1' && id !== 'C-0'));
		const remedy = 'copy it into the iteration\'s folder, as ombt-orchestrator leaves it there';
		expect(stderr).toBe(`${skipped}no metrics: A-1: no influxdb-data.tar.gz; ${remedy}\nno metrics: C-0: no influxdb-data.tar.gz; ${remedy}\n`);
	});

	test('with status 1 and one line per reason if nothing is usable', async () => {
		const {status, stdout, stderr} = await run([
			'--metric',
			'net_recv_bus',
			'--format',
			'json',
			'--no-cache',
			'--engine',
			'influxd',
			'--influxd',
			'/nowhere/influxd',
		]);
		expect({status, stdout}).toEqual({status: 1, stdout: '[]\n'});
		expect(stderr).toMatch(/^skipped G-0: [^\n]*\nA-0, A-1, [^\n]*, F-0: no metrics: the engine influxd cannot be used; [^\n]*\n$/v);
	});

	test('for a damaged archive', async () => {
		const folder = campaignWithout([]);
		writeFileSync(archiveIn(folder, 'A-1'), 'no archive');
		const {status, stderr} = await run(['--iteration', 'A-1'], folder);
		expect(status).toBe(1);
		expect(stderr).toMatch(/^A-1: no metrics: [^\n]*influxdb-data\.tar\.gz[^\n]*; [^\n]*\n$/v);
	});

	test('for a truncated archive', async () => {
		const folder = campaignWithout([]);
		const archive = archiveIn(folder, 'F-0');
		truncateSync(archive, Math.floor(statSync(archive).size * 0.95));
		const {status, stdout, stderr} = await run(['--iteration', 'F-0', '--format', 'json'], folder);
		expect({status, stdout}).toEqual({status: 1, stdout: '[]\n'});
		expect(stderr).toMatch(/^F-0: no metrics: [^\n]*influxdb-data\.tar\.gz: is truncated[^\n]*; [^\n]*\n$/v);
	});

	test('for a skipped iteration that was requested', async () => {
		const {status, stdout, stderr} = await run(['--iteration', 'G-0']);
		expect({status, stdout, stderr}).toEqual({
			status: 1,
			stdout: '',
			stderr: `${skipped}ombt-explorer: --iteration G-0: this iteration was skipped; the reason is above\n`,
		});
	});
});

test('a second run reads no archive, unless --no-cache is given', async () => {
	const folder = campaignWithout([]);
	const archive = archiveIn(folder, 'A-0');
	const {size} = statSync(archive);
	utimesSync(archive, 1000, 1000);
	const words = ['--iteration', 'A-0', '--format', 'json'];
	const first = await run(words, folder);
	writeFileSync(archive, 'x'.repeat(size));
	utimesSync(archive, 1000, 1000);
	expect(await run(words, folder)).toEqual(first);
	expect(await run([...words, '--no-cache'], folder)).toMatchObject({status: 1, stdout: '[]\n'});
});

test.each([
	['SIGINT', 130],
	['SIGTERM', 143],
	['SIGHUP', 129],
] as const)('%s ends it immediately, with status %i and no output, while a server does not respond', async (signal, status) => {
	const asked: string[] = [];
	const server = createServer(request => {
		asked.push(request.url ?? '');
	});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	const {port} = server.address() as AddressInfo;
	const child = spawn(process.execPath, [program, 'metrics', campaignFolder, '--engine', `http://127.0.0.1:${port}`], {
		env: environment(),
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let printed = '';
	child.stdout.on('data', (chunk: Uint8Array) => {
		printed += String(chunk);
	});
	const ended = new Promise(resolve => {
		child.once('close', resolve);
	});
	try {
		await expect.poll(() => asked.length, {timeout: 20_000}).toBeGreaterThan(0);
		child.kill(signal);
		expect(await ended).toBe(status);
		expect(printed).toBe('');
	} finally {
		child.kill('SIGKILL');
		server.closeAllConnections();
		server.close();
	}
});
