import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {newFolder} from '../campaign-builder.js';
import {hasInfluxd} from '../metrics/engines/real-influxd.js';
import {campaignFolder} from '../metrics/expected.js';
import {runProgram, type Ended} from '../program.js';
import {loads, modelled, saturatedCampaign} from '../saturated-campaign.js';

const saturated = saturatedCampaign();
const skipped = /^skipped G-0: .*\n/gmv;

type Line = {readonly points: ReadonlyArray<{readonly x: number; readonly y: number}>};
type Row = Readonly<Record<string, number | string | null>>;
const rowsOf = ({stdout}: Ended): readonly Row[] => JSON.parse(stdout) as readonly Row[];
/** The numbers of these columns with nine digits. */
const figuresIn = (ended: Ended, names: readonly string[]) => rowsOf(ended).map(row => names.map(name => Number(row[name]).toPrecision(9)));
const table = async (folder: string, ...words: readonly string[]) => runProgram(['table', folder, '--format', 'json', ...words]);

describe('figures of metrics as columns', () => {
	test('cover only the load phase: maximum, mean, minimum and last over all series', async () => {
		const names = ['max', 'mean', 'min', 'last'].map(figure => `${figure}(usage_cpu_percent_rabbit)`);
		const ended = await table(saturated, '--columns', ['clients', ...names].join(','));
		expect(ended).toMatchObject({status: 0, stderr: ''});
		// The bus, and an idle container.
		expect(rowsOf(ended).map(row => [row._ombt_clients, ...names.map(name => row[name])])).toEqual(loads.map(clients => {
			const {cpu} = modelled(clients);
			return [clients, cpu, (cpu + 3) / 2, 3, (cpu + 3) / 2];
		}));
	});

	test.skipIf(!hasInfluxd)('match those of a real influxd for the same time, including buckets cut at its ends', async () => {
		const names = ['max(usage_cpu_percent_rabbit)', 'min(net_sent_bus)', 'mean(tcp_established_bus)', 'last(usage_mem_ombt_clients)'];
		const [own, ...others] = await Promise.all([[], ['--engine', 'influxd', '--no-cache']].map(async words => table(campaignFolder, '--columns', names.join(','), ...words)));
		const [embedded, influxd] = [own!, others[0]!].map(ended => figuresIn(ended, names));
		expect(embedded).toHaveLength(11);
		expect(embedded).toEqual(influxd);
	});

	test('match those of a typed query over the load phase', async () => {
		const aggregates = JSON.parse((await runProgram(['aggregate', campaignFolder])).stdout) as ReadonlyArray<Record<'_agg_clients' | '_agg_servers', {readonly start_time: number; readonly stop_time: number}>>;
		const [{_agg_clients: clients, _agg_servers: servers}] = aggregates as [(typeof aggregates)[number]];
		const time = (seconds: number) => `'${new Date(Math.floor(seconds * 1000)).toISOString().slice(0, -1).replace('T', ' ')}${String(Math.round(seconds * 1e6) % 1000).padStart(3, '0')}'`;
		const query = `SELECT mean(usage_percent) FROM docker_container_cpu WHERE container_name =~ /^rabbit/ AND time >= ${time(Math.max(clients.start_time, servers.start_time))} AND time <= ${time(Math.min(clients.stop_time, servers.stop_time))} GROUP BY container_name, time(5s)`;
		const answer = JSON.parse((await runProgram(['metrics', campaignFolder, '--iteration', 'A-0', '--metric', 'usage_cpu_percent_rabbit', '--influxql', query, '--format', 'json'])).stdout) as ReadonlyArray<{
			readonly metric: string; readonly series: ReadonlyArray<{readonly points: ReadonlyArray<readonly [number, number | null]>}>;
		}>;
		const values = answer.find(({metric}) => metric !== 'usage_cpu_percent_rabbit')!.series.flatMap(({points}) => points.flatMap(([, value]) => value ?? []));
		const [first] = rowsOf(await table(campaignFolder, '--every', '5s', '--filter', 'iteration_id=A-0', '--columns', 'max(usage_cpu_percent_rabbit),min(usage_cpu_percent_rabbit)'));
		expect(values.length).toBeGreaterThan(4);
		expect(first).toMatchObject({'max(usage_cpu_percent_rabbit)': Math.max(...values), 'min(usage_cpu_percent_rabbit)': Math.min(...values)});
	});

	test('sort, filter, and can be on both axes of a trend; effects compare them', async () => {
		const name = 'max(usage_cpu_percent_rabbit)';
		const ids = rowsOf(await table(saturated, '--filter', `${name}>=50 & (clients<200)`, '--sort', `${name}:desc`)).map(row => row.iteration_id);
		expect(ids).toEqual(['A-4', 'A-5', 'A-6', 'A-3']);
		const [byClients, byCpu] = await Promise.all([
			['--metric', name], ['--metric', 'primary_rate', '--x', name],
		].map(async words => runProgram(['trend', saturated, '--format', 'json', ...words])));
		const pointsOf = ({stdout}: Ended) => (JSON.parse(stdout) as readonly Line[]).flatMap(({points}) => points);
		expect(pointsOf(byClients!).map(({x, y}) => [x, y])).toEqual(loads.map(clients => [clients, modelled(clients).cpu]));
		expect(pointsOf(byCpu!).map(({x}) => x).sort((a, b) => a - b)).toEqual(loads.map(clients => modelled(clients).cpu));
		const effects = rowsOf(await runProgram(['effects', campaignFolder, '--metric', name, '--format', 'json']));
		expect(effects).toMatchObject([{parameter: 'driver', column: name, pairs: 2}]);
	});

	test('have units in the text, full precision in CSV, a dash without an archive, and one line with the reason', async () => {
		const folder = saturatedCampaign({archives: {1: undefined, 2: 'no archive'}});
		const words = ['table', folder, '--columns', 'clients,max(usage_cpu_percent_rabbit),max(usage_mem_bus)'];
		const [text, csv] = await Promise.all([runProgram(words), runProgram([...words, '--format', 'csv', '--sort', 'max(usage_cpu_percent_rabbit)'])]);
		expect(text.stdout.split('\n').slice(0, 5).map(line => line.trim().split(/ {2,}/v))).toEqual([
			['_ombt_clients', 'max(usage_cpu_percent_rabbit)', 'max(usage_mem_bus)'],
			['%', 'bytes'],
			['10', '11.9', '—'],
			['20', '—', '—'],
			['40', '—', '—'],
		]);
		expect(text.stderr.split('\n')).toEqual([
			expect.stringMatching(/^no metrics: A-1: no influxdb-data\.tar\.gz/v),
			expect.stringMatching(/^A-2: no metrics: .*influxdb-data\.tar\.gz: not compressed/v),
			'',
		]);
		expect(csv.stdout.split('\r\n').slice(0, 2)).toEqual(['_ombt_clients,max(usage_cpu_percent_rabbit),max(usage_mem_bus),index,iteration_id,backup_dir', '10,11.875,,1,A-0,iteration_id__A-0']);
	});

	test('include metrics of the user\'s configuration', async () => {
		const home = newFolder('config');
		mkdirSync(path.join(home, 'ombt-explorer'));
		writeFileSync(path.join(home, 'ombt-explorer', 'config.toml'), `[[metric]]
name = "cpu.all"
unit = "percent"
influxql = "SELECT sum(usage_percent) FROM docker_container_cpu GROUP BY time(20s)"
`);
		const ended = await runProgram(['table', saturated, '--format', 'json', '--filter', 'max(cpu.all)>190', '--columns', 'max(cpu.all)'], {env: {XDG_CONFIG_HOME: home}});
		expect(rowsOf(ended).map(row => row['max(cpu.all)'])).toEqual([196, 196, 196, 196]);
	});
});

