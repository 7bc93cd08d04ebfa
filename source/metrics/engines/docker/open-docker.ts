import process from 'node:process';
import type Docker from 'dockerode';
import {AppError, codeOf, messageOf} from '../../../system/errors.js';
import {cleanText} from '../../../text/clean.js';
import {shortened} from '../influx/request-errors.js';
import {metricsError} from '../../errors.js';
import {answerError, requestDocker, readAnswer} from './docker-request.js';
import {socketOf} from './docker-host.js';

/**
 * Connects to the Docker engine at an address of `findDockerHost`, and checks that it responds and is recent enough. Throws AppError docker-missing,
 * docker-forbidden, docker-silent, docker-answer, docker-too-old.
 */
export async function openDocker(host: string): Promise<Docker> {
	const {default: Engine} = await import('dockerode');
	const socket = socketOf(host);
	// If DOCKER_HOST is set, the library reads it, with its related variables.
	const address = socket === undefined ? (process.env.DOCKER_HOST ? {} : tcp(host)) : {socketPath: socket, host: undefined};
	let version;
	try {
		const engine = new Engine(address);
		version = await requestDocker(async () => engine.version(), {timeoutMs});
	} catch (error) {
		throw error instanceof AppError ? error : explainNoEngine(error, cleanText(socket ?? host));
	}

	const {api, name} = readAnswer(version, ({ApiVersion, Version}) => ({api: /^\d+\.\d+$/v.exec(ApiVersion)?.[0], name: String(Version)}));
	if (api === undefined) {
		throw answerError();
	}

	const [major = 0, minor = 0] = api.split('.').map(Number);
	if (!(major > oldest[0] || (major === oldest[0] && minor >= oldest[1]))) {
		throw metricsError('docker-too-old', `the Docker engine is too old: version ${shortened(name)}`);
	}

	return new Engine(address);
}

/** The Docker engine's error message. */
export const dockerReason = (error: unknown): string => shortened(answerText(error).replace(/^\(HTTP code \d+\) [^\-]+ - /v, ''));

const answerText = (error: unknown): string => isAnswer(error) ? error.json.message : messageOf(error);
const timeoutMs = 5000;
const oldest = [1, 25] as const;

const isAnswer = (error: unknown): error is {readonly json: {readonly message: string}} =>
	error instanceof Error && 'json' in error && typeof error.json === 'object' && error.json !== null
	&& 'message' in error.json && typeof error.json.message === 'string';

function tcp(host: string): Docker.DockerOptions {
	const {hostname, port} = new URL(host);
	return {host: hostname, port, protocol: 'http'};
}

function explainNoEngine(error: unknown, name: string): AppError {
	const code = codeOf(error);
	return code === 'EACCES'
		? metricsError('docker-forbidden', `${name}: no permission to use this Docker socket`)
		: (code === 'ENOENT' || code === 'ECONNREFUSED'
			? metricsError('docker-missing', `${name}: no Docker engine runs there`)
			: metricsError('docker-missing', `${name}: no Docker engine answers (${code ?? dockerReason(error)})`, {cause: error}));
}
