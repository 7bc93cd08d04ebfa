import type {Metric} from '../../../../metrics/metric.js';
import {timelessInfluxqlOf} from '../../../../metrics/influxql.js';
import {graphemesOf} from '../../../../text/cells.js';
import {clamp} from '../../../state/list.js';
import {clearNotice} from '../../../state/messages.js';
import {
	defineSlice, closeOverlay, openOverlay, sequence, unchanged, type Change, type State,
} from '../../../state/state.js';
import {shownMetric, shownOutcome} from '../parts.js';
import {addMetric, metrics, selectSavedMetric} from '../state.js';

/** A parsed query, or its mistake: the query, a caret line and the expectation. */
export type Checked = {readonly text: string} & ({readonly metric: Metric} | {readonly mistake: readonly string[]});

type QuerySlice = {
	/** The typed query and the offset of the cursor. */
	readonly text: string;
	readonly cursor: number;
	/** The result of the last parse. */
	readonly checked: Checked | undefined;
	/** Whether Enter was pressed; the query runs once it is parsed. */
	readonly isRunning: boolean;
	/** The metric whose query is edited; its unit is kept while the selected expression stays the same. */
	readonly origin: Metric | undefined;
	/** The metric to save, and its typed name. */
	readonly draft: {readonly metric: Metric; readonly everySeconds: number; readonly name: string};
	/** The metric to be saved to the user's configuration. */
	readonly saving: {readonly name: string; readonly metric: Metric; readonly influxql: string} | undefined;
	/** The overlay to return to. */
	readonly from: string | undefined;
};

const noMetric: Metric = {
	name: '', title: '', unit: '', help: '', statement: '', unsupported: '',
};

/** The state of the query editor, and of saving a metric. */
export const query = defineSlice<QuerySlice>('metrics-query', {
	text: '', cursor: 0, checked: undefined, isRunning: false, origin: undefined, draft: {metric: noMetric, everySeconds: 0, name: ''}, saving: undefined, from: undefined,
});

/** Names of the overlays. */
export const editorOverlay = 'edit-query';
export const saveOverlay = 'save-metric';

/** The metric on screen and the bucket that is shown. */
export function shownQuery(state: State): {readonly metric: Metric; readonly everySeconds: number} | undefined {
	const metric = shownMetric(state);
	return metric && {metric, everySeconds: shownOutcome(state)?.query.everySeconds ?? defaultSeconds};
}

const defaultSeconds = 10;

/** The overlay to return to; the pager is not reopened. */
const below = ({overlay}: State): string | undefined => overlay === 'pager' ? undefined : overlay;

/** Opens the editor with the query of a metric, without the window of the iteration. */
export const editQuery = (metric: Metric, everySeconds: number): Change => state => {
	const text = timelessInfluxqlOf(metric, everySeconds);
	return sequence(
		query.set({
			text, cursor: text.length, checked: undefined, isRunning: false, origin: metric, from: below(state),
		}),
		openOverlay(editorOverlay),
	)(state);
};

/** Edits the text before the cursor. */
export const typeQuery = (edit: (text: string) => string): Change => query.update(({text, cursor}) => {
	const before = edit(text.slice(0, cursor));
	return {text: before + text.slice(cursor), cursor: before.length, isRunning: false};
});

/** Moves the cursor by this many characters. */
export const moveInQuery = (by: number): Change => query.update(({text, cursor}) => {
	const characters = graphemesOf(text.slice(...by < 0 ? [0, cursor] as const : [cursor] as const));
	const passed = by < 0 ? characters.slice(by) : characters.slice(0, by);
	return {cursor: clamp(cursor + Math.sign(by) * passed.join('').length, text.length)};
});

/** Runs the typed query as soon as it is parsed. */
export const runTypedQuery: Change = state => takeIfRunning(query.set({isRunning: true})(state));

/** Stores the result of a parse, and runs the query if Enter was pressed. */
export const receiveChecked = (checked: Checked): Change => state => takeIfRunning(query.set({checked})(state));

function takeIfRunning(state: State): State {
	const {isRunning, checked, text, origin} = query.get(state);
	if (!isRunning || checked?.text !== text) {
		return state;
	}

	const taken = 'metric' in checked ? sequence(addMetric({...checked.metric, unit: unitLike(checked.metric, origin)}), closeOverlay) : unchanged;
	return sequence(query.set({isRunning: false}), taken)(state);
}

/** The unit of the original metric if both select the same expression. */
function unitLike(metric: Metric, origin: Metric | undefined): string {
	if (!origin || 'statement' in metric || 'statement' in origin) {
		return metric.unit;
	}

	const selectionOf = ({measurement, field, aggregate, rate, operation}: typeof metric) =>
		[measurement, field, aggregate === 'count', rate?.per, operation?.operator, operation?.operand].map(String).join('\0');
	return selectionOf(metric) === selectionOf(origin) ? origin.unit : metric.unit;
}

/** Closes the editor and returns to the overlay that opened it. */
export const leaveEditor: Change = state => ({...state, overlay: query.get(state).from});

/** Prompts for a name under which to save a metric. */
export const promptName = (metric: Metric, everySeconds: number): Change => state => sequence(
	query.set({draft: {metric, everySeconds, name: ''}, from: below(state)}),
	clearNotice,
	openOverlay(saveOverlay),
)(state);

/** Edits the name of the metric to save. */
export const typeName = (edit: (text: string) => string): Change => query.update(({draft}) => ({draft: {...draft, name: edit(draft.name)}}));

/** Why the typed name cannot be used; undefined if it can. */
export function nameMistake(state: State): string | undefined {
	const {draft: {name, metric}} = query.get(state);
	if (name === '') {
		return 'type a name, such as bus_memory';
	}

	if (!/^[\w.\-]{1,60}$/v.test(name)) {
		return 'a name has letters, digits, _ . and -, at most 60 in all';
	}

	const {all, added} = metrics.get(state);
	return all.some(other => other.name === name && !(other === metric && added.has(name))) ? 'a metric of that name exists: type another' : undefined;
}

/** Saves the metric to the user's configuration. */
export const requestSaveMetric: Change = state => {
	const {draft: {metric, everySeconds, name}} = query.get(state);
	return sequence(query.set({saving: {name, metric, influxql: timelessInfluxqlOf(metric, everySeconds)}}), closeOverlay)(state);
};

/** Selects a metric that was saved, in place of the one that it was saved from. */
export const receiveSaved = (from: Metric, saved: Metric): Change => sequence(query.set({saving: undefined}), selectSavedMetric(from.name, saved));
