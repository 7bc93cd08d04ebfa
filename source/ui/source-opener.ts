import {sourceError} from '../sources/errors.js';
import type {OpenedSource, Source, SourceProgress} from '../sources/source.js';

/** Opens campaigns of a source, one at a time: a new opening aborts the previous one. */
export type SourceOpener = {
	readonly source: Source;
	/** Like `Source.open`. */
	readonly open: (within?: string) => Promise<OpenedSource>;
	/** Sets the listener for progress and elapsed seconds; undefined means finished. */
	readonly listen: (listener: (progress: SourceProgress | undefined, seconds: number) => void) => void;
	/** Aborts the opening, which then rejects. */
	readonly stop: () => void;
};

/** Interval of progress updates (ms): rendering each chunk would take longer than fetching it. Continues while nothing arrives. */
const reportIntervalMs = 200;

/** Opens campaigns of a source for the explorer. */
export function createSourceOpener(source: Source): SourceOpener {
	let abort: AbortController | undefined;
	let listener: Parameters<SourceOpener['listen']>[0] = () => {};
	return {
		source,
		async open(within) {
			abort?.abort(sourceError('source-stopped', `${source.address}: another campaign was opened`));
			const current = new AbortController();
			abort = current;
			const start = performance.now();
			let latest: SourceProgress = {stage: 'connecting'};
			const timer = setInterval(() => {
				listener(latest, (performance.now() - start) / 1000);
			}, reportIntervalMs);
			try {
				return await source.open({
					within,
					signal: current.signal,
					onProgress(progress) {
						latest = progress;
					},
				});
			} finally {
				clearInterval(timer);
				if (abort === current) {
					abort = undefined;
					listener(undefined, 0);
				}
			}
		},
		listen(next) {
			listener = next;
		},
		stop() {
			abort?.abort(sourceError('source-stopped', `${source.address}: stopped before it was fetched completely`));
		},
	};
}
