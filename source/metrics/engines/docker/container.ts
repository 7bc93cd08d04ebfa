import {randomBytes} from 'node:crypto';
import {Readable} from 'node:stream';
import type Docker from 'dockerode';
import {thisProcess} from '../../../system/owner.js';
import type {PrivateFolder} from '../../../system/private-folder.js';
import {shortened} from '../influx/request-errors.js';
import {AppError} from '../../../system/errors.js';
import {metricsError} from '../../errors.js';
import {requestDocker, readAnswer} from './docker-request.js';
import {labelsOf, removeContainer, removeContainerNow} from './remove-container.js';
import {dockerReason} from './open-docker.js';

/** A container created by us. */
export type Container = {
	/** The published port on 127.0.0.1. */
	readonly port: string;
	/** The error with which it exited; undefined while it runs. */
	readonly whyEnded: () => Promise<AppError | undefined>;
	readonly remove: () => Promise<void>;
};

type Options = {
	readonly image: string;
	/** Variable names in the environment of the image. */
	readonly variables: readonly string[];
	readonly signal: AbortSignal;
};

/** The folder inside the container for the configuration and the database. */
export const containerFolder = '/ombt-explorer';

/**
 * Starts influxd in a container with a copy of influxd.conf and influxdb-data from the folder. Throws AppError docker-run-failed, docker-no-ports or
 * docker-container-gone, or the signal's reason.
 */
export async function startContainer(docker: Docker, folder: PrivateFolder, {image, variables, signal}: Options): Promise<Container> {
	const {pid, start} = thisProcess();
	const name = `ombt-explorer-${pid}-${start}-${randomBytes(4).toString('hex')}`;
	let isBeingCreated = true;
	const ending = new AbortController();
	const forget = folder.beforeExit(() => {
		// Otherwise it would wait for the rest of the upload.
		ending.abort();
		removeContainerNow(docker, name, {isBeingCreated});
	});
	const remove = async () => {
		await removeContainer(docker, name);
		forget();
	};

	try {
		const container = await requestDocker(async options => docker.createContainer({...options, name, ...settings(image, variables)}));
		isBeingCreated = false;
		signal.throwIfAborted();
		const {create} = await import('tar');
		// Owned by root, since influxd runs as root in the container, without capabilities that would let it access files of others.
		const files = create({cwd: folder.path, portable: true}, ['influxd.conf', 'influxdb-data']);
		// If the engine stops reading, the files may already have been removed.
		files.on('error', () => undefined);
		const sending = AbortSignal.any([signal, ending.signal]);
		const send = async (options: {readonly abortSignal: AbortSignal}) => container.putArchive(Readable.from(files), {...options, path: containerFolder});
		await requestDocker<unknown>(send, {signal: sending, timeoutMs: sendTimeoutMs});
		await requestDocker<unknown>(async options => container.start(options));
		signal.throwIfAborted();
		const port = await portOf(container);
		return {port, whyEnded: async () => whyEnded(container), remove};
	} catch (error) {
		await remove();
		signal.throwIfAborted();
		throw error instanceof AppError
			? error
			: metricsError('docker-run-failed', `the Docker engine cannot run ${shortened(image)}: ${dockerReason(error)}`, {cause: error});
	}
}

/** Timeout for the upload of all files (ms), which may be gigabytes. */
const sendTimeoutMs = 30 * 60_000;
const memory = 2 * 1024 ** 3;
const linesShown = 2;
const maxLineLength = 200;

const settings = (image: string, variables: readonly string[]): Docker.ContainerCreateOptions => ({
	Image: image,
	Entrypoint: ['influxd'],
	Cmd: ['-config', `${containerFolder}/influxd.conf`],
	// INFLUXDB_ variables of the image would override the configuration; a name without a value unsets it.
	Env: variables.filter(variable => variable.startsWith('INFLUXDB_')),
	User: '0:0',
	// With a TTY the log is plain text.
	Tty: true,
	Labels: labelsOf(thisProcess()),
	ExposedPorts: {'8086/tcp': {}},
	Volumes: {[containerFolder]: {}},
	HostConfig: {
		PortBindings: {'8086/tcp': [{HostIp: '127.0.0.1', HostPort: ''}]},
		Memory: memory,
		ReadonlyRootfs: true,
		Tmpfs: {'/tmp': ''},
		CapDrop: ['ALL'],
		SecurityOpt: ['no-new-privileges'],
		LogConfig: {Type: 'json-file', Config: {'max-size': '1m'}},
	},
});

async function portOf(container: Docker.Container): Promise<string> {
	const details = await requestDocker(async options => container.inspect(options));
	const port = readAnswer(details, ({NetworkSettings: {Ports: ports}}) =>
		(ports as Readonly<Record<string, ReadonlyArray<{readonly HostPort: string}> | null>>)['8086/tcp']?.[0]?.HostPort);
	if (port === undefined || !/^\d{1,5}$/v.test(port)) {
		throw await whyEnded(container) ?? metricsError('docker-no-ports', 'the Docker engine publishes no ports');
	}

	return port;
}

async function whyEnded(container: Docker.Container): Promise<AppError | undefined> {
	try {
		const state = readAnswer(await requestDocker(async options => container.inspect(options)), ({State: {Running, ExitCode, OOMKilled}}) =>
			({Running, ExitCode, OOMKilled}));
		if (state.Running) {
			return undefined;
		}

		const answer = await requestDocker(async options => container.logs({
			...options, stdout: true, stderr: true, tail: linesShown,
		}));
		const log = readAnswer(answer, bytes => bytes.toString('utf8')).trim();
		// Each line is cut separately, so that a long one does not hide the last one, which has the reason.
		const output = log.split(/\s*\n/v).map(line => shortened(line, maxLineLength)).join('; ');
		return metricsError(
			'docker-run-failed',
			`influxd in Docker ended (status ${state.ExitCode}${state.OOMKilled ? ', out of memory' : ''}): ${output === '' ? 'no output' : output}`,
		);
	} catch (error) {
		return error instanceof AppError ? error : metricsError('docker-container-gone', `influxd in Docker is gone: ${dockerReason(error)}`, {cause: error});
	}
}
