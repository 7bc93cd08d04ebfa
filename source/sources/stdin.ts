import {createWriteStream} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {Transform} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {makePrivateFolder} from '../system/private-folder.js';
import {archiveFile} from './archive-file.js';
import {checkSize} from './archive-index.js';
import {readError, sourceError, storeError} from './errors.js';
import type {FetchOptions, Source, SourceLimits} from './source.js';

const address = 'standard input';

/** A campaign in a tar, compressed or not, on standard input. It is kept in a private folder until the program exits, as it can be read only once. */
export function stdinSource({limits}: {readonly limits: SourceLimits}): Source {
	let received: Promise<Source> | undefined;
	const receive = async (options: FetchOptions): Promise<Source> => {
		if (process.stdin.isTTY) {
			throw sourceError('source-stdin-terminal', 'standard input is a terminal, not an archive');
		}

		const {path: folder, remove} = await makePrivateFolder();
		const file = path.join(folder, 'standard-input');
		try {
			if (await receiveFile(file, limits, options) === 0) {
				throw sourceError('source-empty', `${address}: empty`, {hint: 'check the command that sends it'});
			}
		} catch (error) {
			await remove();
			options.signal.throwIfAborted();
			const isFromInput = error instanceof Error && 'syscall' in error && error.syscall === 'read';
			throw isFromInput ? readError(error, address) : storeError(error, address, folder);
		}

		return archiveFile(file, {
			address, limits, cache: false, onClose: remove,
		});
	};

	return {
		address,
		isTemporary: true,
		async open(options) {
			received ??= receive(options);
			return (await received).open(options);
		},
		async streamLogs(...given) {
			await (await received)?.streamLogs?.(...given);
		},
		async refresh() {
			// Once received, it does not change.
			return undefined;
		},
		async fetch(file, options) {
			await (await received)?.fetch(file, options);
		},
		async close() {
			const source = await received?.catch(() => undefined);
			await source?.close();
		},
	};
}

/** Copies standard input to a file; returns its size in bytes. */
async function receiveFile(file: string, limits: SourceLimits, {signal, onProgress}: FetchOptions): Promise<number> {
	let bytes = 0;
	const count = new Transform({
		transform(chunk: Uint8Array, _, done) {
			bytes += chunk.length;
			try {
				checkSize(bytes, {address, limits});
				onProgress?.({stage: 'receiving', bytesDone: bytes});
				done(null, chunk);
			} catch (error) {
				done(error as Error);
			}
		},
	});
	await pipeline(process.stdin, count, createWriteStream(file, {mode: 0o600}), {signal});
	return bytes;
}
