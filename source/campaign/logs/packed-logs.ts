import {Buffer} from 'node:buffer';
import path from 'node:path';
import type {FileReceiver} from '../../system/file-sink.js';
import {LogIntake, type ReceivedLogs} from './log-intake.js';
import type {Outcome} from './read-logs.js';

type ReadOptions = {readonly signal: AbortSignal};

/** Access to logs in an archive. Their paths are those that they have when stored as files. */
export type LogArchive = {
	/** Reads those of the logs that are not stored, in the order of the archive. Throws AppErrors, or the signal's reason if aborted. */
	readonly streamLogs: (files: readonly string[], receiveLog: FileReceiver, options: ReadOptions) => Promise<void>;
	/** Stores a log, unless it is stored already. Throws like `streamLogs`. */
	readonly fetch: (file: string, options: ReadOptions) => Promise<void>;
};

/**
 * The logs of campaigns in an archive. They are summed up while the archive is read, and not stored, unless those of an iteration are too large for
 * memory, or scattered over the archive.
 */
export class PackedLogs {
	private readonly archive: LogArchive;
	private readonly maxBytes: number | undefined;
	/** By folder. */
	private readonly received = new Map<string, ReceivedLogs>();
	private readonly unsuitable = new Set<string>();

	/** `maxBytes`: maximum size of the logs in memory, as in LogIntake. */
	constructor(archive: LogArchive, {maxBytes}: {readonly maxBytes?: number} = {}) {
		this.archive = archive;
		this.maxBytes = maxBytes;
	}

	/** Returns what `read` returns, which passes on the logs of the archive while reading it; then their outcomes are known. */
	async receive<Result>(read: (receiveLog: FileReceiver) => Promise<Result>, {everyError = false}: {readonly everyError?: boolean} = {}): Promise<Result> {
		const intake = new LogIntake({everyError, maxBytes: this.maxBytes});
		try {
			const result = await read(intake.receive);
			await intake.finish();
			for (const [folder, logs] of intake.received) {
				this.received.set(folder, logs);
			}

			for (const folder of intake.unsuitable) {
				this.unsuitable.add(folder);
			}

			return result;
		} finally {
			intake.close();
		}
	}

	/** Stores logs as files. Throws like `load`. */
	async store(files: readonly string[], options: ReadOptions): Promise<void> {
		for (const file of files) {
			await this.archive.fetch(file, options);
		}
	}

	/** The first bytes of those logs that are not stored, at most `length` of each. Throws like `load`. */
	async heads(files: readonly string[], length: number, {signal}: ReadOptions): Promise<ReadonlyMap<string, Uint8Array>> {
		const heads = new Map<string, Uint8Array>();
		const done = new AbortController();
		const receiveLog: FileReceiver = (file, size) => async () => {
			const parts: Uint8Array[] = [];
			let missing = Math.min(length, size);
			return {
				async write(chunk) {
					const part = chunk.slice(0, missing);
					missing -= part.length;
					parts.push(part);
				},
				async end() {
					heads.set(file, Buffer.concat(parts));
					if (heads.size === files.length) {
						done.abort();
					}
				},
				async discard() {},
			};
		};

		try {
			await this.archive.streamLogs(files, receiveLog, {signal: AbortSignal.any([signal, done.signal])});
		} catch (error) {
			if (!done.signal.aborted) {
				throw error;
			}
		}

		return heads;
	}

	/** The outcome of an iteration's logs, if known. */
	outcomeOf(files: readonly string[]): Outcome | undefined {
		const known = this.received.get(folderOf(files));
		return known?.files.join('\0') === files.join('\0') ? known.outcome : undefined;
	}

	/**
	 * Reads the logs of iterations again, with all error texts if `everyError`. Afterwards those without a known outcome are files. Throws AppErrors of the
	 * archive, or the signal's reason if aborted.
	 */
	async load(iterations: ReadonlyArray<readonly string[]>, {everyError, signal}: ReadOptions & {readonly everyError: boolean}): Promise<void> {
		const suitable = iterations.filter(files => !this.unsuitable.has(folderOf(files)));
		for (const files of iterations) {
			this.received.delete(folderOf(files));
		}

		if (suitable.length > 0) {
			await this.receive(async receiveLog => this.archive.streamLogs(suitable.flat(), receiveLog, {signal}), {everyError});
		}

		await this.store(iterations.filter(files => !this.outcomeOf(files)).flat(), {signal});
	}
}

/** Like `receive` of the packed logs; without them `read` gets no receiver, as logs are files. */
export const receiveLogs = async <Result>(packedLogs: PackedLogs | undefined, read: (receiveLog?: FileReceiver) => Promise<Result>): Promise<Result> =>
	packedLogs ? packedLogs.receive(read) : read();

type LogSource<Options> = {
	readonly streamLogs?: ((files: readonly string[], receiveLog: FileReceiver, options: Options) => Promise<void>) | undefined;
	readonly fetch: (file: string, options: Options) => Promise<void>;
};

/** Does work of a source until the signal is aborted, with options such as a listener for progress. */
type Run<Options> = <Result>(work: (options: Options) => Promise<Result>, signal: AbortSignal) => Promise<Result>;

/** The logs of a source that is an archive, whose work `run` does; undefined if logs are files. */
export function packedLogsOf<Options>({streamLogs, fetch}: LogSource<Options>, run: Run<Options>): PackedLogs | undefined {
	return streamLogs && new PackedLogs({
		streamLogs: async (files, receiveLog, {signal}) => run(async options => streamLogs(files, receiveLog, options), signal),
		fetch: async (file, {signal}) => run(async options => fetch(file, options), signal),
	});
}

const folderOf = ([first = '']: readonly string[]): string => path.dirname(first);
