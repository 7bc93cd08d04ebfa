import TinyQueue from 'tinyqueue';
import type {Points} from './block.js';

/** Points one slice after the other, each behind the last; undefined at the end. */
export type PointSource<Values> = () => Slice<Values> | undefined;

/** Points from index `from` to index `to`, that one not included; at least one. */
export type Slice<Values> = Points<Values> & {readonly from: number; readonly to: number};

/** Takes the points from index `from` to index `to`, that one not included. */
export type Emit<Values> = (points: Points<Values>, from: number, to: number) => void;

/** Points between two pauses, some milliseconds. A call of `emit` counts as so many of them, even for one point. */
const pointsAtOnce = 1 << 16;
const minPoints = 64;

/** Gives out the points of all sources in the order of their times, with a pause now and then; of points with one time, that of the last source. */
export function * mergePoints<Values>(sources: ReadonlyArray<PointSource<Values>>, emit: Emit<Values>): Generator<void> {
	// A shard may have hundreds of files.
	const queue = new TinyQueue<Cursor<Values>>([], (head, other) => head.time - other.time || other.rank - head.rank);
	const add = (head: Cursor<Values>) => {
		if (head.time < Number.POSITIVE_INFINITY) {
			queue.push(head);
		}
	};

	for (const [rank, source] of sources.entries()) {
		add(new Cursor(source, rank));
	}

	let count = 0;
	for (let first = queue.pop(); first !== undefined; first = queue.pop()) {
		// Older values of this time.
		while (queue.peek()?.time === first.time) {
			const older = queue.pop()!;
			older.pass();
			add(older);
		}

		count += Math.max(minPoints, first.emitBefore(queue.peek()?.time ?? Number.POSITIVE_INFINITY, emit));
		add(first);
		if (count >= pointsAtOnce) {
			count = 0;
			yield;
		}
	}
}

/** How far a source is. */
class Cursor<Values> {
	/** Of the next point; infinite at the end. */
	time = Number.POSITIVE_INFINITY;
	/** Of points with one time, that of the highest rank counts. */
	readonly rank: number;
	private readonly source: PointSource<Values>;
	private slice: Slice<Values> | undefined;
	private at = 0;

	constructor(source: PointSource<Values>, rank: number) {
		this.source = source;
		this.rank = rank;
		this.advance();
	}

	pass(): void {
		this.moveTo(this.at + 1);
	}

	/** Emits the next point, and those of its slice that come before that time; returns how many. */
	emitBefore(time: number, emit: Emit<Values>): number {
		const {slice, at} = this;
		if (slice === undefined) {
			return 0;
		}

		const to = Math.max(at + 1, firstIndexFrom(slice.times, time, at, slice.to));
		emit(slice, at, to);
		this.moveTo(to);
		return to - at;
	}

	private moveTo(index: number): void {
		this.at = index;
		if (this.slice && index < this.slice.to) {
			this.time = this.slice.times[index] ?? Number.POSITIVE_INFINITY;
		} else {
			this.advance();
		}
	}

	private advance(): void {
		this.slice = this.source();
		this.at = this.slice?.from ?? 0;
		this.time = this.slice?.times[this.at] ?? Number.POSITIVE_INFINITY;
	}
}

/** The index of the first of the ascending times, from `low` to `high`, that is not before the time; `high` if all are. */
export function firstIndexFrom(times: Float64Array, time: number, low = 0, high = times.length): number {
	let from = low;
	let to = high;
	while (from < to) {
		const middle = (from + to) >>> 1;
		if ((times[middle] ?? 0) < time) {
			from = middle + 1;
		} else {
			to = middle;
		}
	}

	return from;
}
