import {stripLabelWidth} from '../../../plots/time-strips.js';
import type {TimeSpan} from '../../../plots/time-scale.js';
import {dividerWidth} from '../../components/lines.js';
import type {Change, State} from '../../state/state.js';
import {nameOf} from './charts-of.js';
import {listWidth} from './metric-list.js';
import {shownOutcome} from './parts.js';
import {isStrips, iterationsInView, metrics} from './state.js';
import {isZoomed, showAll, visibleSpan} from './time-span.js';

/** Buckets to choose from (s). No bucket is shorter than the recorded points are apart, so the first one is what was recorded. */
const choices = [1, 10, 30, 60, 300] as const;
/** What `auto` chooses from. */
const automatic = [1, 2, 5, 10, 30, 60, 300, 600, 1800, 3600] as const;

/** Cells beside a plot that labels and ticks of its values take, about; beside a strip its value and gaps. */
const besidePlot = 7;
const besideStrip = 9;

/** About how many columns a plot has. */
export function plotColumns(state: State): number {
	const beside = isStrips(state) ? besideStrip + stripLabelWidth(iterationsInView(state).map(iteration => nameOf(iteration))) : besidePlot;
	return Math.max(1, state.size.columns - listWidth(metrics.get(state).all) - dividerWidth - beside);
}

/** The shortest bucket that is wanted (s): the chosen one, or the shortest that has a column of its own. */
export function wantedSeconds(state: State): number {
	const {bucket} = metrics.get(state);
	return bucket === 'auto' ? fittingSeconds(visibleSpan(state), plotColumns(state)) : bucket;
}

/** The shortest bucket (s) that is at least a column wide in a plot of this many columns. */
export function fittingSeconds(span: TimeSpan | undefined, columns: number): number {
	const minSeconds = span ? (span.to - span.from) / 1000 / columns : 0;
	return automatic.find(seconds => seconds >= minSeconds) ?? automatic.at(-1)!;
}

/** How far the points of the selected metric are apart (s), where that is known. */
const recordedSeconds = (state: State): number => shownOutcome(state)?.recordedSeconds ?? 1;

/** The bucket that is drawn once it has come (s). */
const currentSeconds = (state: State): number => Math.max(wantedSeconds(state), recordedSeconds(state));

const coarser = (state: State): number | undefined => choices.find(seconds => seconds > currentSeconds(state));
const finer = (state: State): number | undefined => choices.findLast(seconds => Math.max(seconds, recordedSeconds(state)) < currentSeconds(state));

/** Why there is no longer bucket, or no shorter one; undefined where there is. */
export const whyNotCoarser = (state: State): string | undefined => coarser(state) === undefined ? `no coarser: buckets are ${currentSeconds(state)} s` : undefined;
export const whyNotFiner = (state: State): string | undefined =>
	finer(state) === undefined ? `no finer: the points of this metric are ${currentSeconds(state)} s apart` : undefined;

export const coarserBucket: Change = state => metrics.set({bucket: coarser(state) ?? metrics.get(state).bucket})(state);
export const finerBucket: Change = state => metrics.set({bucket: finer(state) ?? metrics.get(state).bucket})(state);

/** Takes buckets of so many seconds, or longer ones where points are farther apart. */
export const chooseBucket = (seconds: number): Change => metrics.set({bucket: seconds});

/** Whether something keeps from showing all of the time in the bucket that fits. */
export const canReset = (state: State): boolean => isZoomed(state) || metrics.get(state).bucket !== 'auto';

/** Shows all of the time; where that is so already, the bucket that fits. */
export const reset: Change = state => isZoomed(state) ? showAll(state) : metrics.set({bucket: 'auto'})(state);
