import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import {unpackArchive} from '../../archive/unpack-archive.js';
import {makePrivateFolder} from '../../../system/private-folder.js';
import {configIn, reapLeftovers} from '../../lifetime/reap-leftovers.js';
import type {Engine} from '../engine.js';
import {connect} from '../influx/connect.js';
import {openInfluxClient} from '../influx/client.js';
import {makeSoleUser} from '../influx/sole-user.js';
import {unavailableReason} from '../unavailable-reason.js';
import {influxdConfig} from './config.js';
import {findBinary} from './find-binary.js';
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
	lacks: async () => unavailableReason(findBinary(binary)),
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
			const user = await makeSoleUser(data);
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
