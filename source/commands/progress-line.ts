import type {Progress} from '../campaign/load.js';

const patience = 300;
const pause = 100;

export type ProgressLine = {readonly show: (progress: Progress) => void; readonly erase: () => void};

/** One line on a terminal that says how far loading is: only on a TTY, only once it takes longer than 300 ms, ten times a second at the most. */
export function createProgressLine(output: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>, now = () => performance.now()): ProgressLine {
	const start = now();
	let shownAt: number | undefined;
	return {
		show(progress) {
			const time = now();
			if (output.isTTY && time - start > patience && time - (shownAt ?? -Infinity) >= pause) {
				shownAt = time;
				output.write(`\r\u{1B}[K${progressText(progress, (time - start) / 1000)}`);
			}
		},
		erase() {
			if (shownAt !== undefined) {
				shownAt = undefined;
				output.write('\r\u{1B}[K');
			}
		},
	};
}

function progressText({logsDone, logsTotal, bytesDone, bytesTotal}: Progress, seconds: number): string {
	const speed = bytesDone / seconds;
	const left = speed > 0 ? `, ${Math.ceil((bytesTotal - bytesDone) / speed)} s left` : '';
	return `logs ${logsDone}/${logsTotal}, ${Math.round(speed / 1e6)} MB/s${left}`;
}
