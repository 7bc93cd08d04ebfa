import {availableParallelism} from 'node:os';
import path from 'node:path';
import type {FileReceiver, FileSink} from '../../system/file-sink.js';
import {minBytesForThreads, openLogReaders, type LogReaders} from './log-readers.js';
import type {Outcome} from './read-logs.js';

/** The logs of an iteration, and their outcome. */
export type ReceivedLogs = {readonly files: readonly string[]; readonly outcome: Outcome};

/** Logs that are held until all of their folder have come. */
type Group = {
	readonly folder: string;
	readonly logs: Map<string, Uint8Array>;
	/** Size of the logs that have been announced (bytes). */
	bytes: number;
	/** Number of logs announced, but not received completely. */
	expected: number;
	isClosed: boolean;
};

type Options = {
	/** Keep all error texts, however many. */
	readonly everyError: boolean;
	/** Maximum size of the logs in memory; 128 MiB by default. */
	readonly maxBytes?: number | undefined;
};

const defaultMaxBytes = 128 * 1024 * 1024;

/**
 * Sums up the logs of iterations that arrive one after the other, folder by folder, without storing them. Logs of a folder that are too large for memory, or
 * do not arrive together, are not summed up.
 */
export class LogIntake {
	/** Folders whose logs could not be summed up. */
	readonly unsuitable = new Set<string>();
	/** By folder. */
	readonly received = new Map<string, ReceivedLogs>();
	private readonly everyError: boolean;
	private readonly maxBytes: number;
	private readonly seen = new Set<string>();
	private readonly jobs = new Set<Promise<void>>();
	private readonly readers: LogReaders[] = [];
	private group: Group | undefined;
	private bytesHeld = 0;
	private bytesTotal = 0;

	constructor({everyError, maxBytes = defaultMaxBytes}: Options) {
		this.everyError = everyError;
		this.maxBytes = maxBytes;
	}

	/** Receives a log. */
	readonly receive: FileReceiver = (file, size) => {
		const group = this.groupOf(path.dirname(file));
		if (!group || group.bytes + size > this.maxBytes) {
			this.reject(path.dirname(file));
			return undefined;
		}

		group.bytes += size;
		group.expected++;
		return async () => this.open(group, file, size);
	};

	/** Waits for the outcomes of all logs. */
	async finish(): Promise<void> {
		this.closeGroup();
		await Promise.all(this.jobs);
		this.close();
	}

	/** Stops reading. */
	close(): void {
		for (const readers of this.readers.splice(0)) {
			readers.close();
		}
	}

	/** The current group, or a new one; undefined if a folder reappears. */
	private groupOf(folder: string): Group | undefined {
		if (this.group?.folder !== folder) {
			this.closeGroup();
			this.group = this.seen.has(folder)
				? undefined
				: {
					folder, logs: new Map(), bytes: 0, expected: 0, isClosed: false,
				};
			this.seen.add(folder);
		}

		return this.group;
	}

	private reject(folder: string): void {
		this.unsuitable.add(folder);
		this.received.delete(folder);
	}

	private closeGroup(): void {
		if (this.group) {
			this.group.isClosed = true;
			this.startIfComplete(this.group);
			this.group = undefined;
		}
	}

	private async open(group: Group, file: string, size: number): Promise<FileSink> {
		while (this.bytesHeld + size > this.maxBytes && this.jobs.size > 0) {
			await Promise.race(this.jobs);
		}

		this.bytesHeld += size;
		this.bytesTotal += size;
		// Shared with the thread that reads it, rather than copied.
		const bytes = new Uint8Array(new SharedArrayBuffer(size));
		let length = 0;
		return {
			async write(chunk) {
				bytes.set(chunk, length);
				length += chunk.length;
			},
			end: async () => {
				group.logs.set(file, bytes.subarray(0, length));
				group.expected--;
				this.startIfComplete(group);
			},
			discard: async () => {
				this.reject(group.folder);
			},
		};
	}

	private startIfComplete(group: Group): void {
		if (!group.isClosed || group.expected > 0) {
			return;
		}

		const job = this.sumUp(group).finally(() => {
			this.bytesHeld -= group.bytes;
			this.jobs.delete(job);
		});
		this.jobs.add(job);
	}

	private async sumUp({folder, logs, bytes}: Group): Promise<void> {
		const files = [...logs.keys()].sort();
		const contents = new Map([...logs].map(([file, content]) => [file, {bytes: content}]));
		if (this.unsuitable.has(folder)) {
			return;
		}

		const outcome = await this.currentReaders().read({
			files, bytes, contents, everyError: this.everyError,
		});
		if (!this.unsuitable.has(folder)) {
			this.received.set(folder, {files, outcome});
		}
	}

	/** This thread reads the first logs; threads are started when they pay off. One core is left for unpacking. */
	private currentReaders(): LogReaders {
		const [latest] = this.readers.slice(-1);
		if (latest && (this.readers.length > 1 || this.bytesTotal < minBytesForThreads)) {
			return latest;
		}

		const opened = openLogReaders({bytes: this.bytesTotal, iterations: Math.max(1, availableParallelism() - 1), keepFree: true});
		this.readers.push(opened);
		return opened;
	}
}
