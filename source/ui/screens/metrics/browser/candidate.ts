import type {LoadedIteration} from '../../../../campaign/model/iteration.js';
import type {FieldMetric} from '../../../../metrics/metric.js';
import {dividerWidth} from '../../../components/lines.js';
import {selectedItem} from '../../../overlays/picker/pickers.js';
import {picking} from '../../../overlays/picker/state.js';
import type {State} from '../../../state/state.js';
import {fittingSeconds} from '../bucket.js';
import {fullSpan} from '../time-span.js';
import {chosenMetric, type Choice} from './choice.js';
import {browsedIteration, browser, previewKey} from './state.js';
import {steps, type Step} from './steps.js';

/** The name of the overlay that shows the completed query. */
export const chosenOverlay = 'chosen-query';

/** The step whose picker is open. */
const openStep = (state: State): Step | undefined =>
	state.screen === 'metrics' && state.overlay === 'picker' ? steps.find(({name}) => name === picking.get(state).name) : undefined;

/** Whether the browser is open: one of its pickers, or the completed query. */
export const isBrowsing = (state: State): boolean => openStep(state) !== undefined || (state.screen === 'metrics' && state.overlay === chosenOverlay);

/** The choice with the item under the cursor applied. */
function candidateOf(state: State): Choice {
	const {choice} = browser.get(state);
	const step = openStep(state);
	const item = step && selectedItem(state);
	return step && item ? step.take(choice, item.id, state) : choice;
}

/** Approximate width of the axis labels of a plot. */
const plotMargin = 7;

/** A metric to preview, with its iteration and bucket. */
export type Preview = {readonly key: string; readonly iteration: LoadedIteration; readonly metric: FieldMetric; readonly everySeconds: number};

/** The preview for the item under the cursor; undefined if the browser is closed or its list is empty. */
export function previewOf(state: State): Preview | undefined {
	const iteration = isBrowsing(state) ? browsedIteration(state) : undefined;
	const metric = iteration && chosenMetric(candidateOf(state));
	if (!iteration || !metric) {
		return undefined;
	}

	const {columns} = state.size;
	const width = state.overlay === chosenOverlay ? columns : Math.floor((columns - dividerWidth) / 2);
	const everySeconds = fittingSeconds(fullSpan(state), Math.max(1, width - plotMargin));
	return {
		key: previewKey(iteration, metric, everySeconds), iteration, metric, everySeconds,
	};
}
