import {
	chmodSync, readdirSync, readFileSync, readlinkSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {expect, test} from 'vitest';
import {influxdEngine} from '../../../source/metrics/engines/influxd/influxd.js';
import {processesWith} from '../../../source/metrics/lifetime/reap-leftovers.js';
import {newFolder} from '../../campaign-builder.js';
import {readExpected} from './expected-metrics.js';
import {home} from './private-home.js';
import {hasInfluxd} from './archive-influxd.js';
import {expectSame} from './same-answers.js';

const iterations = readExpected();
const first = {path: iterations[0]?.archive ?? '', kind: 'tar.gz'} as const;
const {signal} = new AbortController();

const leftovers = (): readonly string[] => readdirSync(path.join(home, 'ombt-explorer'), {recursive: true}).map(String);
const servers = () => processesWith('-config').filter(({words}) => words.some(word => word.startsWith(home)));

/** The HTTP statuses of a server's ports; the port for backups answers with none. */
async function statuses(pid: number | undefined, method: string, query: string): Promise<readonly number[]> {
	const answers = await Promise.allSettled(listeningPorts(pid).map(async port => fetch(`http://127.0.0.1:${port}/query?${query}`, {method})));
	return answers.flatMap(answer => answer.status === 'fulfilled' ? [answer.value.status] : []);
}

/** The ports on which a process listens, from the kernel's tables. */
function listeningPorts(pid: number | undefined): readonly number[] {
	const inodes = new Set(readdirSync(`/proc/${pid}/fd`).map(name => /^socket:\[(\d+)\]$/v.exec(linkOf(`/proc/${pid}/fd/${name}`))?.[1]));
	const sockets = readFileSync(`/proc/${pid}/net/tcp`, 'utf8').split('\n').map(line => line.trim().split(/\s+/v));
	return sockets.filter(fields => fields[3] === '0A' && inodes.has(fields[9])).map(fields => Number.parseInt(fields[1]?.split(':')[1] ?? '', 16));
}

const linkOf = (file: string): string => {
	try {
		return readlinkSync(file);
	} catch {
		return '';
	}
};

/** A program in place of influxd. */
function programOf(script: string): string {
	const file = path.join(newFolder('program'), 'influxd');
	writeFileSync(file, `#!/bin/sh\n${script}\n`);
	chmodSync(file, 0o755);
	return file;
}

test.skipIf(!hasInfluxd).each(iterations)('influxd returns the expected metrics of $iteration', async ({archive, queries}) => {
	const connection = await influxdEngine().open({path: archive, kind: 'tar.gz'}, {signal});
	expect(connection.database).toBe('ombt-orchestrator');
	expect(connection.version).toMatch(/^influxd 1\.\d/v);
	for (const {query, series} of queries) {
		expectSame(await connection.query(query, signal), series, query.metric.name);
	}

	await connection.close();
	await connection.close();
	expect(leftovers()).toEqual([]);
	expect(servers()).toEqual([]);
});

test.skipIf(!hasInfluxd)('rejects queries without a user or as another one', async () => {
	const connection = await influxdEngine().open(first, {signal});
	const [server] = servers();
	const create = 'CREATE USER other WITH PASSWORD \'x\' WITH ALL PRIVILEGES';
	for (const [method, query] of [['GET', 'q=SHOW+DATABASES'], ['GET', 'q=SHOW+DATABASES&u=ombt-explorer&p='], ['POST', `q=${encodeURIComponent(create)}`]] as const) {
		expect(await statuses(server?.pid, method, query)).toEqual([401]);
	}

	await connection.close();
});

test.skipIf(!hasInfluxd)('opening reports unpacking, then starting', async () => {
	const stages: string[] = [];
	const connection = await influxdEngine().open(first, {
		signal, onProgress({stage}) {
			stages.push(stage);
		},
	});
	await connection.close();
	expect(stages[0]).toBe('unpacking');
	expect(stages.at(-1)).toBe('starting');
});

test.skipIf(!hasInfluxd)('servers that start at the same time use different ports and their own archives', async () => {
	const engine = influxdEngine();
	const opened = await Promise.all(iterations.slice(0, 4).map(async ({archive, queries}) =>
		({queries, connection: await engine.open({path: archive, kind: 'tar.gz'}, {signal})})));
	for (const {queries, connection} of opened) {
		for (const {query, series} of queries) {
			expectSame(await connection.query(query, signal), series, query.metric.name);
		}
	}

	await Promise.all(opened.map(async ({connection}) => connection.close()));
	expect(leftovers()).toEqual([]);
});

test.skipIf(!hasInfluxd)('environment variables do not point the server to other data', async () => {
	process.env.INFLUXDB_DATA_DIR = '/nowhere';
	process.env.INFLUXDB_HTTP_BIND_ADDRESS = '0.0.0.0:8086';
	const connection = await influxdEngine().open(first, {signal});
	expect(connection.database).toBe('ombt-orchestrator');
	await connection.close();
	delete process.env.INFLUXDB_DATA_DIR;
	delete process.env.INFLUXDB_HTTP_BIND_ADDRESS;
});

test.skipIf(!hasInfluxd)('reports a server that is killed between queries with its last output, and leaves nothing', async () => {
	const connection = await influxdEngine().open(first, {signal});
	for (const {pid} of servers()) {
		process.kill(pid, 'SIGKILL');
	}

	const query = iterations[0]?.queries[0]?.query;
	await expect(query && connection.query(query, signal)).rejects.toThrow(/^influxd ended \(SIGKILL\): .*Listening/v);
	await connection.close();
	expect(leftovers()).toEqual([]);
});

test.skipIf(!hasInfluxd)('reports a missing database with the existing ones', async () => {
	await expect(influxdEngine().open(first, {signal, database: 'nonesuch'})).rejects.toMatchObject({
		code: 'database-missing', message: 'influxd has no database nonesuch', hint: 'give --database; the databases are ombt-orchestrator',
	});
	expect(leftovers()).toEqual([]);
	expect(servers()).toEqual([]);
});

test('reports a program that exits during startup with its last output', async () => {
	const engine = influxdEngine({binary: programOf('echo "run: open server: no space left" >&2; exit 3')});
	await expect(engine.open(first, {signal})).rejects.toThrow('influxd ended (status 3): run: open server: no space left');
	expect(leftovers()).toEqual([]);
});

test('a program that never listens times out, and is killed with its children', async () => {
	const engine = influxdEngine({binary: programOf('[ "$1" = version ] && exit; echo waiting; sleep 98765 & trap "" TERM; sleep 98766'), timeoutMs: 300});
	await expect(engine.open(first, {signal})).rejects.toThrow('influxd does not start listening: waiting');
	expect(processesWith('98765')).toEqual([]);
	expect(leftovers()).toEqual([]);
});

test('a server that hangs after it listens times out', async () => {
	const engine = influxdEngine({
		binary: programOf(`[ "$1" = version ] && exit; exec ${process.execPath} -e 'require("net").createServer(() => {}).listen(0, "127.0.0.1", function () { console.log("Listening on HTTP addr=127.0.0.1:" + this.address().port); })'`),
		timeoutMs: 500,
	});
	await expect(engine.open(first, {signal})).rejects.toThrow('influxd did not answer within 0.5 s');
	expect(leftovers()).toEqual([]);
});

test('names a missing program, with how to get one without root', async () => {
	await expect(influxdEngine({binary: '/nowhere/influxd'}).whyUnavailable()).resolves.toMatch(/^--influxd \/nowhere\/influxd: no such program; .*apt-get download influxdb/v);
});

test.skipIf(!hasInfluxd)('looks up a name without a folder in PATH', async () => {
	await expect(influxdEngine({binary: 'influxd'}).whyUnavailable()).resolves.toBeUndefined();
});

test('detects the influxd of InfluxDB 2', async () => {
	await expect(influxdEngine({binary: programOf('echo "InfluxDB v2.7.1 (git: 407fa622e9) build_date: 2023-04-28"')}).whyUnavailable()).resolves.toMatch(/is InfluxDB 2\.7\.1, which cannot read data of 1\.x; /v);
});

test.skipIf(!hasInfluxd)('an abort during startup kills the server and removes the folder', async () => {
	const abort = new AbortController();
	const opening = influxdEngine().open(first, {
		signal: abort.signal, onProgress({stage}) {
			if (stage === 'starting') {
				setTimeout(() => {
					abort.abort();
				}, 10);
			}
		},
	});
	await expect(opening).rejects.toThrow(/abort/iv);
	expect(leftovers()).toEqual([]);
	expect(servers()).toEqual([]);
});
