import {raceAbort} from '../../system/waiting.js';
import type {
	Archive, Connection, Engine, OpenOptions, Stage,
} from './engine.js';

/** An engine that keeps databases open for a while; closing a connection only releases it. */
export type EnginePool = Engine & {
	/** Closes everything that is open or opening; nothing can be opened afterwards. */
	readonly closeAll: () => Promise<void>;
};

type Limits = {
	/** How long an unused database stays open (ms). */
	readonly idle?: number;
	/** Maximum number of open databases, including those that are opening or closing. */
	readonly max?: number;
};

type Entry = {
	readonly ready: Promise<Connection>;
	readonly abort: AbortController;
	readonly watchers: Set<(stage: Stage) => void>;
	readonly last: {stage?: Stage};
	users: number;
	isOpen: boolean;
	isBroken: boolean;
	idleTimer: NodeJS.Timeout | undefined;
};

/**
 * Keeps databases open for two minutes after their last use, at most two at a time; a database that is opened twice is shared, and of waiting requests the
 * latest is served first.
 */
export function openEnginePool(engine: Engine, {idle = 120_000, max = 2}: Limits = {}): EnginePool {
	// In order of last use.
	const entries = new Map<string, Entry>();
	const ending = new Set<Promise<void>>();
	const waiting: Array<{readonly ticket: number; readonly go: () => void}> = [];
	let tickets = 0;
	const closed = new AbortController();

	const wake = () => {
		for (const {go} of waiting.splice(0).sort((a, b) => b.ticket - a.ticket)) {
			go();
		}
	};

	const end = (key: string, entry: Entry) => {
		if (entries.get(key) !== entry) {
			return;
		}

		entries.delete(key);
		clearTimeout(entry.idleTimer);
		entry.abort.abort();
		// If closing fails, the leftovers are removed at the next start.
		const work = entry.ready.then(async connection => connection.close()).catch(() => undefined).then(() => {
			ending.delete(work);
			wake();
		});
		ending.add(work);
	};

	const watch = async (key: string, entry: Entry) => {
		try {
			await entry.ready;
			entry.isOpen = true;
			entry.watchers.clear();
		} catch {
			end(key, entry);
		}
	};

	const begin = (key: string, archive: Archive, options: OpenOptions): Entry => {
		const abort = new AbortController();
		const watchers = new Set<(stage: Stage) => void>();
		const last: Entry['last'] = {};
		const onProgress = (stage: Stage) => {
			last.stage = stage;
			for (const watcher of watchers) {
				watcher(stage);
			}
		};

		const entry: Entry = {
			ready: engine.open(archive, {...options, signal: abort.signal, onProgress}),
			abort, watchers, last, users: 0, isOpen: false, isBroken: false, idleTimer: undefined,
		};
		void watch(key, entry);
		entries.set(key, entry);
		return entry;
	};

	const leave = (key: string, entry: Entry) => {
		entry.users--;
		if (entry.users > 0) {
			return;
		}

		if (entry.isOpen && !entry.isBroken) {
			entry.idleTimer = setTimeout(end, idle, key, entry).unref();
			wake();
		} else {
			end(key, entry);
		}
	};

	const join = async (key: string, entry: Entry, {signal, onProgress}: OpenOptions): Promise<Connection> => {
		entry.users++;
		clearTimeout(entry.idleTimer);
		entries.delete(key);
		entries.set(key, entry);
		if (onProgress && !entry.isOpen) {
			entry.watchers.add(onProgress);
			if (entry.last.stage) {
				onProgress(entry.last.stage);
			}
		}

		try {
			const {query, recordedSeconds, list, ...facts} = await raceAbort(entry.ready, signal);
			let isHeld = true;
			const unlessBroken = async <Answer>(work: Promise<Answer>, during: AbortSignal): Promise<Answer> => {
				try {
					return await work;
				} catch (error) {
					entry.isBroken ||= !during.aborted;
					throw error;
				}
			};

			return {
				...facts,
				query: async (request, during) => unlessBroken(query(request, during), during),
				recordedSeconds: async (request, during) => unlessBroken(recordedSeconds(request, during), during),
				list: async during => unlessBroken(list(during), during),
				async close() {
					if (isHeld) {
						isHeld = false;
						leave(key, entry);
					}
				},
			};
		} catch (error) {
			if (onProgress) {
				entry.watchers.delete(onProgress);
			}

			leave(key, entry);
			throw error;
		}
	};

	return {
		name: engine.name,
		whyUnavailable: engine.whyUnavailable,
		async open(archive, options) {
			const key = JSON.stringify([archive.path, options.database]);
			const ticket = ++tickets;
			for (;;) {
				options.signal.throwIfAborted();
				closed.signal.throwIfAborted();
				const entry = entries.get(key) ?? (entries.size + ending.size < max ? begin(key, archive, options) : undefined);
				if (entry) {
					return join(key, entry, options);
				}

				const unused = [...entries].find(([, {users}]) => users === 0);
				if (unused) {
					end(...unused);
				}

				await raceAbort(new Promise<void>(resolve => {
					waiting.push({ticket, go: resolve});
				}), options.signal);
			}
		},
		async closeAll() {
			closed.abort();
			for (const [key, entry] of entries) {
				end(key, entry);
			}

			await Promise.all(ending);
		},
	};
}
