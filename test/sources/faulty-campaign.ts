import {
	existsSync, readdirSync, readFileSync, statSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {afterAll, beforeAll, beforeEach} from 'vitest';
import {sourceOf, type SourceOptions} from '../../source/sources/open-source.js';
import {AppError, errorLine} from '../../source/system/errors.js';
import {
	entry, goodLog, logFile, newFolder, writeFiles,
} from '../campaign-builder.js';
import {faultyProxy, type FaultyProxy} from './faulty-proxy.js';
import {served, servers} from './servers.js';

const nginx = servers.find(({name}) => name === 'nginx');
export const canRun = nginx?.canRun === true;
export const log = logFile('a');
export const archive = path.join(path.dirname(log), 'influxdb-data.tar.gz');
export const archiveBytes = Buffer.alloc(300_000, 'archive ');
const root = served({
	c: writeFiles({
		'params.json': JSON.stringify([entry('a')]), [log]: goodLog, [archive]: archiveBytes,
	}),
});

/** Starts the proxy for a test file, whose tests each have a cache of their own. Returns the proxy, and a function that opens the campaign through it. */
export function serveFaulty() {
	let proxy: FaultyProxy;
	const before = process.env.XDG_CACHE_HOME;
	beforeAll(async () => {
		proxy = await faultyProxy(nginx?.canRun ? await nginx.start(root) : 'http://127.0.0.1:1/');
	});
	beforeEach(() => {
		process.env.XDG_CACHE_HOME = newFolder('cache');
	});
	afterAll(() => {
		process.env.XDG_CACHE_HOME = before;
	});
	return {
		proxy: () => proxy,
		opened: async (options: SourceOptions = {}, address = proxy.address) => openedAt(address, options),
	};
}

export const {signal} = new AbortController();
export const page = /\/c\/$/v;
export const parameters = /\/params\.json$/v;
export const results = /controller.*\.log$/v;
export const timeoutMs = 1000;

/** Opens the campaign of a server: returns its files and notes, or the line of the error. */
async function openedAt(address: string, options: SourceOptions) {
	const source = await sourceOf(`${address}c/`, {timeoutMs, ...options});
	const clean = (text: string) => text.replaceAll(address, 'HOST/');
	try {
		const {folder, notes} = await source.open({signal});
		const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(name => statSync(path.join(folder, name)).isFile()).sort();
		return {files, notes: notes.map(note => clean(note)), log: existsSync(path.join(folder, log)) ? readFileSync(path.join(folder, log), 'utf8') : undefined};
	} catch (error) {
		return error instanceof AppError ? clean(errorLine(error)) : error;
	} finally {
		await source.close();
	}
}

export const whole = {files: [log, archive, 'params.json'].sort(), notes: [], log: goodLog};
