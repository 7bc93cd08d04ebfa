import {stageText} from '../../../reports/metrics-text.js';
import type {IterationMetrics} from '../../state/state.js';

/** How far asking is, for how long, and the way out: `unpacking 41.0 MB of 120 MB, 3.2 s; Esc stops`. */
export const progressText = ({stage, seconds}: NonNullable<IterationMetrics['progress']>): string =>
	`${stageText(stage)}${seconds >= 0.1 ? `, ${seconds.toFixed(1)} s` : ''}; Esc stops`;
