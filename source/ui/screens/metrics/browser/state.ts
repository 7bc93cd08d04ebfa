import {isLoaded, type LoadedIteration} from '../../../../campaign/model/iteration.js';
import type {MeasurementContents} from '../../../../metrics/contents.js';
import type {MetricOutcome, MetricsProgress} from '../../../../metrics/load-metrics.js';
import type {FieldMetric, MetricSeries} from '../../../../metrics/metric.js';
import {selectedIteration} from '../../../state/iterations.js';
import {defineSlice} from '../../../state/slice.js';
import type {Change, State} from '../../../state/state.js';
import {emptyChoice, surveyMetric, type Choice} from './choice.js';

/** What is asked of a database for the browser: there, or why not; undefined where it is not asked yet. */
export type Found<Value> = {readonly value: Value} | {readonly failure: string};

type BrowserSlice = {
	readonly choice: Choice;
	/** What the databases hold that were recorded during the iterations. */
	readonly contents: ReadonlyMap<LoadedIteration, Found<readonly MeasurementContents[]>>;
	/** The series of the chosen field, each with how many points it has while an iteration ran; by the names of `surveyKey`. */
	readonly survey: {readonly key: string; readonly found: Found<readonly MetricSeries[]>} | undefined;
	/** What came of previews, by the names of `previewKey`, the latest last. */
	readonly previews: ReadonlyMap<string, Found<MetricOutcome>>;
	/** How far opening the database is, while something waits for it, and for how many seconds it does. */
	readonly progress: MetricsProgress | undefined;
	readonly seconds: number;
};

/** What is chosen in the browser of all measurements, and what is known of the databases for it. */
export const browser = defineSlice<BrowserSlice>('metrics-browser', {
	choice: emptyChoice, contents: new Map(), survey: undefined, previews: new Map(), progress: undefined, seconds: 0,
});

export const setChoice = (choice: Choice): Change => browser.set({choice});

/** The iteration whose database is looked at; undefined where none is selected that was loaded. */
export function browsedIteration(state: State): LoadedIteration | undefined {
	const selected = selectedIteration(state);
	return selected && isLoaded(selected) ? selected : undefined;
}

/** What its database holds; undefined before it is known. */
export function contentsOf(state: State): Found<readonly MeasurementContents[]> | undefined {
	const iteration = browsedIteration(state);
	return iteration && browser.get(state).contents.get(iteration);
}

/** Names a preview: of which iteration, in buckets of how many seconds, what is asked. */
export const previewKey = (iteration: LoadedIteration, {name, title, unit, help, ...query}: FieldMetric, everySeconds: number): string =>
	JSON.stringify([iteration.index, iteration.clients.start, iteration.servers.start, everySeconds, query], (_, value: unknown) => typeof value === 'bigint' ? String(value) : value);

/** Names the survey that the choice needs; undefined before a field is chosen. */
export function surveyKey(state: State): string | undefined {
	const iteration = browsedIteration(state);
	const metric = surveyMetric(browser.get(state).choice);
	return iteration && metric && previewKey(iteration, metric, 0);
}

/** The series of the chosen field, where they are known. */
export function surveyed(state: State): readonly MetricSeries[] | undefined {
	const {survey} = browser.get(state);
	return survey && survey.key === surveyKey(state) && 'value' in survey.found ? survey.found.value : undefined;
}

/** What came of a preview; undefined before it is there. */
export function previewed(state: State, key: string): MetricOutcome | {readonly status: 'failed'; readonly reason: string} | undefined {
	const found = browser.get(state).previews.get(key);
	return found && 'failure' in found ? {status: 'failed', reason: found.failure} : found?.value;
}

/** Takes back what could not be read: it is asked for again. */
export const forgetFailures: Change = browser.update(({contents, survey, previews}) => ({
	contents: new Map([...contents].filter(([, found]) => 'value' in found)),
	survey: survey && 'value' in survey.found ? survey : undefined,
	previews: new Map([...previews].filter(([, found]) => 'value' in found && found.value.status === 'answered')),
}));

const maxPreviews = 100;

export const receiveContents = (iteration: LoadedIteration, found: Found<readonly MeasurementContents[]>): Change =>
	browser.update(({contents}) => ({contents: new Map([...contents, [iteration, found]]), progress: undefined}));

export const receiveSurvey = (key: string, found: Found<readonly MetricSeries[]>): Change => browser.set({survey: {key, found}, progress: undefined});

export const receivePreview = (key: string, found: Found<MetricOutcome>): Change =>
	browser.update(({previews}) => ({previews: new Map([...[...previews].slice(1 - maxPreviews), [key, found]]), progress: undefined}));
