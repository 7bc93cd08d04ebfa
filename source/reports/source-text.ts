import type {SourceProgress} from '../sources/source.js';
import {formatBytes, loadSpeed} from '../text/bytes.js';
import {formatCount} from '../text/numbers.js';

/** How far bringing a campaign here is, after so many seconds: `fetching 12/40 files, 212 MB/s, 3 s left`. */
export function sourceProgressText({filesDone, filesTotal, bytesDone, bytesTotal}: SourceProgress, seconds: number): string {
	const files = filesTotal === null ? '' : ` ${formatCount(filesDone)}/${formatCount(filesTotal)} files,`;
	const amount = bytesTotal === null
		? `${formatBytes(bytesDone)}${seconds > 0 && bytesDone > 0 ? `, ${formatBytes(bytesDone / seconds)}/s` : ''}`
		: `${formatBytes(bytesDone)} of ${formatBytes(bytesTotal)}, ${loadSpeed({bytesDone, bytesTotal, seconds})}`;
	return `fetching${files} ${amount}`;
}
