const units = [{name: 'B', size: 1}, {name: 'kB', size: 1e3}, {name: 'MB', size: 1e6}, {name: 'GB', size: 1e9}, {name: 'TB', size: 1e12}] as const;

/** Bytes for display, in powers of 1,000: `940 B`, `1.4 kB`, `215 MB`. */
export function formatBytes(bytes: number): string {
	const {name, size} = units.findLast(unit => bytes >= unit.size) ?? units[0];
	const value = bytes / size;
	return `${size === 1 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${name}`;
}

/** No speed is shown before this: the first reads are not representative. */
const minSeconds = 0.5;
const minShare = 0.05;

/** The read speed and, once it can be estimated, the time left: `212 MB/s, 3 s left`, `90.0 MB/s, 4 min left`. */
export function loadSpeed({bytesDone, bytesTotal, seconds}: {readonly bytesDone: number; readonly bytesTotal: number; readonly seconds: number}): string {
	const speed = seconds > 0 ? bytesDone / seconds : 0;
	if (speed === 0) {
		return formatBytes(bytesTotal);
	}

	const left = Math.ceil((bytesTotal - bytesDone) / speed);
	const isKnown = seconds >= minSeconds && bytesDone >= bytesTotal * minShare;
	return `${formatBytes(speed)}/s${isKnown ? `, ${left < 120 ? `${left} s` : `${Math.ceil(left / 60)} min`} left` : ''}`;
}
