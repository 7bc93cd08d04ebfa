import {writeFile, access, stat} from 'node:fs/promises';
import path from 'node:path';
import {execFile} from 'node:child_process';
import {constants} from 'node:fs';
import process from 'node:process';
import {promisify} from 'node:util';
import {unpackArchive} from '../../archive/unpack-archive.js';
import {makePrivateFolder} from '../../../system/private-folder.js';
import {configIn, reapLeftovers} from '../../lifetime/reap-leftovers.js';
import {unavailableReason, type Engine} from '../engine.js';
import {connect} from '../influx/connect.js';
import {openInfluxClient} from '../influx/client.js';
import {createAdminUser} from '../influx/admin-user.js';
import {cleanText} from '../../../text/clean.js';
import {metricsError} from '../../errors.js';
import {influxdConfig} from './config.js';
import {startServer, type Server} from './server.js';

type Options = {
	/** The program; by default $INFLUXD, or the first one in PATH. */
	readonly binary?: string | undefined;
	/** Timeout without output before the server listens, and for a response (ms). */
	readonly timeoutMs?: number;
};

/** Reads a copy of the database with a local influxd 1.x, listening on loopback. */
export const influxdEngine = ({binary, timeoutMs = 60_000}: Options = {}): Engine => ({
	name: 'influxd',
	whyUnavailable: async () => unavailableReason(findBinary(binary)),
	async open(archive, {signal, onProgress, database, maxUnpacked}) {
		const program = await findBinary(binary);
		await reapLeftovers();
		signal.throwIfAborted();
		const folder = await makePrivateFolder();
		const notes: string[] = [];
		let server: Server | undefined;
		const close = async () => {
			await server?.end();
			await folder.remove();
		};

		try {
			await unpackArchive(archive, folder.path, {
				signal, onProgress, maxUnpacked,
				onNote(note) {
					notes.push(note);
				},
			});
			onProgress?.({stage: 'starting'});
			const data = path.join(folder.path, 'influxdb-data');
			const user = await createAdminUser(data);
			await writeFile(configIn(folder.path), influxdConfig({database: data, http: '127.0.0.1:0'}));
			server = await startServer(program, folder, {signal, timeoutMs});
			const client = await openInfluxClient({
				url: server.url, name: 'influxd', user, timeoutMs,
			});
			const version = `influxd ${await client.ping(signal)}`;
			return await connect({
				client, version, database, signal, close, notes, whyEnded: server.whyEnded,
			});
		} catch (error) {
			// The reason why it cannot be opened matters more than a failed cleanup.
			await close().catch(() => undefined);
			throw error;
		}
	},
});

/**
 * The path of influxd 1.x: the given one, that of $INFLUXD, or the first one in PATH. A name without a slash is looked up in PATH only. Throws AppError
 * influxd-missing or influxd-too-new.
 */
export async function findBinary(given: string | undefined): Promise<string> {
	const {INFLUXD: set, PATH = ''} = process.env;
	const named = given ? {words: `--influxd ${given}`, file: given} : (set ? {words: `$INFLUXD ${set}`, file: set} : undefined);
	// Skip relative folders in PATH: they depend on the working directory, which others may control.
	const inPath = (name: string) => PATH.split(path.delimiter).filter(folder => path.isAbsolute(folder)).map(folder => path.join(folder, name));
	const candidates = named?.file.includes(path.sep) ? [path.resolve(named.file)] : inPath(named?.file ?? 'influxd');
	for (const candidate of candidates) {
		if (await isProgram(candidate)) {
			return refuseNewer(candidate);
		}
	}

	throw metricsError('influxd-missing', named ? `${cleanText(named.words)}: no such program` : 'there is no influxd in PATH');
}

const versionTimeoutMs = 5000;

async function isProgram(file: string): Promise<boolean> {
	try {
		await access(file, constants.X_OK);
		return (await stat(file)).isFile();
	} catch {
		return false;
	}
}

// InfluxDB 2 has a program with the same name; one that does not print its version is detected when it starts.
async function refuseNewer(file: string): Promise<string> {
	const output = await promisify(execFile)(file, ['version'], {timeout: versionTimeoutMs, killSignal: 'SIGKILL'}).catch(() => undefined);
	const version = /\bInfluxDB v?([2-9]\.[\w.~\-]+)/v.exec(output?.stdout ?? '')?.[1];
	if (version !== undefined) {
		throw metricsError('influxd-too-new', `${cleanText(file)} is InfluxDB ${version}, which cannot read data of 1.x`);
	}

	return file;
}
