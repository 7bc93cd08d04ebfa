import type {LoadedIteration} from '../../../campaign/model/iteration.js';
import {margin, windowSeconds} from '../../../metrics/window.js';
import type {TimeSpan} from '../../../plots/time-scale.js';
import {memoizeEach} from '../../../system/memoize.js';
import type {Change, State} from '../../state/state.js';
import {iterationsInView, metrics} from './state.js';

/** Start of an iteration's window, in ms since the start of its load. */
export const windowStart = -margin * 1000;

const spanOf = memoizeEach((iteration: LoadedIteration): TimeSpan | undefined => {
	const seconds = windowSeconds(iteration);
	return seconds === undefined ? undefined : {from: windowStart, to: windowStart + seconds * 1000};
});

/** The time span covered by the windows of the iterations in view, in ms since the start of their loads; undefined if none has times. */
export function fullSpan(state: State): TimeSpan | undefined {
	const spans = iterationsInView(state).flatMap(iteration => spanOf(iteration) ?? []);
	return spans.length === 0 ? undefined : {from: windowStart, to: Math.max(...spans.map(({to}) => to))};
}

const spanLength = ({from, to}: TimeSpan): number => to - from;

/** The span, moved to lie within the whole. */
function movedWithin(span: TimeSpan, whole: TimeSpan): TimeSpan {
	const from = Math.max(whole.from, Math.min(span.from, whole.to - spanLength(span)));
	return {from, to: from + spanLength(span)};
}

/** The zoomed span; undefined if everything is visible. It keeps its length for another iteration if that is long enough. */
export function zoomedSpan(state: State): TimeSpan | undefined {
	const full = fullSpan(state);
	const {zoom} = metrics.get(state);
	return zoom && full && spanLength(zoom) < spanLength(full) ? movedWithin(zoom, full) : undefined;
}

/** The visible time span; undefined if the times are not known. */
export const visibleSpan = (state: State): TimeSpan | undefined => zoomedSpan(state) ?? fullSpan(state);

/** Whether only a part of the time is visible. */
export const isZoomed = (state: State): boolean => zoomedSpan(state) !== undefined;

/** Minimum length of the visible span (ms). */
const minLength = 20_000;

/** Why zooming in is not possible; undefined if it is. */
export function noZoomReason(state: State): string | undefined {
	const visible = visibleSpan(state);
	return visible && spanLength(visible) / 2 >= minLength ? undefined : `no closer: at least ${minLength / 1000} s are shown`;
}

/** Zooms by a factor around the cursor or the middle; shows everything if the result is not smaller. */
export const zoomBy = (factor: number): Change => state => {
	const visible = visibleSpan(state);
	const full = fullSpan(state);
	if (!visible || !full) {
		return state;
	}

	const length = spanLength(visible) * factor;
	const middle = metrics.get(state).cursor ?? (visible.from + visible.to) / 2;
	return metrics.set({zoom: length < spanLength(full) ? movedWithin({from: middle - length / 2, to: middle + length / 2}, full) : undefined})(state);
};

/** Shows the whole time. */
export const showAll: Change = metrics.set({zoom: undefined});

/** Pans by quarters of the visible span; stops at the ends. */
export const pan = (quarters: number): Change => state => {
	const zoomed = zoomedSpan(state);
	const full = fullSpan(state);
	const by = zoomed ? spanLength(zoomed) * quarters / 4 : 0;
	return zoomed && full ? metrics.set({zoom: movedWithin({from: zoomed.from + by, to: zoomed.to + by}, full)})(state) : state;
};

/** Pans as little as necessary to make a time visible. */
export const reveal = (time: number): Change => state => {
	const zoomed = zoomedSpan(state);
	if (!zoomed || (time >= zoomed.from && time <= zoomed.to)) {
		return state;
	}

	const by = time < zoomed.from ? time - zoomed.from : time - zoomed.to;
	return metrics.set({zoom: {from: zoomed.from + by, to: zoomed.to + by}})(state);
};
