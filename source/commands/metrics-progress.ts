import type {LoadedIteration} from '../campaign/iteration.js';
import type {MetricsProgress} from '../metrics/load-metrics.js';
import {formatBytes} from '../text/bytes.js';
import {cleanText} from '../text/clean.js';

/** How far it is, in a line: `metrics 3/11, A-2: unpacking 41 of 120 MB`. */
export const progressText = ({label}: Pick<LoadedIteration, 'label'>, {done, total}: {readonly done: number; readonly total: number}, progress: MetricsProgress): string =>
	`metrics ${done}/${total}, ${cleanText(label)}: ${stageText(progress)}`;

function stageText(progress: MetricsProgress): string {
	switch (progress.stage) {
		case 'unpacking': {
			return `unpacking ${formatBytes(progress.bytesDone)} of ${formatBytes(progress.bytesTotal)}`;
		}

		case 'pulling': {
			return cleanText(progress.text);
		}

		case 'starting': {
			return 'starting';
		}

		case 'querying': {
			return `${progress.done} of ${progress.total} queries`;
		}
	}
}
