import {setTimeout as sleep} from 'node:timers/promises';
import {Worker} from 'node:worker_threads';
import type Docker from 'dockerode';
import {type Owner, parseOwner, isGone} from '../../../system/owner.js';
import {answerError, askDocker, readAnswer} from './ask-docker.js';
import {openDocker} from './open-docker.js';

/** By this label a container is ours; whose, it says as `PID-START`. */
const ownerLabel = 'ombt-explorer.owner';
const machineLabel = 'ombt-explorer.machine';

/** The labels of an owner's containers. */
export const labelsOf = ({machine, boot, pid, start}: Owner): Readonly<Record<string, string>> =>
	({[ownerLabel]: `${pid}-${start}`, [machineLabel]: `${machine}-${boot}`});

/** The owner of a container, by its labels; undefined for one that is not ours. */
const ownerOf = (labels: Readonly<Record<string, string>>): Owner | undefined =>
	parseOwner(`${labels[machineLabel] ?? ''}-${labels[ownerLabel] ?? ''}`);

/** Removes a container of ours with its data, by its id or name, running or not; one that is gone is no error. */
export async function removeContainer(docker: Docker, name: string): Promise<void> {
	for (let tries = 0; tries < 50; tries++) {
		try {
			await askDocker<unknown>(async options => docker.getContainer(name).remove({...options, force: true, v: true}), {timeoutMs: longest});
			return;
		} catch (error) {
			const status = statusOf(error);
			if (status === 404) {
				return;
			}

			// Another one removes it already: wait until it is gone.
			if (status !== 409) {
				throw error;
			}

			await sleep(100);
		}
	}
}

type Ending = {
	/** It is being made: it may not be there yet. */
	readonly isComing: boolean;
};

/** Removes a container before this returns, for a process that ends: nothing that waits is done any more by then. */
export function removeContainerNow(docker: Docker, name: string, {isComing}: Ending): void {
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
	// A thread: the program may be a single executable, which runs no other script in a process of its own.
	const thread = new Worker(remover, {
		eval: true,
		stdout: true,
		stderr: true,
		workerData: {
			protocol: protocol === 'https' ? 'https' : 'http', request, isComing, isDone,
		},
	});
	thread.unref();
	Atomics.wait(isDone, 0, 0, longest);
}

const longest = 10_000;

// 204: removed. 404: it is not there, or not yet. Anything else, such as 409 while another one removes it: later again.
const remover = `
const {protocol, request, isComing, isDone} = require('worker_threads').workerData;
process.on('exit', () => {
	Atomics.store(isDone, 0, 1);
	Atomics.notify(isDone, 0);
});
const attempt = left => require(protocol).request(request, ({statusCode}) => {
	if (statusCode === 204 || left === 0 || (statusCode === 404 && !isComing)) {
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

/** Removes the containers of owners that have ended without doing so, at the Docker engine of this address. Throws where that does not answer. */
export async function reapContainers(host: string): Promise<void> {
	await reapContainersOf(await openDocker(host));
}

/** Removes the containers of owners that have ended without doing so. */
export async function reapContainersOf(docker: Docker): Promise<void> {
	const found = await askDocker(async options => docker.listContainers({...options, all: true, filters: {label: [ownerLabel]}}));
	if (!Array.isArray(found)) {
		throw answerError();
	}

	const ours = readAnswer(found, containers => containers.map(({Id: id, Labels: labels}) => ({id: String(id), labels: {...labels}})));
	for (const {id, labels} of ours) {
		const owner = ownerOf(labels);
		if (owner && isGone(owner)) {
			await removeContainer(docker, id);
		}
	}
}
