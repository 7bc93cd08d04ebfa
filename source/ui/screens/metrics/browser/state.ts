import {isLoaded, type LoadedIteration} from '../../../../campaign/model/iteration.js';
import type {MeasurementContents} from '../../../../metrics/contents.js';
import type {MetricOutcome, MetricsProgress} from '../../../../metrics/load-metrics.js';
import type {FieldMetric, MetricSeries} from '../../../../metrics/metric.js';
import {selectedIteration} from '../../../state/iterations.js';
import {defineSlice, type Change, type State} from '../../../state/state.js';
import {emptyChoice, surveyMetric, type Choice} from './choice.js';

/** A loaded value, or why loading failed. */
export type Loadable<Value> = {readonly value: Value} | {readonly failure: string};

type BrowserSlice = {
	readonly choice: Choice;
	/** Contents of the databases by iteration. */
	readonly contents: ReadonlyMap<LoadedIteration, Loadable<readonly MeasurementContents[]>>;
	/** The series of the chosen field within the window of the iteration, with the `surveyKey` that they belong to. */
	readonly survey: {readonly key: string; readonly found: Loadable<readonly MetricSeries[]>} | undefined;
	/** Outcomes of previews by `previewKey`, the latest last. */
	readonly previews: ReadonlyMap<string, Loadable<MetricOutcome>>;
	/** Progress of the current load, and elapsed seconds. */
	readonly progress: MetricsProgress | undefined;
	readonly seconds: number;
};

/** The state of the browser of measurements. */
export const browser = defineSlice<BrowserSlice>('metrics-browser', {
	choice: emptyChoice, contents: new Map(), survey: undefined, previews: new Map(), progress: undefined, seconds: 0,
});

/** Sets the parts of the query that were chosen. */
export const setChoice = (choice: Choice): Change => browser.set({choice});

/** The iteration whose database is browsed; undefined if the selected one was skipped. */
export function browsedIteration(state: State): LoadedIteration | undefined {
	const selected = selectedIteration(state);
	return selected && isLoaded(selected) ? selected : undefined;
}

/** The contents of its database; undefined before they are loaded. */
export function contentsOf(state: State): Loadable<readonly MeasurementContents[]> | undefined {
	const iteration = browsedIteration(state);
	return iteration && browser.get(state).contents.get(iteration);
}

/** The key of a preview: iteration, bucket and query. */
export const previewKey = (iteration: LoadedIteration, {name, title, unit, help, ...query}: FieldMetric, everySeconds: number): string =>
	JSON.stringify([iteration.index, iteration.clients.start, iteration.servers.start, everySeconds, query], (_, value: unknown) => typeof value === 'bigint' ? String(value) : value);

/** The key of the survey of the chosen field; undefined without a field. */
export function surveyKey(state: State): string | undefined {
	const iteration = browsedIteration(state);
	const metric = surveyMetric(browser.get(state).choice);
	return iteration && metric && previewKey(iteration, metric, 0);
}

/** The series of the chosen field; undefined before they are loaded. */
export function surveyed(state: State): readonly MetricSeries[] | undefined {
	const {survey} = browser.get(state);
	return survey && survey.key === surveyKey(state) && 'value' in survey.found ? survey.found.value : undefined;
}

/** The outcome of a preview; undefined before it is loaded. */
export function previewed(state: State, key: string): MetricOutcome | {readonly status: 'failed'; readonly reason: string} | undefined {
	const found = browser.get(state).previews.get(key);
	return found && 'failure' in found ? {status: 'failed', reason: found.failure} : found?.value;
}

/** Removes failures, so that they are retried. */
export const forgetFailures: Change = browser.update(({contents, survey, previews}) => ({
	contents: new Map([...contents].filter(([, found]) => 'value' in found)),
	survey: survey && 'value' in survey.found ? survey : undefined,
	previews: new Map([...previews].filter(([, found]) => 'value' in found && found.value.status === 'answered')),
}));

const maxPreviews = 100;

/** Stores the contents of an iteration's database, or why they could not be listed. */
export const receiveContents = (iteration: LoadedIteration, found: Loadable<readonly MeasurementContents[]>): Change =>
	browser.update(({contents}) => ({contents: new Map([...contents, [iteration, found]]), progress: undefined}));

/** Stores the series of a field, by its `surveyKey`. */
export const receiveSurvey = (key: string, found: Loadable<readonly MetricSeries[]>): Change => browser.set({survey: {key, found}, progress: undefined});

/** Stores the outcome of a preview; the oldest ones are dropped. */
export const receivePreview = (key: string, found: Loadable<MetricOutcome>): Change =>
	browser.update(({previews}) => ({previews: new Map([...[...previews].slice(1 - maxPreviews), [key, found]]), progress: undefined}));
