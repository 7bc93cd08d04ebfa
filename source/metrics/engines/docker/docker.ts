import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {unpackArchive} from '../../archive/unpack-archive.js';
import {makePrivateFolder} from '../../../system/private-folder.js';
import {configIn, dockerNoteIn, reapLeftovers} from '../../lifetime/reap-leftovers.js';
import {unavailableReason, type Engine} from '../engine.js';
import {openInfluxClient, type InfluxClient} from '../influx/client.js';
import {connect} from '../influx/connect.js';
import {createAdminUser} from '../influx/admin-user.js';
import {influxdConfig} from '../influxd/config.js';
import {containerFolder, startContainer, type Container} from './container.js';
import {findDockerHost} from './docker-host.js';
import {findImage} from './find-image.js';
import {openDocker} from './open-docker.js';
import {reapContainersOf} from './remove-container.js';

type Options = {
	readonly image?: string | undefined;
	/** Timeout for the start of the server, and for a response (ms). */
	readonly timeoutMs?: number;
};

/** Reads a copy of the database with influxd 1.x in a container of the local Docker engine. */
export const dockerEngine = ({image = 'influxdb:1.8', timeoutMs = 60_000}: Options = {}): Engine => ({
	name: 'docker',
	whyUnavailable: async () => unavailableReason(findDockerHost().then(openDocker)),
	async open(archive, {signal, onProgress, database, maxUnpacked}) {
		const host = await findDockerHost();
		const docker = await openDocker(host);
		await Promise.all([reapLeftovers(), reapContainersOf(docker)]);
		const variables = await findImage(docker, image, {signal, onProgress});
		signal.throwIfAborted();
		const folder = await makePrivateFolder();
		const notes: string[] = [];
		let container: Container | undefined;
		const close = async () => {
			try {
				await container?.remove();
			} finally {
				await folder.remove();
			}
		};

		try {
			await writeFile(dockerNoteIn(folder.path), host);
			await unpackArchive(archive, folder.path, {
				signal, onProgress, maxUnpacked,
				onNote(note) {
					notes.push(note);
				},
			});
			onProgress?.({stage: 'starting'});
			const user = await createAdminUser(path.join(folder.path, 'influxdb-data'));
			await writeFile(configIn(folder.path), influxdConfig({database: `${containerFolder}/influxdb-data`, http: '0.0.0.0:8086'}));
			container = await startContainer(docker, folder, {image, variables, signal});
			const client = await openInfluxClient({
				url: `http://127.0.0.1:${container.port}`, name: 'influxd in Docker', user, timeoutMs,
			});
			const version = `influxd ${await firstAnswer(client, container, {signal, timeoutMs})} in Docker`;
			return await connect({
				client, version, database, signal, close, notes, whyEnded: container.whyEnded,
			});
		} catch (error) {
			// The reason why it cannot be opened matters more than a failed cleanup.
			await close().catch(() => undefined);
			throw error;
		}
	},
});

const firstPauseMs = 10;
const maxPauseMs = 400;

// Docker accepts connections before the server does, and then drops them.
async function firstAnswer(
	client: InfluxClient,
	container: Container,
	{signal, timeoutMs}: {readonly signal: AbortSignal; readonly timeoutMs: number},
): Promise<string> {
	const end = Date.now() + timeoutMs;
	for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, maxPauseMs)) {
		try {
			return await client.ping(signal);
		} catch (error) {
			signal.throwIfAborted();
			const reason = await container.whyEnded();
			if (reason ?? Date.now() > end) {
				throw reason ?? error;
			}

			await sleep(pauseMs, undefined, {signal});
		}
	}
}
