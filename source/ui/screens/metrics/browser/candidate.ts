import type {LoadedIteration} from '../../../../campaign/model/iteration.js';
import type {FieldMetric} from '../../../../metrics/metric.js';
import {dividerWidth} from '../../../components/lines.js';
import {pickedItem} from '../../../overlays/picker/pickers.js';
import {picking} from '../../../overlays/picker/state.js';
import type {State} from '../../../state/state.js';
import {fittingSeconds} from '../bucket.js';
import {fullSpan} from '../time-span.js';
import {metricOf, type Choice} from './choice.js';
import {browsedIteration, browser, previewKey} from './state.js';
import {steps, type Step} from './steps.js';

/** The overlay that shows the query that was chosen. */
export const chosenOverlay = 'chosen-query';

/** The step whose list is open. */
const openStep = (state: State): Step | undefined =>
	state.screen === 'metrics' && state.overlay === 'picker' ? steps.find(({name}) => name === picking.get(state).name) : undefined;

/** Whether the browser is open: one of its lists, or what was chosen. */
export const isBrowsing = (state: State): boolean => openStep(state) !== undefined || (state.screen === 'metrics' && state.overlay === chosenOverlay);

/** What would be chosen with the item under the cursor. */
function candidateOf(state: State): Choice {
	const {choice} = browser.get(state);
	const step = openStep(state);
	const item = step && pickedItem(state);
	return step && item ? step.take(choice, item.id, state) : choice;
}

/** Cells beside a plot, about. */
const besidePlot = 7;

/** A query to preview: of which iteration, in buckets of how many seconds. */
export type Preview = {readonly key: string; readonly iteration: LoadedIteration; readonly metric: FieldMetric; readonly everySeconds: number};

/** What is to be previewed now: what would be chosen. Undefined where the browser is closed, or there is nothing to choose from yet. */
export function previewOf(state: State): Preview | undefined {
	const iteration = isBrowsing(state) ? browsedIteration(state) : undefined;
	const metric = iteration && metricOf(candidateOf(state));
	if (!iteration || !metric) {
		return undefined;
	}

	const {columns} = state.size;
	const width = state.overlay === chosenOverlay ? columns : Math.floor((columns - dividerWidth) / 2);
	const everySeconds = fittingSeconds(fullSpan(state), Math.max(1, width - besidePlot));
	return {
		key: previewKey(iteration, metric, everySeconds), iteration, metric, everySeconds,
	};
}
