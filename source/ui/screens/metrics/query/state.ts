import type {Metric} from '../../../../metrics/metric.js';
import {timelessInfluxqlOf} from '../../../../metrics/influxql.js';
import {graphemesOf} from '../../../../text/cells.js';
import {clamp} from '../../../state/list.js';
import {clearNotice} from '../../../state/messages.js';
import {defineSlice} from '../../../state/slice.js';
import {
	closeOverlay, openOverlay, sequence, unchanged, type Change, type State,
} from '../../../state/state.js';
import {shownMetric, shownOutcome} from '../parts.js';
import {addMetric, metrics, showKept} from '../state.js';

/** What a typed text asks for, or the lines that say what is wrong with it. */
export type Checked = {readonly text: string} & ({readonly metric: Metric} | {readonly mistake: readonly string[]});

type QuerySlice = {
	/** The query that is typed, and how many characters of it stand before the cursor. */
	readonly text: string;
	readonly cursor: number;
	/** What came of reading it last. */
	readonly checked: Checked | undefined;
	/** Whether Enter was pressed: it runs once it is understood. */
	readonly isRunning: boolean;
	/** The metric that the query was of, whose unit holds while the same is selected. */
	readonly origin: Metric | undefined;
	/** What is to be kept, and under which name. */
	readonly kept: {readonly metric: Metric; readonly everySeconds: number; readonly name: string};
	/** What is to be written to the user's configuration. */
	readonly saving: {readonly name: string; readonly metric: Metric; readonly influxql: string} | undefined;
	/** The overlay to go back to. */
	readonly from: string | undefined;
};

const noMetric: Metric = {
	name: '', title: '', unit: '', help: '', statement: '', beyond: '',
};

/** A query that is typed, and a metric that is to be kept. */
export const query = defineSlice<QuerySlice>('metrics-query', {
	text: '', cursor: 0, checked: undefined, isRunning: false, origin: undefined, kept: {metric: noMetric, everySeconds: 0, name: ''}, saving: undefined, from: undefined,
});

/** Overlays of the screen, by their names. */
export const editorOverlay = 'edit-query';
export const keepOverlay = 'keep-metric';

/** The query of the metric on screen, without the time of the iteration, in the buckets that are shown. */
export function shownQuery(state: State): {readonly metric: Metric; readonly everySeconds: number} | undefined {
	const metric = shownMetric(state);
	return metric && {metric, everySeconds: shownOutcome(state)?.query.everySeconds ?? defaultSeconds};
}

const defaultSeconds = 10;

/** The overlay to go back to; a text that is read is not opened again. */
const below = ({overlay}: State): string | undefined => overlay === 'reading' ? undefined : overlay;

/** Opens the editor on the query of a metric. */
export const editQuery = (metric: Metric, everySeconds: number): Change => state => {
	const text = timelessInfluxqlOf(metric, everySeconds);
	return sequence(
		query.set({
			text, cursor: text.length, checked: undefined, isRunning: false, origin: metric, from: below(state),
		}),
		openOverlay(editorOverlay),
	)(state);
};

/** Edits what stands before the cursor. */
export const typeQuery = (edit: (text: string) => string): Change => query.update(({text, cursor}) => {
	const before = edit(text.slice(0, cursor));
	return {text: before + text.slice(cursor), cursor: before.length, isRunning: false};
});

/** Moves the cursor by characters; it stops at the ends. */
export const moveInQuery = (by: number): Change => query.update(({text, cursor}) => {
	const characters = graphemesOf(text.slice(...by < 0 ? [0, cursor] as const : [cursor] as const));
	const passed = by < 0 ? characters.slice(by) : characters.slice(0, by);
	return {cursor: clamp(cursor + Math.sign(by) * passed.join('').length, text.length)};
});

/** Runs what is typed, as soon as it is understood. */
export const runQuery: Change = state => takeIfRunning(query.set({isRunning: true})(state));

/** Takes in what came of reading a text. */
export const receiveChecked = (checked: Checked): Change => state => takeIfRunning(query.set({checked})(state));

function takeIfRunning(state: State): State {
	const {isRunning, checked, text, origin} = query.get(state);
	if (!isRunning || checked?.text !== text) {
		return state;
	}

	const taken = 'metric' in checked ? sequence(addMetric({...checked.metric, unit: unitLike(checked.metric, origin)}), closeOverlay) : unchanged;
	return sequence(query.set({isRunning: false}), taken)(state);
}

/** The unit of a metric holds for another that selects the same. */
function unitLike(metric: Metric, origin: Metric | undefined): string {
	if (!origin || 'statement' in metric || 'statement' in origin) {
		return metric.unit;
	}

	const selectionOf = ({measurement, field, aggregate, rate, operation}: typeof metric) =>
		[measurement, field, aggregate === 'count', rate?.per, operation?.operator, operation?.operand].map(String).join('\0');
	return selectionOf(metric) === selectionOf(origin) ? origin.unit : metric.unit;
}

/** Leaves the editor, back to where it was opened. */
export const leaveEditor: Change = state => ({...state, overlay: query.get(state).from});

/** Asks for the name under which a metric is kept. */
export const askName = (metric: Metric, everySeconds: number): Change => state => sequence(
	query.set({kept: {metric, everySeconds, name: ''}, from: below(state)}),
	clearNotice,
	openOverlay(keepOverlay),
)(state);

export const typeName = (edit: (text: string) => string): Change => query.update(({kept}) => ({kept: {...kept, name: edit(kept.name)}}));

/** Why nothing can be kept under the name that is typed; undefined where it can. */
export function nameMistake(state: State): string | undefined {
	const {kept: {name, metric}} = query.get(state);
	if (name === '') {
		return 'type a name, such as bus_memory';
	}

	if (!/^[\w.\-]{1,60}$/v.test(name)) {
		return 'a name is of letters, digits, _ . and -, 60 at most';
	}

	const {all, added} = metrics.get(state);
	return all.some(other => other.name === name && !(other === metric && added.has(name))) ? 'there is a metric of that name: type another' : undefined;
}

/** Writes the metric to the user's configuration; the screen shows it then. */
export const keepMetric: Change = state => {
	const {kept: {metric, everySeconds, name}} = query.get(state);
	return sequence(query.set({saving: {name, metric, influxql: timelessInfluxqlOf(metric, everySeconds)}}), closeOverlay)(state);
};

/** Shows what was kept. */
export const receiveKept = (from: Metric, kept: Metric): Change => sequence(query.set({saving: undefined}), showKept(from.name, kept));
