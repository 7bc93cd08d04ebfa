import {createHash} from 'node:crypto';
import {
	existsSync, mkdirSync, readFileSync, renameSync, statSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {create} from 'tar';
import {startInfluxd} from '../metrics/engines/real-influxd.js';
import {createRandom} from './generate.js';
import {telegrafLines} from './telegraf-lines.js';
import type {Workspace} from './workspace.js';

const kept = fileURLToPath(new URL('../../.cache/benchmark', import.meta.url));
// Other contents get another file name.
const edition = createHash('sha256').update(readFileSync(new URL('telegraf-lines.ts', import.meta.url))).digest('hex').slice(0, 12);
// Lines per write; influxd compresses its WAL by these batches.
const batch = 5000;

/** Where the points of an archive are: partly still in the WAL, as left by a stopped influxd, or all in .tsm files. */
export type ArchiveState = 'log' | 'files';

/** Start of the recording (Unix seconds), two hours before its end. */
const recordingStart = 1_523_000_000;
export const recordingSeconds = 7200;

/** An archive of a real influxd with two hours of data from 60 hosts, every 10 seconds; generated once and cached, which takes less than a minute. */
export async function largeArchive(state: ArchiveState, workspace: Workspace): Promise<{readonly file: string; readonly bytes: number}> {
	const file = path.join(kept, `${state}-${edition}.tar.gz`);
	if (!existsSync(file)) {
		mkdirSync(kept, {recursive: true});
		await record(state, `${file}.${process.pid}`, workspace);
		renameSync(`${file}.${process.pid}`, file);
	}

	return {file, bytes: statSync(file).size};
}

async function record(state: ArchiveState, file: string, {own}: Workspace): Promise<void> {
	const influxd = await startInfluxd({flushesSoon: state === 'files'});
	const {release} = own(() => {
		void influxd.remove();
	});
	try {
		const waiting: string[] = [];
		for (const lines of telegrafLines({
			hosts: 60, start: recordingStart, seconds: recordingSeconds, everySeconds: 10, random: createRandom(17),
		})) {
			waiting.push(...lines);
			if (waiting.length >= batch) {
				await influxd.write(waiting.splice(0));
			}
		}

		await influxd.write(waiting);
		if (state === 'files') {
			await influxd.flush();
		}

		await influxd.kill('SIGTERM');
		await create({
			file, cwd: influxd.folder, prefix: 'influxdb-data', gzip: true,
		}, ['data', 'meta', 'wal']);
	} finally {
		release();
		await influxd.remove();
	}
}
