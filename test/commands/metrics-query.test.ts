import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {newFolder} from '../campaign-builder.js';
import {hasInfluxd} from '../metrics/engines/real-influxd.js';
import {campaignFolder, expectedOf} from '../metrics/expected.js';
import {runProgram} from '../program.js';

const run = async (words: readonly string[], env: Readonly<Record<string, string>> = {}) =>
	runProgram(['metrics', campaignFolder, '--iteration', 'A-0', '--no-cache', ...words], {env});
const parsed = <Value>(text: string): Value => JSON.parse(text) as Value;

type Printed = ReadonlyArray<{
	readonly metric: string;
	readonly unit: string;
	readonly engine: string;
	readonly influxql: string;
	readonly series: ReadonlyArray<{readonly tags: unknown; readonly points: unknown}>;
}>;

const peak = 'SELECT max(usage_percent)*2 AS peak FROM docker_container_cpu WHERE container_name =~ /rabbit|router/ GROUP BY container_name, host, time(15s)';

describe('metrics --influxql', () => {
	test('runs a single query over the time of the iteration', async () => {
		const {status, stdout, stderr} = await run(['--influxql', peak, '--format', 'json']);
		expect({status, stderr}).toEqual({status: 0, stderr: ''});
		const printed = parsed<Printed>(stdout);
		expect(printed.map(({metric, unit, engine}) => ({metric, unit, engine}))).toEqual([{metric: 'peak', unit: '', engine: 'embedded 1'}]);
		expect(printed[0]?.influxql).toContain('time>=\'2026-11-23 11:38:26.688159\' AND time<=');
		expect(printed[0]?.series.map(({tags}) => Object.keys(tags as object))).toEqual([['container_name', 'host'], ['container_name', 'host']]);
		const {stdout: csv} = await run(['--influxql', peak, '--format', 'csv']);
		expect(csv).toMatch(/^A-0,peak,,"container_name, host","rabbitmq-bus-0, [^"]+",\d+,[\d.]+,1,[^,]*iteration_id__A-0-[^,]*\r$/mv);
	});

	test('shows its query above its charts', async () => {
		const {stdout} = await run(['--influxql', peak, '--width', '100']);
		expect(stdout).toContain('\npeak  rabbitmq-bus-0, ');
		expect(stdout).toContain('\nSELECT max(usage_percent)*2 AS peak FROM docker_container_cpu WHERE');
	});

	test('prints a mistake with a caret, and what is expected', async () => {
		const {status, stdout, stderr} = await run(['--influxql', 'SELECT mean(usage) FRM m']);
		expect({status, stdout}).toEqual({status: 2, stdout: ''});
		expect(stderr).toBe([
			'ombt-explorer: invalid query: expected FROM and a measurement',
			'  SELECT mean(usage) FRM m',
			'                     ^ expected FROM and a measurement',
			'',
		].join('\n'));
	});

	test('reports that the embedded engine does not support a statement that requires InfluxDB', async () => {
		const {status, stderr} = await run(['--engine', 'embedded', '--influxql', 'SELECT mean(usage), max(usage) FROM docker_container_mem GROUP BY time(30s)']);
		expect({status, stderr}).toEqual({
			status: 1,
			stderr: 'A-0: no metrics: only InfluxDB supports several columns; give --engine influxd, docker, or the address of an InfluxDB 1.x\n',
		});
	});

	test('reports the type of a compared field, and of a string field', async () => {
		const {stderr} = await run(['--influxql', 'SELECT mean(usage) FROM docker_container_mem WHERE usage_percent = \'a\' GROUP BY time(30s)']);
		expect(stderr).toContain('docker_container_mem: usage_percent is a field; the embedded engine compares tags only; give --engine influxd');
		const {stderr: text} = await run(['--influxql', 'SELECT last(container_id) FROM docker_container_mem GROUP BY time(30s)']);
		expect(text).toContain('docker_container_mem: container_id is recorded as string, whose last is not a number');
	});

	test.skipIf(!hasInfluxd)('matches influxd, which auto chooses for statements that only it supports', async () => {
		const [own, other] = await Promise.all([run(['--influxql', peak, '--format', 'json']), run(['--influxql', peak, '--format', 'json', '--engine', 'influxd'])]);
		const answers = (text: string) => parsed<Printed>(text).map(({series, influxql}) => ({series, influxql}));
		expect(answers(other.stdout)).toEqual(answers(own.stdout));
		const nested = 'SELECT max(top) FROM (SELECT max(usage_percent) AS top FROM docker_container_cpu GROUP BY container_name, time(10s)) GROUP BY time(1h)';
		const {status, stdout} = await run(['--influxql', nested, '--format', 'json']);
		expect(status).toBe(0);
		expect(parsed<Printed>(stdout)).toMatchObject([{metric: 'influxql', engine: expect.stringMatching(/^influxd 1\./v) as string, series: [{tags: {}}]}]);
	});
});

