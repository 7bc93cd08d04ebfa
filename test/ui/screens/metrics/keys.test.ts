import {expect, test} from 'vitest';
import {catalogue} from '../../../../source/metrics/catalogue.js';
import {namedKey} from '../../../../source/ui/terminal/key.js';
import {reduce} from '../../../../source/ui/keys/bindings.js';
import {requestsOf} from '../../../../source/ui/screens/metrics/requests.js';
import {chooseBucket, bucketSeconds} from '../../../../source/ui/screens/metrics/bucket.js';
import {iterationsInView, metrics} from '../../../../source/ui/screens/metrics/state.js';
import {visibleSpan} from '../../../../source/ui/screens/metrics/time-span.js';
import {selectedIteration} from '../../../../source/ui/state/iterations.js';
import type {State} from '../../../../source/ui/state/state.js';
import {mark, select} from '../../state-builder.js';
import {
	answer, cpuOutcome, metricsState, minuteLong,
} from './answered-state.js';

const press = (state: State, ...keys: readonly string[]): State => keys.reduce((now, key) => reduce(now, namedKey(key)), state);

const iterations = [1, 2, 3].map(index => minuteLong(index));
const [first, second] = iterations;
const values = {'rabbit-0': [0, 10, 20, 30, 40, 50, 60, 50, 40, 30, 20, 10]};
const start = answer(first!, cpuOutcome(first!, values))(metricsState(iterations));
const messageOf = ({messages}: State): string | undefined => messages.at(-1)?.text;

test('[ and ] change the bucket length, skipping those without effect, and explain the limits', () => {
	// 120 s in about 47 columns.
	expect(bucketSeconds(start)).toBe(5);
	const seconds = ['30', '60', '300'].map((_, index) => bucketSeconds(press(start, ...Array.from({length: index + 1}, () => ']'))));
	expect(seconds).toEqual([30, 60, 300]);
	const longest = press(start, ']', ']', ']', ']');
	expect(bucketSeconds(longest)).toBe(300);
	expect(messageOf(longest)).toBe('no coarser: buckets are 300 s');
	expect(bucketSeconds(press(start, ']', ']', '['))).toBe(30);
	// Points are 10 s apart, so this is the shortest.
	const shortest = press(start, ']', '[');
	expect(bucketSeconds(shortest)).toBe(10);
	expect(messageOf(press(shortest, '['))).toBe('no finer: the points of this metric are 10 s apart');
	expect(metrics.get(press(shortest, '0')).bucket).toBe('auto');
});

test('another bucket length is queried, and the previous result stays visible until then', () => {
	expect(requestsOf(start)).toEqual([]);
	const changed = press(start, ']');
	expect(requestsOf(changed)).toEqual([{iteration: first, seconds: 30, metrics: catalogue}]);
	expect(metrics.get(changed).known).toBe(metrics.get(start).known);
	expect(requestsOf(chooseBucket(5)(changed))).toEqual([]);
	expect(requestsOf({...changed, screen: 'table'})).toEqual([]);
});

test('auto chooses the bucket length that fits the width and the visible range', () => {
	const wide = metricsState(iterations, {size: {columns: 200, rows: 50}});
	const long = metricsState([{...first!, clients: {...first!.clients, stop: 5000}}]);
	expect([wide, start, long].map(state => bucketSeconds(state))).toEqual([1, 5, 300]);
	expect(bucketSeconds(press(long, '+', '+', '+', '+', '+'))).toBe(5);
});

test('+ halves the visible range down to 20 s, - doubles it, 0 shows all', () => {
	expect(visibleSpan(start)).toEqual({from: -30_000, to: 90_000});
	expect(visibleSpan(press(start, '+'))).toEqual({from: 0, to: 60_000});
	expect(visibleSpan(press(start, '+', '+'))).toEqual({from: 15_000, to: 45_000});
	expect(visibleSpan(press(start, '+', '+', '+'))).toEqual({from: 15_000, to: 45_000});
	expect(messageOf(press(start, '+', '+', '+'))).toBe('no closer: at least 20 s are shown');
	expect(visibleSpan(press(start, '+', '+', '-'))).toEqual({from: 0, to: 60_000});
	expect(metrics.get(press(start, '+', '-')).zoom).toBeUndefined();
	expect(metrics.get(press(start, '+', '+', '0')).zoom).toBeUndefined();
});

test('left and right switch iterations, but pan when zoomed, up to the ends', () => {
	expect(selectedIteration(press(start, 'right'))).toBe(second);
	const zoomed = press(start, '+', 'right');
	expect(selectedIteration(zoomed)).toBe(first);
	expect(visibleSpan(zoomed)).toEqual({from: 15_000, to: 75_000});
	expect(visibleSpan(press(zoomed, 'l', 'l', 'l'))).toEqual({from: 30_000, to: 90_000});
	expect(visibleSpan(press(zoomed, 'h', 'left', 'h', 'h', 'h'))).toEqual({from: -30_000, to: 30_000});
	expect(selectedIteration(press(zoomed, '0', 'right'))).toBe(second);
});

test('. puts a cursor on a bucket, left and right move it by buckets, Esc removes it', () => {
	const at = (state: State) => metrics.get(state).cursor;
	// Window and buckets begin 30 s before the load: the bucket of 0:30 is in the middle.
	const shown = press(start, '.');
	expect(at(shown)).toBe(35_000);
	expect(at(press(shown, 'right'))).toBe(45_000);
	expect(at(press(shown, 'h', 'h'))).toBe(15_000);
	expect(at(press(shown, ...Array.from({length: 40}, () => 'l')))).toBe(85_000);
	expect(at(press(shown, ...Array.from({length: 40}, () => 'h')))).toBe(-25_000);
	expect(selectedIteration(press(shown, 'right'))).toBe(first);
	for (const key of ['escape', '.']) {
		expect(at(press(shown, key))).toBeUndefined();
	}

	expect(press(shown, 'escape').screen).toBe('metrics');
	expect(selectedIteration(press(shown, 'escape', 'right'))).toBe(second);
});

test('zooming is around the cursor, and the visible range follows it', () => {
	const zoomed = press(start, '.', 'l', 'l', '+', '+');
	expect(visibleSpan(zoomed)).toEqual({from: 40_000, to: 70_000});
	const moved = press(zoomed, 'l', 'l');
	expect(metrics.get(moved).cursor).toBe(75_000);
	expect(visibleSpan(moved)).toEqual({from: 45_000, to: 75_000});
});

test('the overlay shows the marked iterations if any, and left and right stay among them', () => {
	const overlaid = press(start, 'o');
	expect(iterationsInView(overlaid)).toEqual(iterations);
	const marked = mark(1, 3)(overlaid);
	expect(iterationsInView(marked)).toEqual([iterations[0], iterations[2]]);
	expect(selectedIteration(press(marked, 'right'))).toBe(iterations[2]);
	expect(selectedIteration(press(select(1)(overlaid), 'right'))).toBe(second);
});