describe('archives read', () => {
	const opened = (stderr: string) => stderr.split('\n').filter(line => line.includes('archive-opened')).length;

	test('are none if no column is a figure', async () => {
		const {stderr} = await runProgram(['table', campaignFolder, '--debug', '--no-cache', '--columns', 'all']);
		expect(stderr).not.toMatch(/metrics|archive/v);
	});

	test('are those of visible iterations; those of all only if the filter uses metrics, and only once', async () => {
		const name = 'max(usage_cpu_percent_rabbit)';
		const words = ['--debug', '--no-cache', '--columns', `${name},max(tcp_established_bus)`];
		const [byClients, byMetric] = await Promise.all(['clients<=20', `${name}>90`].map(async filter => table(saturated, ...words, '--filter', filter)));
		expect([opened(byClients!.stderr), opened(byMetric!.stderr)]).toEqual([2, 8]);
	});
});

test.each([
	[['--columns', 'clients,max(usage_cpu_rabbit)'], 'no column max(usage_cpu_rabbit): no metric usage_cpu_rabbit; did you mean max(usage_cpu_percent_rabbit) or max(usage_mem_rabbit)?'],
	[['--sort', 'avg(usage_mem_rabbit)'], 'no column avg(usage_mem_rabbit); the figures of a metric are max(usage_mem_rabbit), mean(usage_mem_rabbit), min(usage_mem_rabbit), last(usage_mem_rabbit)'],
	[['--columns', 'usage_mem_rabbit'], 'no column usage_mem_rabbit; the figures of a metric are max(usage_mem_rabbit), mean(usage_mem_rabbit), min(usage_mem_rabbit), last(usage_mem_rabbit)'],
	[['--columns', 'max(a,b),clients'], 'no column max(a,b): no metric a,b; the metrics are usage_mem_bus'],
	[['--filter', 'max(usage_cpu_rabbit)>1'], 'not max(usage_cpu_rabbit); did you mean max(usage_cpu_percent_rabbit)?'],
	[['--columns', 'clients', '--every', '3x'], '--every 3x: a whole number of s, m or h'],
])('%j is a mistake in one line', async (words, message) => {
	const {status, stderr} = await table(saturated, ...words);
	expect(status).toBe(2);
	expect(stderr.replaceAll(skipped, '').split('\n')[0]).toContain(message);
});
