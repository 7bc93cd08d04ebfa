import {sinceStart} from '../../../reports/metrics-text.js';
import {bucketAt} from '../../../plots/time-scale.js';
import {sequence, type Change, type State} from '../../state/state.js';
import {plotColumns} from './bucket.js';
import {shownOutcome} from './parts.js';
import {metrics} from './state.js';
import {
	fullSpan, reveal, visibleSpan, windowStart,
} from './time-span.js';

/** Whether the cursor is shown. */
export const hasCursor = (state: State): boolean => metrics.get(state).cursor !== undefined;

/** Snaps a time to the middle of its bucket, if there is one. */
function snapToBucket(state: State, time: number): number {
	const outcome = shownOutcome(state);
	const points = outcome?.series[0]?.points;
	if (!outcome || !points) {
		return time;
	}

	const since = sinceStart(points, outcome.query.window).map(([start, value]) => [start + windowStart, value] as const);
	const found = bucketAt({name: '', points: since}, {bucket: outcome.query.everySeconds * 1000}, time);
	return found ? (found.from + found.to) / 2 : time;
}

/** Shows the cursor in the middle of the visible span, or hides it. */
export const toggleCursor: Change = state => {
	const visible = visibleSpan(state);
	return metrics.set({cursor: hasCursor(state) || !visible ? undefined : snapToBucket(state, (visible.from + visible.to) / 2)})(state);
};

/** Hides the cursor. */
export const leaveCursor: Change = metrics.set({cursor: undefined});

/** Moves the cursor to the next bucket, at least by one column; it stops at the ends, and the visible span follows it. */
export const moveCursor = (by: 1 | -1): Change => state => {
	const {cursor} = metrics.get(state);
	const visible = visibleSpan(state);
	const full = fullSpan(state);
	if (cursor === undefined || !visible || !full) {
		return state;
	}

	const bucket = (shownOutcome(state)?.query.everySeconds ?? 1) * 1000;
	const step = bucket * Math.max(1, Math.ceil((visible.to - visible.from) / plotColumns(state) / bucket));
	const time = snapToBucket(state, Math.max(full.from, Math.min(full.to - 1, snapToBucket(state, cursor) + by * step)));
	return sequence(metrics.set({cursor: time}), reveal(time))(state);
};
