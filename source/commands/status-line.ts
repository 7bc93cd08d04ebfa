import process from 'node:process';
import type {Progress} from '../campaign/files/load.js';
import {formatSpeed} from '../text/numbers.js';
import type {LoadedIteration} from '../campaign/model/iteration.js';
import type {MetricsProgress} from '../metrics/load-metrics.js';
import {cleanText} from '../text/clean.js';
import {stageText} from '../reports/metrics-text.js';
import {longestWait} from '../system/waiting.js';

const delayMs = 300;
const updateIntervalMs = 100;

/** A line on a terminal that is overwritten until it is erased. */
type StatusLine = {
	/** `text` is called only if the line is displayed, with the seconds since its creation. */
	readonly show: (text: (seconds: number) => string) => void;
	readonly erase: () => void;
};

/** A progress line: only on a TTY, only after 300 ms, at most ten updates per second. */
export function createStatusLine(output: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>, now = () => performance.now()): StatusLine {
	const start = now();
	let shownAt: number | undefined;
	return {
		show(text) {
			const time = now();
			if (output.isTTY && time - start > delayMs && time - (shownAt ?? -Infinity) >= updateIntervalMs) {
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

type ProgressLine = {readonly show: (progress: Progress) => void; readonly erase: () => void};

/** A status line with the progress of loading. */
export function createProgressLine(output: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>, now = () => performance.now()): ProgressLine {
	const {show, erase} = createStatusLine(output, now);
	return {
		show(progress) {
			show(seconds => `logs ${progress.logsDone}/${progress.logsTotal}, ${formatSpeed({...progress, seconds})}`);
		},
		erase,
	};
}

/** The progress as a line: `metrics 3/11, A-2: unpacking 41 of 120 MB`. */
export const metricsProgressText = (
	{label}: Pick<LoadedIteration, 'label'>,
	{done, total}: {readonly done: number; readonly total: number},
	progress: MetricsProgress,
): string => `metrics ${done}/${total}, ${cleanText(label)}: ${stageText(progress)}`;

const waitCheckIntervalMs = 1000;

/** Runs a command, and meanwhile names the file that the disk is slow to deliver, if any, on a terminal line. */
export async function withWaitNotice<Result>(run: () => Promise<Result>): Promise<Result> {
	const line = createStatusLine(process.stderr);
	const timer = setInterval(() => {
		const text = longestWait();
		if (text === undefined) {
			line.erase();
		} else {
			line.show(() => cleanText(text));
		}
	}, waitCheckIntervalMs).unref();
	try {
		return await run();
	} finally {
		clearInterval(timer);
		line.erase();
	}
}
