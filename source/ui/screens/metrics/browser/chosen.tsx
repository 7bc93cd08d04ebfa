import {wrapText} from '../../../../text/align.js';
import {cutEnd} from '../../../../text/cells.js';
import {cleanText} from '../../../../text/clean.js';
import {influxqlOf, timelessInfluxqlOf} from '../../../../metrics/influxql.js';
import {queryOf} from '../../../../metrics/metric.js';
import {iterationWindow, windowSeconds} from '../../../../metrics/window.js';
import {Lines} from '../../../components/lines.js';
import type {Overlay, ViewProps} from '../../../definitions.js';
import {copyKey} from '../../../keys/shared-keys.js';
import {
	closeOverlay, sequence, type Change, type State,
} from '../../../state/state.js';
import {promptName, editQuery} from '../query/state.js';
import {addMetric} from '../state.js';
import {previewOf, type Preview} from './candidate.js';
import {reopenBrowser} from './pickers.js';
import {previewChart, secondsOf} from './preview-lines.js';

/** The InfluxQL of the chosen query over the window of the iteration; without a time if the iteration has none. */
function influxqlOfPreview(state: State, preview: Preview): string {
	const {metric, iteration} = preview;
	const everySeconds = secondsOf(state, preview);
	return windowSeconds(iteration) === undefined
		? timelessInfluxqlOf(metric, everySeconds)
		: influxqlOf(queryOf(metric, {window: iterationWindow(iteration), everySeconds}));
}

/** The chosen query and its chart for the selected iteration. */
function ChosenQuery({state, width, height}: ViewProps) {
	const {theme, glyphs} = state.look;
	const preview = previewOf(state);
	if (!preview) {
		return <Lines lines={[]}/>;
	}

	const query = wrapText(cleanText(influxqlOfPreview(state, preview)), width);
	const head = [
		theme.strong(cutEnd(cleanText(`${preview.metric.name}, ${preview.iteration.label}`), width, glyphs.ellipsis)),
		...query,
		theme.faint(cutEnd('saved and edited without the time condition: that of each iteration is added', width, glyphs.ellipsis)),
	];
	return <Lines lines={[...head, ...previewChart(state, preview, {width, height: height - head.length})].slice(0, height)}/>;
}

/** A change that needs the chosen query. */
const withPreview = (change: (preview: Preview, everySeconds: number) => Change): Change => state => {
	const preview = previewOf(state);
	return preview ? change(preview, secondsOf(state, preview))(state) : state;
};

/** Shows the chosen query, to be shown as a metric, copied, saved or edited. */
export const chosenQuery: Overlay = {
	View: ChosenQuery,
	copied(state) {
		const preview = previewOf(state);
		return preview && {text: `${influxqlOfPreview(state, preview)}\n`, amount: 'the query'};
	},
	keys: [
		{
			id: 'show-query',
			keys: ['enter'],
			help: 'add it to the metrics of the screen',
			group: 'View',
			hint: 'show',
			run: withPreview(({metric}) => sequence(addMetric({...metric, help: 'A query that was chosen from all measurements.'}), closeOverlay)),
		},
		copyKey,
		{
			id: 'save-query',
			keys: ['s'],
			help: 'save the query as a metric of your own, under a name',
			group: 'Program',
			hint: 'save',
			run: withPreview(({metric}, everySeconds) => promptName(metric, everySeconds)),
		},
		{
			id: 'edit-chosen', keys: ['e'], help: 'edit the query, and run it', group: 'Program', hint: 'edit', run: withPreview(({metric}, everySeconds) => editQuery(metric, everySeconds)),
		},
		{
			id: 'back-a-step', keys: ['escape', 'backspace'], help: 'one step back', group: 'View', hint: 'back', run: reopenBrowser,
		},
		{
			id: 'leave-browser', keys: ['q'], help: 'back to the screen', group: 'View', run: closeOverlay,
		},
	],
};
