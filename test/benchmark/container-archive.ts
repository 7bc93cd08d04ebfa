import {createHash} from 'node:crypto';
import {
	existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {create} from 'tar';
import {startInfluxd} from '../metrics/engines/real-influxd.js';
import {containerLines} from './container-lines.js';
import {createRandom} from './generate.js';
import {telegrafLines} from './telegraf-lines.js';
import type {Workspace} from './workspace.js';

const kept = fileURLToPath(new URL('../../.cache/benchmark', import.meta.url));
const sources = ['container-lines.ts', 'telegraf-lines.ts', 'container-archive.ts'].map(name => readFileSync(new URL(name, import.meta.url)));
// Other contents get another file name.
const edition = createHash('sha256').update(Buffer.concat(sources)).digest('hex').slice(0, 12);

/** Containers whose points influxd writes into one file: this many fill its cache within seconds. */
const perFile = 1650;
/** One file per container group for each of these time spans. */
const spanSeconds = 20;
const spans = 12;
const everySeconds = 10;
const recordingStart = 1_523_000_000;
/** Written last, so that it is still in the WAL. */
const logSeconds = 10;
export const containerSeconds = spans * spanSeconds + logSeconds;
/** From eight files on influxd would start a compaction. */
const filesPerRun = 6;

/**
 * The archive of a campaign with this many containers, on hosts with 16 processors: twelve files of 40 MB per 1,650 containers, nearly all index.
 * Generated once and cached, which takes a minute per twelve files.
 */
export async function containerArchive(containers: number, workspace: Workspace): Promise<{readonly file: string; readonly bytes: number}> {
	const file = path.join(kept, `${containers}-containers-${edition}.tar.gz`);
	if (!existsSync(file)) {
		mkdirSync(kept, {recursive: true});
		await record(containers, `${file}.${process.pid}`, workspace);
		renameSync(`${file}.${process.pid}`, file);
	}

	return {file, bytes: statSync(file).size};
}

/** The lines that become one file. */
type Part = {readonly first: number; readonly last: number; readonly start: number; readonly seconds: number};

function partsOf(containers: number): readonly Part[] {
	const firsts = Array.from({length: Math.ceil(containers / perFile)}, (_, index) => index * perFile);
	return Array.from({length: spans}, (_, index) => recordingStart + index * spanSeconds).flatMap(start =>
		firsts.map(first => ({
			first, last: Math.min(containers, first + perFile), start, seconds: spanSeconds,
		})));
}

async function record(containers: number, file: string, workspace: Workspace): Promise<void> {
	const parts = partsOf(containers);
	const random = createRandom(29);
	const folder = workspace.folder(`${containers}-containers`);
	for (let at = 0; at < parts.length; at += filesPerRun) {
		const isLast = at + filesPerRun >= parts.length;
		const log = isLast
			? [{
				first: 0, last: containers, start: recordingStart + spans * spanSeconds, seconds: logSeconds,
			}]
			: [];
		const run = {
			parts: parts.slice(at, at + filesPerRun), log, before: at, folder,
		};
		await recordRun(run, random, workspace);
		console.error(`recorded ${Math.min(parts.length, at + filesPerRun)} of ${parts.length} files`);
	}

	await create({
		file, cwd: folder, prefix: 'influxdb-data', gzip: true,
	}, ['data', 'meta', 'wal']);
	rmSync(folder, {recursive: true});
}

type Run = {readonly parts: readonly Part[]; readonly log: readonly Part[]; readonly before: number; readonly folder: string};

/** Writes these parts with an influxd of its own, and adds its files to those of previous runs. */
async function recordRun({parts, log, before, folder}: Run, random: () => number, {own}: Workspace): Promise<void> {
	const influxd = await startInfluxd({data: 'cache-snapshot-memory-size = 1000000000\ncache-snapshot-write-cold-duration = "2s"\nmax-series-per-database = 0'});
	const {release} = own(() => {
		void influxd.remove();
	});
	const write = async (part: Part) => {
		let waiting: string[] = [];
		for (const lines of linesOf(part, random)) {
			waiting.push(...lines);
			if (waiting.length >= 5000) {
				await influxd.write(waiting);
				waiting = [];
			}
		}

		await influxd.write(waiting);
	};

	try {
		for (const part of parts) {
			await write(part);
			await influxd.flush();
		}

		for (const part of log) {
			await write(part);
		}

		await influxd.kill('SIGKILL');
		for (const name of ['data', 'meta', 'wal']) {
			addFiles(path.join(influxd.folder, name), path.join(folder, name), before);
		}
	} finally {
		release();
		await influxd.remove();
	}
}

function * linesOf(part: Part, random: () => number): Generator<readonly string[]> {
	if (part.first === 0) {
		yield * telegrafLines({
			...part, hosts: 60, everySeconds, random,
		});
	}

	yield * containerLines({...part, everySeconds, random});
}

/** Moves the files of a run there, with .tsm files numbered after the existing ones. */
function addFiles(from: string, to: string, before: number): void {
	for (const entry of readdirSync(from, {recursive: true, withFileTypes: true})) {
		if (entry.isFile()) {
			const target = path.join(to, path.relative(from, entry.parentPath));
			const [, generation, rest] = /^(\d{9})(-\d{9}\.tsm)$/v.exec(entry.name) ?? [];
			mkdirSync(target, {recursive: true});
			renameSync(path.join(entry.parentPath, entry.name), path.join(target, generation === undefined ? entry.name : `${String(Number(generation) + before).padStart(9, '0')}${rest}`));
		}
	}
}
