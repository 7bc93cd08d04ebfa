import type {Readable} from 'node:stream';
import type Docker from 'dockerode';
import {AppError} from '../../../system/errors.js';
import {isObject, parseJson} from '../../../system/json.js';
import {cleanText} from '../../../text/clean.js';
import type {Stage} from '../engine.js';
import {metricsError} from '../../errors.js';
import {requestDocker, readAnswer} from './docker-request.js';
import {dockerReason} from './open-docker.js';

type Options = {readonly signal: AbortSignal; readonly onProgress?: ((stage: Stage) => void) | undefined};

/** Returns the variable names in the environment of an image, which is pulled if missing. Throws AppError docker-image-missing, docker-silent. */
export async function findImage(docker: Docker, image: string, {signal, onProgress}: Options): Promise<readonly string[]> {
	const found = await environmentOf(docker, image);
	if (found !== undefined) {
		return found;
	}

	try {
		// Without a tag all tags would be pulled.
		const fullName = /[:@][^\/]*$/v.test(image) ? image : `${image}:latest`;
		const stream = await requestDocker(async options => docker.pull(fullName, options), {signal});
		await followPull(stream, {signal, onProgress});
	} catch (error) {
		signal.throwIfAborted();
		throw metricsError('docker-image-missing', `the image ${cleanText(image)} is not available locally and cannot be pulled: ${dockerReason(error)}`, {cause: error});
	}

	const pulled = await environmentOf(docker, image);
	if (pulled === undefined) {
		throw metricsError('docker-image-missing', `the image ${cleanText(image)} is missing even after pulling it`);
	}

	return pulled;
}

/** Timeout without any data from the registry (ms). */
const silenceTimeoutMs = 5 * 60_000;
const maxLineLength = 65_536;

/** Reads the JSON lines of a pull until it completes. Throws an Error with the engine's message if it fails, docker-silent on timeout. */
async function followPull(stream: NodeJS.ReadableStream, {signal, onProgress}: Options): Promise<void> {
	const lines = (stream as Readable).setEncoding('utf8').iterator() as AsyncIterator<string>;
	let rest = '';
	for (;;) {
		const next = await requestDocker(async () => lines.next(), {signal, timeoutMs: silenceTimeoutMs});
		const all = `${rest}${next.done ? '\n' : next.value}`.split('\n');
		rest = (all.pop() ?? '').slice(0, maxLineLength);
		for (const event of all.map(line => pullEvent(line))) {
			if (typeof event.error === 'string') {
				throw new TypeError(event.error);
			}

			const words = [event.status, event.id, event.progress].filter(word => typeof word === 'string');
			if (words.length > 0) {
				onProgress?.({stage: 'pulling', text: cleanText(words.join(' '))});
			}
		}

		if (next.done) {
			return;
		}
	}
}

function pullEvent(line: string): Readonly<Record<string, unknown>> {
	try {
		const event = parseJson(line);
		return isObject(event) ? event : {};
	} catch {
		// Lines that are not JSON can be ignored.
		return {};
	}
}

async function environmentOf(docker: Docker, image: string): Promise<readonly string[] | undefined> {
	try {
		const details = await requestDocker(async () => docker.getImage(image).inspect());
		return readAnswer(details, ({Config: {Env: variables}}) => (variables as readonly string[] | null ?? []).map(variable => variable.split('=', 1).join('')));
	} catch (error) {
		if (error instanceof AppError) {
			throw error;
		}

		return undefined;
	}
}
