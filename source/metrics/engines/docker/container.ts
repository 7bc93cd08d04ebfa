import {randomBytes} from 'node:crypto';
import {Readable} from 'node:stream';
import type Docker from 'dockerode';
import {ownOwner} from '../../../system/owner.js';
import type {PrivateFolder} from '../../../system/private-folder.js';
import {shortened} from '../influx/request-errors.js';
import {AppError} from '../../../system/errors.js';
import {metricsError} from '../../errors.js';
import {askDocker, readAnswer} from './ask-docker.js';
import {labelsOf, removeContainer, removeContainerNow} from './remove-container.js';
import {dockerReason} from './open-docker.js';

/** A container of ours. */
export type Container = {
	/** The port of 127.0.0.1 where it answers. */
	readonly port: string;
	/** Why it ended; undefined while it runs. */
	readonly whyEnded: () => Promise<AppError | undefined>;
	readonly remove: () => Promise<void>;
};

type Options = {
	readonly image: string;
	/** Names in the image's environment. */
	readonly variables: readonly string[];
	readonly signal: AbortSignal;
};

/** Where the database is in the container. */
export const inside = '/ombt-explorer';

/**
 * Starts influxd in a container that holds a copy of what is in the folder: influxd.conf and influxdb-data. Throws AppError
 * docker-run-failed, docker-no-ports or docker-container-gone, or the signal's reason.
 */
export async function startContainer(docker: Docker, folder: PrivateFolder, {image, variables, signal}: Options): Promise<Container> {
	const {pid, start} = ownOwner();
	const name = `ombt-explorer-${pid}-${start}-${randomBytes(4).toString('hex')}`;
	let isComing = true;
	const ending = new AbortController();
	const forget = folder.beforeExit(() => {
		// It would wait for the rest of what is being sent to it.
		ending.abort();
		removeContainerNow(docker, name, {isComing});
	});
	const remove = async () => {
		await removeContainer(docker, name);
		forget();
	};

	try {
		const container = await askDocker(async options => docker.createContainer({...options, name, ...settings(image, variables)}));
		isComing = false;
		signal.throwIfAborted();
		const {create} = await import('tar');
		// Nobody's but root's: it runs as root in there, without root's powers over the files of others.
		const files = create({cwd: folder.path, portable: true}, ['influxd.conf', 'influxdb-data']);
		// Where the engine no longer listens it finds its files gone.
		files.on('error', () => undefined);
		const sending = AbortSignal.any([signal, ending.signal]);
		const send = async (options: {readonly abortSignal: AbortSignal}) => container.putArchive(Readable.from(files), {...options, path: inside});
		await askDocker<unknown>(send, {signal: sending, timeoutMs: sendTimeoutMs});
		await askDocker<unknown>(async options => container.start(options));
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

/** How long all files may take to be sent (ms): there may be gigabytes. */
const sendTimeoutMs = 30 * 60_000;
const memory = 2 * 1024 ** 3;
const linesShown = 2;
const maxLineLength = 200;

const settings = (image: string, variables: readonly string[]): Docker.ContainerCreateOptions => ({
	Image: image,
	Entrypoint: ['influxd'],
	Cmd: ['-config', `${inside}/influxd.conf`],
	// Each such setting of the image would overrule the configuration; a name alone takes it away.
	Env: variables.filter(variable => variable.startsWith('INFLUXDB_')),
	User: '0:0',
	// With a terminal of its own what it says comes as plain text.
	Tty: true,
	Labels: labelsOf(ownOwner()),
	ExposedPorts: {'8086/tcp': {}},
	Volumes: {[inside]: {}},
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
	const details = await askDocker(async options => container.inspect(options));
	const port = readAnswer(details, ({NetworkSettings: {Ports: ports}}) =>
		(ports as Readonly<Record<string, ReadonlyArray<{readonly HostPort: string}> | null>>)['8086/tcp']?.[0]?.HostPort);
	if (port === undefined || !/^\d{1,5}$/v.test(port)) {
		throw await whyEnded(container) ?? metricsError('docker-no-ports', 'the Docker engine publishes no ports');
	}

	return port;
}

async function whyEnded(container: Docker.Container): Promise<AppError | undefined> {
	try {
		const state = readAnswer(await askDocker(async options => container.inspect(options)), ({State: {Running, ExitCode, OOMKilled}}) =>
			({Running, ExitCode, OOMKilled}));
		if (state.Running) {
			return undefined;
		}

		const answer = await askDocker(async options => container.logs({
			...options, stdout: true, stderr: true, tail: linesShown,
		}));
		const log = readAnswer(answer, bytes => bytes.toString('utf8')).trim();
		// Each line is cut by itself: a long one must not hide the last, which says why.
		const said = log.split(/\s*\n/v).map(line => shortened(line, maxLineLength)).join('; ');
		return metricsError(
			'docker-run-failed',
			`influxd in Docker ended (status ${state.ExitCode}${state.OOMKilled ? ', out of memory' : ''}): ${said === '' ? 'it said nothing' : said}`,
		);
	} catch (error) {
		return error instanceof AppError ? error : metricsError('docker-container-gone', `influxd in Docker is gone: ${dockerReason(error)}`, {cause: error});
	}
}
