import {debugTime} from '../system/debug-log.js';
import {raceAbort} from '../system/waiting.js';
import {readMembers, sinkOf} from './archive-index.js';
import {whileReading, type ArchiveReader} from './archive-reader.js';
import {sourceError} from './errors.js';
import {purposeOf} from './member-path.js';
import type {Mirror} from './mirror.js';
import type {FetchOptions, SourceLimits, SourceProgress} from './source.js';

type Options = {readonly reader: ArchiveReader; readonly mirror: Mirror; readonly address: string; readonly limits: SourceLimits};

/** A pass over the archive in progress. */
type Pass = {
	readonly done: Promise<void>;
	readonly abort: AbortController;
	isOver: boolean;
	/** Number of callers waiting for its files. */
	waiting: number;
	progress: SourceProgress | undefined;
};

/**
 * Fetches the contents of placeholders. A member of a compressed tar is reached by unpacking everything before it: there, a pass started for
 * one member fetches all missing ones of the same purpose, and continues when that one is complete.
 */
export class ContentReader {
	private readonly options: Options;
	private pass: Pass | undefined;
	private readonly listeners: Array<() => void> = [];

	constructor(options: Options) {
		this.options = options;
	}

	/** Fetches a file, or all files of a folder. Throws an AppError, or the signal's reason if aborted. */
	async fetch(relative: string, {signal, onProgress}: FetchOptions): Promise<void> {
		const {mirror, address} = this.options;
		let own: Pass | undefined;
		for (;;) {
			// In this order, so that files completed at the end of the pass are found.
			const isOver = own?.isOver === true;
			const due = await mirror.placeholdersIn(relative);
			signal.throwIfAborted();
			if (due.length === 0) {
				return;
			}

			if (isOver) {
				throw sourceError('source-member-gone', `${address}: ${due[0] ?? relative} is no longer in it`);
			}

			own = this.pass ? own : await this.begin(due);
			await this.waitForNext(signal, onProgress);
		}
	}

	async stop(): Promise<void> {
		this.pass?.abort.abort(new Error('closed'));
		await this.pass?.done.catch(() => undefined);
	}

	private async begin(due: readonly string[]): Promise<Pass> {
		const {mirror, reader, address} = this.options;
		const purposes = new Set(due.map(file => purposeOf(file)));
		const wanted = new Set(reader.isSeekable ? due : (await mirror.placeholdersIn('')).filter(file => purposes.has(purposeOf(file))));
		const abort = new AbortController();
		const {signal} = abort;
		const read = async () => whileReading({reader, address, signal}, async () =>
			debugTime('archive-read', {archive: address, files: wanted.size}, async () => readMembers(wanted, {
				...this.options,
				signal,
				onProgress: progress => {
					pass.progress = progress;
					this.notify();
				},
				openSink: (file, member) => async () => {
					const sink = await sinkOf(mirror, file, member);
					return {
						...sink,
						end: async () => {
							await sink.end();
							this.notify();
						},
					};
				},
			})));

		const end = () => {
			pass.isOver = true;
			this.pass = undefined;
			this.notify();
		};

		const pass: Pass = {
			abort, isOver: false, waiting: 0, progress: undefined, done: Promise.resolve().then(read).finally(end),
		};
		// Waiting callers get the error.
		pass.done.catch(() => undefined);
		this.pass = pass;
		return pass;
	}

	/** Waits for the next file or progress, or the end of the pass. */
	private async waitForNext(signal: AbortSignal, onProgress: FetchOptions['onProgress']): Promise<void> {
		const {pass} = this;
		if (!pass) {
			return;
		}

		pass.waiting++;
		const next = new Promise<void>(resolve => {
			this.listeners.push(resolve);
		});
		try {
			await raceAbort(Promise.race([pass.done, next]), signal);
			if (pass.progress) {
				onProgress?.(pass.progress);
			}
		} finally {
			pass.waiting--;
			if (pass.waiting === 0 && signal.aborted && this.options.reader.isSeekable) {
				pass.abort.abort(signal.reason);
			}
		}
	}

	private notify(): void {
		for (const listener of this.listeners.splice(0)) {
			listener();
		}
	}
}
