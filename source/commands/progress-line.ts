import type {Progress} from '../campaign/files/load.js';
import {loadSpeed} from '../text/load-speed.js';
import {createStatusLine} from './status-line.js';

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
