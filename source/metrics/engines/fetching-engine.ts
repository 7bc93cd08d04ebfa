import type {Source} from '../../sources/source.js';
import type {Engine} from './engine.js';

/** An engine for the archives of a source: it opens what the source has brought here. */
export const fetchingEngine = (engine: Engine, source: Pick<Source, 'fetch'>): Engine => ({
	...engine,
	async open(archive, options) {
		await source.fetch(archive.path, {
			signal: options.signal,
			onProgress(progress) {
				if (progress.stage === 'unpacking') {
					options.onProgress?.(progress);
				} else if (progress.stage === 'fetching') {
					const {bytesDone, bytesTotal} = progress;
					options.onProgress?.({stage: 'fetching', bytesDone, bytesTotal});
				}
			},
		});
		return engine.open(archive, options);
	},
});
