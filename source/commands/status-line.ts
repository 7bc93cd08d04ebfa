import type {Progress} from '../campaign/files/load.js';
import {loadSpeed} from '../text/bytes.js';
import type {LoadedIteration} from '../campaign/model/iteration.js';
import type {MetricsProgress} from '../metrics/load-metrics.js';
import {cleanText} from '../text/clean.js';
import {stageText} from '../reports/metrics-text.js';

const timeoutMs = 300;
const pause = 100;

/** A line on a terminal that is written over, until it is erased. */
export type StatusLine = {
	/** The text is made only where it is shown; it is given the seconds since the line was created. */
	readonly show: (text: (seconds: number) => string) => void;
	readonly erase: () => void;
};

/** One line that says how far something is: only on a TTY, only once it takes longer than 300 ms, ten times a second at the most. */
export function createStatusLine(output: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>, now = () => performance.now()): StatusLine {
	const start = now();
	let shownAt: number | undefined;
	return {
		show(text) {
			const time = now();
			if (output.isTTY && time - start > timeoutMs && time - (shownAt ?? -Infinity) >= pause) {
				shownAt = time;
				output.write(`\r\u{1B}[K${text((time - start) / 1000)}`);
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

export type ProgressLine = {readonly show: (progress: Progress) => void; readonly erase: () => void};

/** A status line that says how far loading is. */
export function createProgressLine(output: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>, now = () => performance.now()): ProgressLine {
	const {show, erase} = createStatusLine(output, now);
	return {
		show(progress) {
			show(seconds => `logs ${progress.logsDone}/${progress.logsTotal}, ${loadSpeed({...progress, seconds})}`);
		},
		erase,
	};
}

/** How far it is, in a line: `metrics 3/11, A-2: unpacking 41 of 120 MB`. */
export const progressText = (
	{label}: Pick<LoadedIteration, 'label'>,
	{done, total}: {readonly done: number; readonly total: number},
	progress: MetricsProgress,
): string => `metrics ${done}/${total}, ${cleanText(label)}: ${stageText(progress)}`;
