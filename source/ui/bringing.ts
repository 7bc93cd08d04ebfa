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

/** A picture for each chunk would take longer than the chunk (ms). */
const progressEvery = 100;

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
			let shown = start;
			try {
				return await source.open({
					within,
					signal: current.signal,
					onProgress(progress) {
						const now = performance.now();
						if (now - shown >= progressEvery) {
							shown = now;
							listener(progress, (now - start) / 1000);
						}
					},
				});
			} finally {
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
