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
import type {Workshop} from './workshop.js';

const kept = fileURLToPath(new URL('../../.cache/benchmark', import.meta.url));
// Another content gets another name.
const edition = createHash('sha256').update(readFileSync(new URL('telegraf-lines.ts', import.meta.url))).digest('hex').slice(0, 12);
// Lines that are written at once; influxd packs its log by such batches.
const batch = 5000;

/** Where an archive's points are: partly in the log still, as a stopped influxd leaves them, or all in files. */
export type ArchiveState = 'log' | 'files';

/** The second at which the recording begins, two hours before its end. */
const recordingStart = 1_523_000_000;
export const recordingSeconds = 7200;

/** An archive of a real influxd to which 60 hosts reported for two hours, every 10 seconds; made once and kept, at less than a minute. */
export async function largeArchive(state: ArchiveState, workshop: Workshop): Promise<{readonly file: string; readonly bytes: number}> {
	const file = path.join(kept, `${state}-${edition}.tar.gz`);
	if (!existsSync(file)) {
		mkdirSync(kept, {recursive: true});
		await record(state, `${file}.${process.pid}`, workshop);
		renameSync(`${file}.${process.pid}`, file);
	}

	return {file, bytes: statSync(file).size};
}

async function record(state: ArchiveState, file: string, {own}: Workshop): Promise<void> {
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
