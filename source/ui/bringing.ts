import {sourceError} from '../sources/errors.js';
import type {OpenedSource, Source, SourceProgress} from '../sources/source.js';

/** Brings a campaign from where it is: one opening at a time, a new one ends the old. */
export type Bringing = {
	readonly source: Source;
	/** As `Source.open`. */
	readonly open: (within?: string) => Promise<OpenedSource>;
	/** Who is told how far it is, and with undefined that it is over. */
	readonly listen: (listener: (progress: SourceProgress | undefined, seconds: number) => void) => void;
	/** Ends an opening: it rejects. */
	readonly stop: () => void;
};

/** How often it is told (ms): a picture for each chunk would take longer than the chunk. It goes on while nothing comes. */
const tellEveryMs = 200;

/** What brings campaigns of a source for the explorer. */
export function createBringing(source: Source): Bringing {
	let abort: AbortController | undefined;
	let listener: Parameters<Bringing['listen']>[0] = () => {};
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
			}, tellEveryMs);
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
			abort?.abort(sourceError('source-stopped', `${source.address}: stopped before all of it was here`));
		},
	};
}
