import type {SourceProgress} from '../sources/source.js';
import {formatBytes, formatSpeed, formatCount} from '../text/numbers.js';

/** The progress of fetching a campaign, after this many seconds: `fetching 12/40 files, 3.1 MB, 212 kB/s`. */
export function sourceProgressText(progress: SourceProgress, seconds: number): string {
	switch (progress.stage) {
		case 'connecting': {
			return `connecting, ${Math.floor(seconds)} s`;
		}

		case 'listing': {
			return `listing, ${formatCount(progress.files)} files so far`;
		}

		case 'receiving': {
			return `receiving ${formatBytes(progress.bytesDone)}${speedOf(progress.bytesDone, seconds)}`;
		}

		case 'unpacking': {
			return `unpacking ${shareText({...progress, seconds})}`;
		}

		default: {
			const {filesDone, filesTotal, bytesDone, bytesTotal} = progress;
			return filesTotal === 1 && bytesTotal !== null
				? `fetching ${shareText({bytesDone, bytesTotal, seconds})}`
				: `fetching ${formatCount(filesDone)}/${formatCount(filesTotal)} files, ${formatBytes(bytesDone)}${speedOf(bytesDone, seconds)}`;
		}
	}
}

const shareText = (part: Parameters<typeof formatSpeed>[0]): string =>
	`${formatBytes(part.bytesDone)} of ${formatBytes(part.bytesTotal)}${part.bytesDone > 0 && part.seconds > 0 ? `, ${formatSpeed(part)}` : ''}`;

const speedOf = (bytes: number, seconds: number): string => seconds > 0 && bytes > 0 ? `, ${formatBytes(bytes / seconds)}/s` : '';
