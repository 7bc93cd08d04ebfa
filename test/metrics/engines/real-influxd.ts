import {type ChildProcess, spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {
	mkdir, mkdtemp, readdir, rm, stat, writeFile,
} from 'node:fs/promises';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {influxqlOf} from '../../../source/metrics/influxql.js';
import type {MetricSeries, Query} from '../../../source/metrics/metric.js';
import {type Response, seriesOf} from './expected-metrics.js';

const program = '/usr/bin/influxd';

/** Whether a real influxd is installed. */
export const hasInfluxd = existsSync(program);

/** A real influxd with a database `telegraf` in a folder of its own, which remains when it is killed. */
export type RealInfluxd = {
	readonly folder: string;
	readonly write: (lines: readonly string[], policy?: string) => Promise<void>;
	readonly run: (influxql: string) => Promise<Response>;
	readonly answer: (query: Query) => Promise<MetricSeries[]>;
	/** Waits until everything written is in .tsm files. */
	readonly flush: () => Promise<void>;
	/** Kills it without flushing its WAL. */
	readonly kill: (signal?: 'SIGKILL' | 'SIGTERM') => Promise<void>;
	readonly remove: () => Promise<void>;
};

type Settings = {
	/** The index for series. */
	readonly index?: 'inmem' | 'tsi1';
	/** Whether it writes its WAL to .tsm files after a second without writes. */
	readonly flushesSoon?: boolean;
	/** Additional settings of the section `[data]`. */
	readonly data?: string;
};

/** Starts influxd. */
export async function startInfluxd({index = 'inmem', flushesSoon = false, data = ''}: Settings = {}): Promise<RealInfluxd> {
	const folder = await mkdtemp(path.join(tmpdir(), 'influxd-'));
	const [rpcPort, port] = [await freePort(), await freePort()];
	const config = path.join(folder, 'influxd.conf');
	await mkdir(path.join(folder, 'data'));
	await writeFile(
		config,
		`
reporting-disabled = true
bind-address = "127.0.0.1:${rpcPort}"
[meta]
dir = "${folder}/meta"
[data]
dir = "${folder}/data"
wal-dir = "${folder}/wal"
index-version = "${index}"
query-log-enabled = false
${flushesSoon ? 'cache-snapshot-write-cold-duration = "1s"\ncompact-full-write-cold-duration = "1s"' : ''}
${data}
[monitor]
store-enabled = false
[http]
bind-address = "127.0.0.1:${port}"
log-enabled = false
`,
	);
	const child = spawn(program, ['-config', config], {stdio: 'ignore'});
	const url = `http://127.0.0.1:${port}`;
	await untilReady(async () => (await fetch(`${url}/ping`)).ok);
	const run = async (influxql: string, parameters = '') => {
		const response = await fetch(`${url}/query?db=telegraf&epoch=ns${parameters}`, {method: 'POST', body: new URLSearchParams({q: influxql})});
		const answer = (await response.json()) as Response & {readonly error?: string};
		const error = answer.error ?? answer.results[0]?.error;
		if (error) {
			throw new Error(`${influxql}: ${error}`);
		}

		return answer;
	};

	await run('CREATE DATABASE telegraf');
	return {
		folder,
		run,
		async write(lines, policy = 'autogen') {
			for (let at = 0; at < lines.length; at += 5000) {
				const response = await fetch(`${url}/write?db=telegraf&rp=${policy}`, {method: 'POST', body: lines.slice(at, at + 5000).join('\n')});
				if (!response.ok) {
					throw new Error(await response.text());
				}
			}
		},
		answer: async query => seriesOf(await run(influxqlOf(query))),
		async flush() {
			await untilReady(async () => (await walBytes(path.join(folder, 'wal'))) === 0);
		},
		async kill(signal = 'SIGKILL') {
			await ended(child, signal);
		},
		async remove() {
			await ended(child, 'SIGKILL');
			await rm(folder, {recursive: true, force: true});
		},
	};
}

async function ended(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
	if (child.exitCode === null && child.signalCode === null) {
		const exit = new Promise(resolve => {
			child.once('exit', resolve);
		});
		child.kill(signal);
		await exit;
	}
}

async function untilReady(isReady: () => Promise<boolean>): Promise<void> {
	for (let tries = 0; tries < 600; tries++) {
		if (await isReady().catch(() => false)) {
			return;
		}

		await wait(50);
	}

	throw new Error('influxd does not get ready');
}

async function walBytes(folder: string): Promise<number> {
	const names = await readdir(folder, {recursive: true});
	const sizes = await Promise.all(names.filter(name => name.endsWith('.wal')).map(async name => (await stat(path.join(folder, name))).size));
	return sizes.reduce((sum, size) => sum + size, 0);
}

async function freePort(): Promise<number> {
	const server = createServer();
	const port = await new Promise<number>(resolve => {
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			resolve(typeof address === 'object' && address ? address.port : 0);
		});
	});
	await new Promise(resolve => {
		server.close(resolve);
	});
	return port;
}
