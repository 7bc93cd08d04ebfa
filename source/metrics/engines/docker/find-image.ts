import type Docker from 'dockerode';
import {cleanText} from '../../../text/clean.js';
import type {Stage} from '../engine.js';
import {metricsError} from '../../errors.js';
import {dockerReason} from './open-docker.js';

type Options = {readonly signal: AbortSignal; readonly onProgress?: ((stage: Stage) => void) | undefined};

/** Names in the environment of an image, which is pulled where it is absent. Throws AppError docker-image-missing. */
export async function findImage(docker: Docker, image: string, {signal, onProgress}: Options): Promise<readonly string[]> {
	const found = await environmentOf(docker, image);
	if (found !== undefined) {
		return found;
	}

	const settled = new AbortController();
	try {
		// A name without a tag would bring all of them.
		const stream = await docker.pull(/[:@][^\/]*$/v.test(image) ? image : `${image}:latest`, {abortSignal: signal});
		await new Promise<void>((resolve, reject) => {
			docker.modem.followProgress(stream, error => {
				if (error) {
					reject(error);
				} else {
					resolve();
				}
			}, (event: {readonly status?: unknown; readonly id?: unknown; readonly progress?: unknown}) => {
				const words = [event.status, event.id, event.progress].filter(word => typeof word === 'string');
				onProgress?.({stage: 'pulling', text: cleanText(words.join(' '))});
			});
			signal.addEventListener('abort', () => {
				reject(signal.reason as Error);
			}, {signal: settled.signal});
		});
	} catch (error) {
		signal.throwIfAborted();
		throw metricsError('docker-image-missing', `the image ${cleanText(image)} is not here and cannot be pulled: ${dockerReason(error)}`, {cause: error});
	} finally {
		settled.abort();
	}

	return await environmentOf(docker, image) ?? [];
}

async function environmentOf(docker: Docker, image: string): Promise<readonly string[] | undefined> {
	try {
		const {Config: {Env: variables}} = await docker.getImage(image).inspect();
		return (variables as readonly string[] | null ?? []).map(variable => variable.split('=', 1).join(''));
	} catch {
		return undefined;
	}
}
