import {createGunzip} from 'node:zlib';
import {Readable} from 'node:stream';
import {codeOf} from '../../system/errors.js';
import {formatBytes} from '../../text/numbers.js';
import {sourceError} from '../errors.js';
import type {SourceLimits} from '../source.js';
import {shownUrl} from './address.js';
import type {HttpAnswer} from './client.js';
import {isUnencoded} from './validators.js';

/** Throws source-length if the number of bytes received differs from the announced one. */
export function checkLength(bytes: number, announced: string | undefined, url: URL): void {
	if (announced !== undefined && Number(announced) !== bytes) {
		throw sourceError('source-length', `${shownUrl(url)}: ${formatBytes(bytes)} came of ${announced.slice(0, 20)} bytes`);
	}
}

/** The announced size of the whole file (bytes) in a response with all or the rest of it. */
export const wholeLength = ({status, headers}: HttpAnswer): string | undefined =>
	status === 206 ? /\/(?<total>\d+)$/v.exec(headers['content-range'] ?? '')?.groups?.total : headers['content-length'];

const isArchive = (name: string): boolean => /\.(?:gz|tgz)$/iv.test(name);

/** Whether the body of a response is decoded on arrival. Archives that some servers call encoded are kept as they come. */
export const isDecoded = ({headers}: HttpAnswer, name: string): boolean => !isUnencoded(headers['content-encoding']) && !isArchive(name);

/** The decoded body of a response. Unsolicited gzip encoding is tolerated, within limits. */
export function contentOf(answer: HttpAnswer, name: string, {maxBytes}: SourceLimits): AsyncIterable<Uint8Array> {
	const encoding = answer.headers['content-encoding'];
	if (!isDecoded(answer, name)) {
		return answer.body();
	}

	if (encoding !== 'gzip' && encoding !== 'x-gzip') {
		answer.drop();
		throw sourceError('source-status', `${shownUrl(answer.url)}: has an encoding that was not requested (${encoding ?? ''})`, {hint: 'tell the administrator of the server'});
	}

	return unpacked(answer, maxBytes);
}

const bomb = {ratio: 100, bytes: 64 * 1024 ** 2} as const;

async function * unpacked(answer: HttpAnswer, maxBytes: number): AsyncGenerator<Uint8Array> {
	let packedBytes = 0;
	const counted = async function * () {
		for await (const chunk of answer.body()) {
			packedBytes += chunk.length;
			yield chunk;
		}
	};

	const input = Readable.from(counted());
	const gunzip = createGunzip();
	input.on('error', error => gunzip.destroy(error));
	let bytes = 0;
	try {
		for await (const chunk of input.pipe(gunzip) as AsyncIterable<Uint8Array>) {
			bytes += chunk.length;
			if (bytes > maxBytes || (bytes > bomb.bytes && bytes > packedBytes * bomb.ratio)) {
				answer.drop();
				throw sourceError('source-bomb', `${shownUrl(answer.url)}: unpacks to more than ${formatBytes(Math.min(bytes, maxBytes))}, a hundred times its size`);
			}

			yield chunk;
		}
	} catch (error) {
		throw codeOf(error)?.startsWith('Z_') === true
			? sourceError('source-length', `${shownUrl(answer.url)}: is compressed, and truncated or damaged (${codeOf(error) ?? ''})`, {cause: error})
			: error;
	}
}
