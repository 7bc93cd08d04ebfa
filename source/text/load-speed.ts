import {formatBytes} from './bytes.js';

/** How fast bytes are read, and how long the rest will take: `212 MB/s, 3 s left`. */
export function loadSpeed({bytesDone, bytesTotal, seconds}: {readonly bytesDone: number; readonly bytesTotal: number; readonly seconds: number}): string {
	const speed = seconds > 0 ? bytesDone / seconds : 0;
	return speed > 0 ? `${formatBytes(speed)}/s, ${Math.ceil((bytesTotal - bytesDone) / speed)} s left` : formatBytes(bytesTotal);
}
