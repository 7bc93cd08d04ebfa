import type {FileSink} from '../system/file-sink.js';
import {readTar, type ReadTarOptions, type TarFile} from './read-tar.js';
import type {TarHeader} from './tar-header.js';

type Options = Omit<ReadTarOptions, 'receive' | 'onChunk'> & {
	/** Called for each entry in the order of the archive; returns a function that opens its sink, or undefined to skip it. A folder has no sink. */
	readonly onEntry: (header: TarHeader) => (() => Promise<FileSink | undefined>) | undefined;
	/** Called with the bytes read of the file so far. */
	readonly onRead: (bytesRead: number) => void;
};

/** Reads a tar like `readTar` into sinks that write: all writes of a chunk complete before the next one is read. */
export async function readTarInto(file: TarFile, {onEntry, onRead, ...options}: Options): Promise<void> {
	const pending: Array<() => Promise<unknown>> = [];
	let sink: FileSink | undefined;
	try {
		await readTar(file, {
			...options,
			receive(header) {
				const openSink = onEntry(header);
				if (!openSink) {
					return undefined;
				}

				pending.push(async () => {
					sink = await openSink();
				});
				return {
					write(chunk) {
						pending.push(async () => sink?.write(chunk));
					},
					end() {
						pending.push(async () => {
							await sink?.end();
							sink = undefined;
						});
					},
				};
			},
			async onChunk(_, bytesRead) {
				for (const work of pending.splice(0)) {
					options.signal.throwIfAborted();
					await work();
				}

				onRead(bytesRead);
			},
		});
	} finally {
		await sink?.discard();
	}
}
