import {packedLogsOf, receiveLogs, type PackedLogs} from '../campaign/logs/packed-logs.js';
import {sourceError} from '../sources/errors.js';
import type {
	FetchOptions, OpenedSource, Source, SourceProgress,
} from '../sources/source.js';

/** Opens campaigns of a source, one at a time: a new opening aborts the previous one. */
export type SourceOpener = {
	readonly source: Source;
	/** The logs, if the campaign is in an archive. */
	readonly packedLogs: PackedLogs | undefined;
	/** Like `Source.open`. */
	readonly open: (within?: string) => Promise<OpenedSource>;
	/** Sets the listener for progress and elapsed seconds; undefined means finished. */
	readonly listen: (listener: ProgressListener) => void;
	/** Aborts the opening, and the reading of logs in an archive, which then reject. */
	readonly stop: () => void;
};

type ProgressListener = (progress: SourceProgress | undefined, seconds: number) => void;

/** Interval of progress updates (ms): rendering each chunk would take longer than fetching it. Continues while nothing arrives. */
const reportIntervalMs = 200;

/** Opens campaigns of a source for the explorer. */
export function createSourceOpener(source: Source): SourceOpener {
	const tasks = new Tasks();
	const packedLogs = packedLogsOf(source, async (work, signal) => tasks.run(work, signal));
	return {
		source,
		packedLogs,
		async open(within) {
			tasks.stop(sourceError('source-stopped', `${source.address}: another campaign was opened`));
			return tasks.run(async options => receiveLogs(packedLogs, async receiveLog => source.open({...options, within, receiveLog})));
		},
		listen(listener) {
			tasks.listener = listener;
		},
		stop() {
			tasks.stop(sourceError('source-stopped', `${source.address}: stopped before it was fetched completely`));
		},
	};
}

/** Tasks that fetch something, and can be aborted together. */
class Tasks {
	/** Receives the progress of the task in progress. */
	listener: ProgressListener = () => {};
	private readonly running = new Set<AbortController>();

	async run<Result>(task: (options: FetchOptions) => Promise<Result>, signal?: AbortSignal): Promise<Result> {
		const abort = new AbortController();
		this.running.add(abort);
		const start = performance.now();
		let latest: SourceProgress = {stage: 'connecting'};
		const timer = setInterval(() => {
			this.listener(latest, (performance.now() - start) / 1000);
		}, reportIntervalMs);
		try {
			return await task({
				signal: signal ? AbortSignal.any([signal, abort.signal]) : abort.signal,
				onProgress(progress) {
					latest = progress;
				},
			});
		} finally {
			clearInterval(timer);
			this.running.delete(abort);
			if (this.running.size === 0) {
				this.listener(undefined, 0);
			}
		}
	}

	stop(reason: Error): void {
		for (const abort of this.running) {
			abort.abort(reason);
		}
	}
}
