import {stripLabelWidth} from '../../../plots/time-strips.js';
import type {TimeSpan} from '../../../plots/time-scale.js';
import {dividerWidth} from '../../components/lines.js';
import type {Change, State} from '../../state/state.js';
import {iterationName} from './charts.js';
import {listWidth} from './metric-list.js';
import {shownOutcome} from './parts.js';
import {isStrips, iterationsInView, metrics} from './state.js';
import {isZoomed, showAll, visibleSpan} from './time-span.js';

/** Bucket lengths to choose from (s). None is shorter than the recording interval, so the first one shows the points as recorded. */
const choices = [1, 10, 30, 60, 300] as const;
/** Bucket lengths that `auto` chooses from (s). */
const automatic = [1, 2, 5, 10, 30, 60, 300, 600, 1800, 3600] as const;

/** Approximate width of what is beside a plot (labels and ticks of its values), and beside a strip (its value and gaps). */
const plotMargin = 7;
const stripMargin = 9;

/** Approximate width of a plot in columns. */
export function plotColumns(state: State): number {
	const beside = isStrips(state) ? stripMargin + stripLabelWidth(iterationsInView(state).map(iteration => iterationName(iteration))) : plotMargin;
	return Math.max(1, state.size.columns - listWidth(metrics.get(state).all) - dividerWidth - beside);
}

/** The minimum bucket length (s): the chosen one, or the shortest that is at least one column wide. */
export function bucketSeconds(state: State): number {
	const {bucket} = metrics.get(state);
	return bucket === 'auto' ? fittingSeconds(visibleSpan(state), plotColumns(state)) : bucket;
}

/** The shortest bucket length (s) that is at least one column wide in a plot of this many columns. */
export function fittingSeconds(span: TimeSpan | undefined, columns: number): number {
	const minSeconds = span ? (span.to - span.from) / 1000 / columns : 0;
	return automatic.find(seconds => seconds >= minSeconds) ?? automatic.at(-1)!;
}

/** The recording interval of the selected metric (s), if known. */
const recordedSeconds = (state: State): number => shownOutcome(state)?.recordedSeconds ?? 1;

/** The bucket length that is drawn once it is loaded (s). */
const currentSeconds = (state: State): number => Math.max(bucketSeconds(state), recordedSeconds(state));

const coarser = (state: State): number | undefined => choices.find(seconds => seconds > currentSeconds(state));
const finer = (state: State): number | undefined => choices.findLast(seconds => Math.max(seconds, recordedSeconds(state)) < currentSeconds(state));

/** Why there is no longer bucket; undefined if there is one. */
export const noCoarserReason = (state: State): string | undefined => coarser(state) === undefined ? `no coarser: buckets are ${currentSeconds(state)} s` : undefined;

/** Why there is no shorter bucket; undefined if there is one. */
export const noFinerReason = (state: State): string | undefined =>
	finer(state) === undefined ? `no finer: the points of this metric are ${currentSeconds(state)} s apart` : undefined;

/** Switches to the next longer bucket; does nothing if there is none. */
export const coarserBucket: Change = state => metrics.set({bucket: coarser(state) ?? metrics.get(state).bucket})(state);

/** Switches to the next shorter bucket; does nothing if there is none. */
export const finerBucket: Change = state => metrics.set({bucket: finer(state) ?? metrics.get(state).bucket})(state);

/** Chooses a bucket length in seconds; buckets are longer if the recording interval is. */
export const chooseBucket = (seconds: number): Change => metrics.set({bucket: seconds});

/** Whether the view is zoomed, or has another bucket length than the automatic one. */
export const canReset = (state: State): boolean => isZoomed(state) || metrics.get(state).bucket !== 'auto';

/** Resets the zoom; if it is not zoomed, resets the bucket length to automatic. */
export const reset: Change = state => isZoomed(state) ? showAll(state) : metrics.set({bucket: 'auto'})(state);