describe('metrics --list', () => {
	test('prints measurements with fields, tags, series and their recording interval', async () => {
		const {status, stdout, stderr} = await run(['--list', '--format', 'json']);
		expect({status, stderr}).toEqual({status: 0, stderr: ''});
		expect(parsed<readonly unknown[]>(stdout)).toContainEqual({
			index: 1,
			iteration_id: 'A-0',
			database: 'ombt-orchestrator',
			measurement: 'net',
			fields: ['bytes_recv', 'bytes_sent', 'drop_in', 'err_in', 'packets_recv', 'packets_sent'].map(name => ({name, type: 'integer'})),
			tags: [{name: 'host', values: 4}, {name: 'interface', values: 4}, {name: 'role', values: 4}],
			series: 16,
			every_seconds: 10,
			backup_dir: expect.stringContaining('iteration_id__A-0-') as string,
		});
	});

	test('prints as text which of the 14 metrics have data', async () => {
		const {stdout} = await run(['--list', '--width', '200']);
		const empty = Object.entries(expectedOf('A-0').queries).filter(([, {response}]) => response.results[0]?.series === undefined).map(([name]) => name);
		expect(stdout).toContain(`  no data  ${empty.join(', ')}\n`);
		expect(stdout).toContain('\nnetstat  2 series, a point every 30 s\n  fields   tcp_established:integer, tcp_listen:integer, udp_socket:integer\n  tags     host:2, role:2\n');
	});

	test.skipIf(!hasInfluxd)('matches influxd', async () => {
		const [own, other] = await Promise.all([run(['--list', '--format', 'json']), run(['--list', '--format', 'json', '--engine', 'influxd'])]);
		expect(parsed<unknown>(other.stdout)).toEqual(parsed<unknown>(own.stdout));
	});
});

describe('metrics of the user\'s configuration', () => {
	function configured(text: string): Readonly<Record<string, string>> {
		const home = newFolder('config');
		mkdirSync(path.join(home, 'ombt-explorer'));
		writeFileSync(path.join(home, 'ombt-explorer', 'config.toml'), text);
		return {XDG_CONFIG_HOME: home};
	}

	const good = '[[metric]]\nname = "load"\ntitle = "system load"\nunit = "processes"\ninfluxql = "SELECT mean(load1) FROM system GROUP BY host, time(30s)"\n';

	test('follow the 14 metrics, and can be selected by name', async () => {
		const env = configured(good);
		const {stdout, stderr} = await run(['--metric', 'load', '--format', 'json'], env);
		expect(stderr).toBe('');
		expect(parsed<Printed>(stdout)).toMatchObject([{metric: 'load', unit: 'processes'}]);
		expect(parsed<Printed>(stdout)[0]?.series).toHaveLength(4);
		const {stdout: all} = await run(['--format', 'json'], env);
		expect(parsed<Printed>(all).map(({metric}) => metric).slice(13)).toEqual(['net_sent_bus', 'load']);
		expect((await run(['--metric', 'loat'], env)).stderr).toContain('did you mean load?');
	});

	test.each([
		['a query that is not understood', '[[metric]]\nname = "x"\ninfluxql = "SELECT mean(f) FRM m"\n', '[[metric]] 2 "x": invalid query: expected FROM and a measurement'],
		['no query', '[[metric]]\nname = "x"\n', '[[metric]] 2 "x": its influxql must be a text'],
		['no name', '[[metric]]\ninfluxql = "x"\n', '[[metric]] 2: its name may have letters, digits, _ . and -, at most 60 in all'],
		['a name that is taken', '[[metric]]\nname = "net_sent_bus"\ninfluxql = "x"\n', '[[metric]] 2 "net_sent_bus": a metric of that name exists already'],
		['an unknown key', '[[metric]]\nname = "x"\nquery = "x"\n', '[[metric]] 2 "x": unknown key query; the keys are name, title, unit, influxql'],
		['letters that a terminal would act on', '[[metric]]\nname = "\\u001b[2Jx"\ninfluxql = 7\n', '[[metric]] 2 "x": its name may have letters, digits, _ . and -, at most 60 in all'],
	])('a row with %s is reported in one line and does not affect the others', async (_, row, line) => {
		const env = configured(`${good}${row}`);
		const {status, stdout, stderr} = await run(['--metric', 'load', '--format', 'json'], env);
		expect({status, stderr}).toEqual({status: 0, stderr: `${env.XDG_CONFIG_HOME}/ombt-explorer/config.toml: ${line}\n`});
		expect(parsed<Printed>(stdout)).toHaveLength(1);
	});

	test('an invalid TOML file is reported in one line and does not affect the 14 metrics', async () => {
		const env = configured(`${good}\n[[metric]\nname = 3\n`);
		const {status, stdout, stderr} = await run(['--format', 'json'], env);
		expect(status).toBe(0);
		expect(stderr).toMatch(/config\.toml: line 7 is not TOML \(.+\); none of its metrics is used\n$/v);
		expect(stderr.trim().split('\n')).toHaveLength(1);
		expect(parsed<Printed>(stdout)).toHaveLength(14);
	});
});
