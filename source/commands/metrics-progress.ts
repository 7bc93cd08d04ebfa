import type {LoadedIteration} from '../campaign/model/iteration.js';
import type {MetricsProgress} from '../metrics/load-metrics.js';
import {cleanText} from '../text/clean.js';
import {stageText} from '../reports/metrics-text.js';

/** How far it is, in a line: `metrics 3/11, A-2: unpacking 41 of 120 MB`. */
export const progressText = (
	{label}: Pick<LoadedIteration, 'label'>,
	{done, total}: {readonly done: number; readonly total: number},
	progress: MetricsProgress,
): string => `metrics ${done}/${total}, ${cleanText(label)}: ${stageText(progress)}`;
