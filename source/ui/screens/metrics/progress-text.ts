import {metrics} from '../../../metrics/catalogue.js';
import type {MetricsProgress} from '../../../metrics/load-metrics.js';
import {formatBytes} from '../../../text/bytes.js';
import {cleanText} from '../../../text/clean.js';
import type {IterationMetrics} from '../../state/state.js';

/** How far asking is, for how long, and the way out: `unpacking 41.0 MB of 120 MB, 3.2 s; Esc stops`. */
export const progressText = ({stage, seconds}: NonNullable<IterationMetrics['progress']>): string =>
	`${stageText(stage)}${seconds >= 0.1 ? `, ${seconds.toFixed(1)} s` : ''}; Esc stops`;

/** How far asking is: `unpacking 41.0 MB of 120 MB`. */
export function stageText(stage: MetricsProgress | undefined): string {
	switch (stage?.stage) {
		case 'unpacking': {
			return `unpacking ${formatBytes(stage.bytesDone)} of ${formatBytes(stage.bytesTotal)}`;
		}

		case 'pulling': {
			return `pulling the image: ${cleanText(stage.text)}`;
		}

		case 'starting': {
			return 'starting the database';
		}

		case 'querying': {
			return `${stage.done} of ${stage.total} queries`;
		}

		case undefined: {
			return `looking for the answers of ${metrics.length} queries`;
		}
	}
}
