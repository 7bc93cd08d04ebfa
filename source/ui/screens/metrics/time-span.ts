import type {LoadedIteration} from '../../../campaign/model/iteration.js';
import {margin, windowSeconds} from '../../../metrics/window.js';
import type {TimeSpan} from '../../../plots/time-scale.js';
import {memoizeEach} from '../../../system/memoize.js';
import type {Change, State} from '../../state/state.js';
import {iterationsInView, metrics} from './state.js';

/** When the window of an iteration begins, in ms since its load began. */
export const windowStart = -margin * 1000;

const spanOf = memoizeEach((iteration: LoadedIteration): TimeSpan | undefined => {
	const seconds = windowSeconds(iteration);
	return seconds === undefined ? undefined : {from: windowStart, to: windowStart + seconds * 1000};
});

/** All the time that the iterations in view were looked at, in ms since their loads began; undefined where none has times. */
export function fullSpan(state: State): TimeSpan | undefined {
	const spans = iterationsInView(state).flatMap(iteration => spanOf(iteration) ?? []);
	return spans.length === 0 ? undefined : {from: windowStart, to: Math.max(...spans.map(({to}) => to))};
}

const lengthOf = ({from, to}: TimeSpan): number => to - from;

/** The span, moved as far as it takes to lie within the whole. */
function movedWithin(span: TimeSpan, whole: TimeSpan): TimeSpan {
	const from = Math.max(whole.from, Math.min(span.from, whole.to - lengthOf(span)));
	return {from, to: from + lengthOf(span)};
}

/** The part of the time that is zoomed to; undefined where all is in sight. It keeps its length from one iteration to the next, where that has as much. */
export function zoomedSpan(state: State): TimeSpan | undefined {
	const full = fullSpan(state);
	const {zoom} = metrics.get(state);
	return zoom && full && lengthOf(zoom) < lengthOf(full) ? movedWithin(zoom, full) : undefined;
}

/** What of the time is in sight; undefined where nothing is known of it. */
export const visibleSpan = (state: State): TimeSpan | undefined => zoomedSpan(state) ?? fullSpan(state);

export const isZoomed = (state: State): boolean => zoomedSpan(state) !== undefined;

/** The shortest time that a chart shows (ms). */
const minLength = 20_000;

/** Why it cannot be zoomed in; undefined where it can. */
export function whyNoCloser(state: State): string | undefined {
	const visible = visibleSpan(state);
	return visible && lengthOf(visible) / 2 >= minLength ? undefined : `no closer: at least ${minLength / 1000} s are shown`;
}

/** Shows this part of the time in sight, around the cursor or the middle; all where that is no part. */
export const zoomBy = (factor: number): Change => state => {
	const visible = visibleSpan(state);
	const full = fullSpan(state);
	if (!visible || !full) {
		return state;
	}

	const length = lengthOf(visible) * factor;
	const middle = metrics.get(state).cursor ?? (visible.from + visible.to) / 2;
	return metrics.set({zoom: length < lengthOf(full) ? movedWithin({from: middle - length / 2, to: middle + length / 2}, full) : undefined})(state);
};

export const showAll: Change = metrics.set({zoom: undefined});

/** Moves what is in sight by so many quarters of itself; it stops at the ends. */
export const pan = (quarters: number): Change => state => {
	const zoomed = zoomedSpan(state);
	const full = fullSpan(state);
	const by = zoomed ? lengthOf(zoomed) * quarters / 4 : 0;
	return zoomed && full ? metrics.set({zoom: movedWithin({from: zoomed.from + by, to: zoomed.to + by}, full)})(state) : state;
};

/** Moves what is in sight as little as it takes to hold a time. */
export const reveal = (time: number): Change => state => {
	const zoomed = zoomedSpan(state);
	if (!zoomed || (time >= zoomed.from && time <= zoomed.to)) {
		return state;
	}

	const by = time < zoomed.from ? time - zoomed.from : time - zoomed.to;
	return metrics.set({zoom: {from: zoomed.from + by, to: zoomed.to + by}})(state);
};
