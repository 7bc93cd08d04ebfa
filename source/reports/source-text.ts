import type {SourceProgress} from '../sources/source.js';
import {formatBytes, loadSpeed, formatCount} from '../text/numbers.js';

/** How far bringing a campaign here is, after so many seconds: `fetching 12/40 files, 3.1 MB, 212 kB/s`. */
export function sourceProgressText(progress: SourceProgress, seconds: number): string {
	switch (progress.stage) {
		case 'connecting': {
			return `asking for the campaign, ${Math.floor(seconds)} s`;
		}

		case 'listing': {
			return `listing, ${formatCount(progress.files)} files so far`;
		}

		case 'receiving': {
			return `receiving ${formatBytes(progress.bytesDone)}${speedOf(progress.bytesDone, seconds)}`;
		}

		case 'unpacking': {
			return `unpacking ${formatBytes(progress.bytesDone)} of ${formatBytes(progress.bytesTotal)}, ${loadSpeed({...progress, seconds})}`;
		}

		default: {
			const {filesDone, filesTotal, bytesDone} = progress;
			return `fetching ${formatCount(filesDone)}/${formatCount(filesTotal)} files, ${formatBytes(bytesDone)}${speedOf(bytesDone, seconds)}`;
		}
	}
}

const speedOf = (bytes: number, seconds: number): string => seconds > 0 && bytes > 0 ? `, ${formatBytes(bytes / seconds)}/s` : '';
