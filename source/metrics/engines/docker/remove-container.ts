import {setTimeout as sleep} from 'node:timers/promises';
import {Worker} from 'node:worker_threads';
import type Docker from 'dockerode';
import {type Owner, parseOwner, hasEnded} from '../../../system/owner.js';
import {answerError, requestDocker, readAnswer} from './docker-request.js';
import {openDocker} from './open-docker.js';

/** The label that marks our containers; its value is `PID-START` of the owner. */
const ownerLabel = 'ombt-explorer.owner';
const machineLabel = 'ombt-explorer.machine';

/** The labels for the containers of an owner. */
export const labelsOf = ({machine, boot, pid, start}: Owner): Readonly<Record<string, string>> =>
	({[ownerLabel]: `${pid}-${start}`, [machineLabel]: `${machine}-${boot}`});

/** The owner of a container, from its labels; undefined for a container that is not ours. */
const ownerOf = (labels: Readonly<Record<string, string>>): Owner | undefined =>
	parseOwner(`${labels[machineLabel] ?? ''}-${labels[ownerLabel] ?? ''}`);

/** Removes one of our containers and its data, by id or name, running or not; ignores one that does not exist. */
export async function removeContainer(docker: Docker, name: string): Promise<void> {
	for (let tries = 0; tries < 50; tries++) {
		try {
			await requestDocker<unknown>(async options => docker.getContainer(name).remove({...options, force: true, v: true}), {timeoutMs: removalTimeoutMs});
			return;
		} catch (error) {
			const status = statusOf(error);
			if (status === 404) {
				return;
			}

			// 409: it is already being removed, wait until it is gone.
			if (status !== 409) {
				throw error;
			}

			await sleep(100);
		}
	}
}

type Ending = {
	/** Whether the container is still being created and may not exist yet. */
	readonly isBeingCreated: boolean;
};

/** Removes a container synchronously, for a process that is exiting and no longer runs asynchronous code. */
export function removeContainerNow(docker: Docker, name: string, {isBeingCreated}: Ending): void {
	const {socketPath, host, port, protocol, ca, cert, key} = docker.modem as unknown as Connection;
	const request = {
		...socketPath === undefined
			? {
				host, port, ca: stringOrUndefined(ca), cert: stringOrUndefined(cert), key: stringOrUndefined(key),
			}
			: {socketPath},
		method: 'DELETE',
		path: `/containers/${name}?force=1&v=1`,
	};
	const isDone = new Int32Array(new SharedArrayBuffer(4));
	// A thread, since the program may be a single executable, which cannot run another script in a child process.
	const thread = new Worker(remover, {
		eval: true,
		stdout: true,
		stderr: true,
		workerData: {
			protocol: protocol === 'https' ? 'https' : 'http', request, isBeingCreated, isDone,
		},
	});
	thread.unref();
	Atomics.wait(isDone, 0, 0, removalTimeoutMs);
}

const removalTimeoutMs = 10_000;

// 204: removed. 404: it does not exist (yet). Anything else, such as 409 while it is already being removed: retry.
const remover = `
const {protocol, request, isBeingCreated, isDone} = require('worker_threads').workerData;
process.on('exit', () => {
	Atomics.store(isDone, 0, 1);
	Atomics.notify(isDone, 0);
});
const attempt = left => require(protocol).request(request, ({statusCode}) => {
	if (statusCode === 204 || left === 0 || (statusCode === 404 && !isBeingCreated)) {
		process.exit();
	}
	setTimeout(attempt, 100, left - 1);
}).on('error', () => process.exit()).end();
attempt(20);
`;

type Connection = {
	readonly socketPath?: string;
	readonly host?: string;
	readonly port?: string | number;
	readonly protocol?: string;
	readonly ca?: unknown;
	readonly cert?: unknown;
	readonly key?: unknown;
};

const stringOrUndefined = (value: unknown): string | undefined =>
	Array.isArray(value) ? value.map(String).join('\n') : (Buffer.isBuffer(value) || typeof value === 'string' ? value.toString() : undefined);

const statusOf = (error: unknown): number | undefined =>
	error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : undefined;

/** Removes the containers of owners that exited without doing so, at the Docker engine with this address. Throws if it does not respond. */
export async function reapContainers(host: string): Promise<void> {
	await reapContainersOf(await openDocker(host));
}

/** Removes the containers of owners that exited without doing so. */
export async function reapContainersOf(docker: Docker): Promise<void> {
	const found = await requestDocker(async options => docker.listContainers({...options, all: true, filters: {label: [ownerLabel]}}));
	if (!Array.isArray(found)) {
		throw answerError();
	}

	const owned = readAnswer(found, containers => containers.map(({Id: id, Labels: labels}) => ({id: String(id), labels: {...labels}})));
	for (const {id, labels} of owned) {
		const owner = ownerOf(labels);
		if (owner && hasEnded(owner)) {
			await removeContainer(docker, id);
		}
	}
}
