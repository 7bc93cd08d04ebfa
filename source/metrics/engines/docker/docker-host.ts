import {constants} from 'node:fs';
import {access} from 'node:fs/promises';
import process from 'node:process';
import {type AppError, codeOf} from '../../../system/errors.js';
import {cleanText} from '../../../text/clean.js';
import {metricsError} from '../../errors.js';

/**
 * The address of the local Docker engine, in the format of DOCKER_HOST: from that variable, the system's socket, or that of a rootless engine. Throws
 * AppError docker-missing, docker-forbidden or docker-remote.
 */
export async function findDockerHost(): Promise<string> {
	const {DOCKER_HOST: set, XDG_RUNTIME_DIR: runtime} = process.env;
	const candidates = set
		? [set.includes('://') ? set : `tcp://${set}`]
		: ['unix:///var/run/docker.sock', ...runtime ? [`unix://${runtime}/docker.sock`] : []];
	const problems: AppError[] = [];
	for (const candidate of candidates) {
		const problem = await problemWith(candidate);
		if (problem === undefined) {
			return candidate;
		}

		problems.push(problem);
	}

	// A socket without permission is more informative than a missing one.
	throw problems.find(({code}) => code === 'docker-forbidden') ?? problems[0] ?? metricsError('docker-missing', 'there is no Docker socket');
}

/** The path of a socket; undefined for other kinds of addresses. */
export const socketOf = (host: string): string | undefined => /^unix:\/\/(.*)$/v.exec(host)?.[1];

async function problemWith(host: string): Promise<AppError | undefined> {
	const socket = socketOf(host);
	if (socket === undefined) {
		return isHere(host)
			? undefined
			: metricsError('docker-remote', `DOCKER_HOST ${cleanText(host)}: the engine is not on this machine`);
	}

	try {
		await access(socket, constants.R_OK | constants.W_OK);
		return undefined;
	} catch (error) {
		const name = cleanText(socket);
		return codeOf(error) === 'EACCES'
			? metricsError('docker-forbidden', `${name}: no permission to use this Docker socket`)
			: metricsError('docker-missing', `${name}: there is no Docker socket`);
	}
}

function isHere(host: string): boolean {
	try {
		const {protocol, hostname} = new URL(host);
		return protocol === 'tcp:' && /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/v.test(hostname);
	} catch {
		return false;
	}
}
