import {constants} from 'node:fs';
import {access} from 'node:fs/promises';
import process from 'node:process';
import {CampaignError, codeOf} from '../../../system/errors.js';
import {cleanText} from '../../../text/clean.js';

/** The address of this machine's Docker engine, as in DOCKER_HOST: that variable, the system's socket, or that of a rootless one. Throws CampaignError where there is none. */
export async function findDockerHost(): Promise<string> {
	const {DOCKER_HOST: set, XDG_RUNTIME_DIR: runtime} = process.env;
	const candidates = set
		? [set.includes('://') ? set : `tcp://${set}`]
		: ['unix:///var/run/docker.sock', ...runtime ? [`unix://${runtime}/docker.sock`] : []];
	const problems: CampaignError[] = [];
	for (const candidate of candidates) {
		const problem = await problemWith(candidate);
		if (problem === undefined) {
			return candidate;
		}

		problems.push(problem);
	}

	// A socket that one may not use says more than one that is not there.
	throw problems.find(problem => problem.remedy === forbidden) ?? problems[0] ?? new CampaignError('there is no Docker socket', missing);
}

/** The path of a socket; undefined for an address of another kind. */
export const socketOf = (host: string): string | undefined => /^unix:\/\/(.*)$/v.exec(host)?.[1];

export const missing = 'start a Docker engine, set DOCKER_HOST, or take another --engine; without root: dockerd-rootless-setuptool.sh install';
export const forbidden = 'join the group docker, start a rootless engine (dockerd-rootless-setuptool.sh install), or take another --engine';

async function problemWith(host: string): Promise<CampaignError | undefined> {
	const socket = socketOf(host);
	if (socket === undefined) {
		return isHere(host)
			? undefined
			: new CampaignError(`DOCKER_HOST ${cleanText(host)}: the engine is not on this machine`, 'its ports would be open to the network: take one of this machine, or another --engine');
	}

	try {
		await access(socket, constants.R_OK | constants.W_OK);
		return undefined;
	} catch (error) {
		const name = cleanText(socket);
		return codeOf(error) === 'EACCES'
			? new CampaignError(`${name}: no permission to use this Docker socket`, forbidden)
			: new CampaignError(`${name}: there is no Docker socket`, missing);
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
