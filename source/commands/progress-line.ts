import type {Progress} from '../campaign/load.js';
import {loadSpeed} from '../text/load-speed.js';

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
				const speed = loadSpeed({...progress, seconds: (time - start) / 1000});
				output.write(`\r\u{1B}[Klogs ${progress.logsDone}/${progress.logsTotal}, ${speed}`);
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
