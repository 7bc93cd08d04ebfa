import TinyQueue from 'tinyqueue';
import type {Points} from './block.js';

/** Points in slices with ascending times; undefined at the end. */
export type PointSource<Values> = () => Slice<Values> | undefined;

/** Points from index `from` up to but excluding `to`; at least one. */
export type Slice<Values> = Points<Values> & {readonly from: number; readonly to: number};

/** Receives the points from index `from` up to but excluding `to`. */
export type Emit<Values> = (points: Points<Values>, from: number, to: number) => void;

/** Points between two yields, which take a few milliseconds. Each call of `emit` counts as at least `minPoints`. */
const pointsPerYield = 1 << 16;
const minPoints = 64;

/** Emits the points of all sources in order of time, yielding regularly; for equal times, the point of the last source wins. */
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
		// Older values for this time.
		while (queue.peek()?.time === first.time) {
			const older = queue.pop()!;
			older.pass();
			add(older);
		}

		count += Math.max(minPoints, first.emitBefore(queue.peek()?.time ?? Number.POSITIVE_INFINITY, emit));
		add(first);
		if (count >= pointsPerYield) {
			count = 0;
			yield;
		}
	}
}

/** Position in a source. */
class Cursor<Values> {
	/** Time of the next point; infinite at the end. */
	time = Number.POSITIVE_INFINITY;
	/** For equal times, the point of the highest rank wins. */
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

	/** Emits the next point, and those of its slice before that time; returns how many. */
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

/** The first index between `low` and `high` whose time is not before `time`; `high` if there is none. Times must be ascending. */
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
