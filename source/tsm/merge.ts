import type {Points} from './block.js';

/** Points one stretch after the other, each behind the last; undefined at the end. */
export type PointSource<Values> = () => Stretch<Values> | undefined;

/** Points from the place `from` to the place `to`, that one not included; at least one. */
export type Stretch<Values> = Points<Values> & {readonly from: number; readonly to: number};

/** Takes the points from the place `from` to the place `to`, that one not included. */
export type Emit<Values> = (points: Points<Values>, from: number, to: number) => void;

/** Points between two pauses: few milliseconds. What is emitted together takes as long as so many of them, though it be one. */
const pointsAtOnce = 1 << 16;
const leastPoints = 64;

/** Gives out the points of all sources in the order of their times, with a pause now and then; of points with one time, that of the last source. */
export function * mergePoints<Values>(sources: ReadonlyArray<PointSource<Values>>, emit: Emit<Values>): Generator<void> {
	const queue = new Queue<Values>();
	for (const [age, source] of sources.entries()) {
		queue.add(new Head(source, age));
	}

	let count = 0;
	for (let first = queue.take(); first !== undefined; first = queue.take()) {
		// Older values of this time.
		while (queue.next === first.time) {
			const older = queue.take()!;
			older.pass();
			queue.add(older);
		}

		count += Math.max(leastPoints, first.emitBefore(queue.next, emit));
		queue.add(first);
		if (count >= pointsAtOnce) {
			count = 0;
			yield;
		}
	}
}

/** Heads that are not at their end. The first is the earliest; of those of one time, that of the last source. It is a binary heap: a shard may have hundreds of files. */
class Queue<Values> {
	private readonly heads: Array<Head<Values>> = [];

	/** The time of the first; infinite without any. */
	get next(): number {
		return this.heads[0]?.time ?? Number.POSITIVE_INFINITY;
	}

	add(head: Head<Values>): void {
		if (head.time === Number.POSITIVE_INFINITY) {
			return;
		}

		const {heads} = this;
		let at = heads.length;
		while (at > 0 && head.isBefore(heads[(at - 1) >> 1]!)) {
			heads[at] = heads[(at - 1) >> 1]!;
			at = (at - 1) >> 1;
		}

		heads[at] = head;
	}

	/** Takes away the first. */
	take(): Head<Values> | undefined {
		const {heads} = this;
		const [first] = heads;
		const last = heads.pop();
		if (last === undefined || heads.length === 0) {
			return first;
		}

		let at = 0;
		for (let child = 1; child < heads.length; child = 2 * at + 1) {
			const lesser = child + 1 < heads.length && heads[child + 1]!.isBefore(heads[child]!) ? child + 1 : child;
			if (!heads[lesser]!.isBefore(last)) {
				break;
			}

			heads[at] = heads[lesser]!;
			at = lesser;
		}

		heads[at] = last;
		return first;
	}
}

/** How far a source is. */
class Head<Values> {
	/** Of the next point; infinite at the end. */
	time = Number.POSITIVE_INFINITY;
	private readonly source: PointSource<Values>;
	private stretch: Stretch<Values> | undefined;
	private readonly age: number;
	private at = 0;

	constructor(source: PointSource<Values>, age: number) {
		this.source = source;
		this.age = age;
		this.turn();
	}

	isBefore(other: Head<Values>): boolean {
		return this.time < other.time || (this.time === other.time && this.age > other.age);
	}

	pass(): void {
		this.moveTo(this.at + 1);
	}

	/** Emits the next point, and those of its stretch that come before that time; returns how many. */
	emitBefore(time: number, emit: Emit<Values>): number {
		const {stretch, at} = this;
		if (stretch === undefined) {
			return 0;
		}

		const to = Math.max(at + 1, placeOf(stretch.times, time, at, stretch.to));
		emit(stretch, at, to);
		this.moveTo(to);
		return to - at;
	}

	private moveTo(place: number): void {
		this.at = place;
		if (this.stretch && place < this.stretch.to) {
			this.time = this.stretch.times[place] ?? Number.POSITIVE_INFINITY;
		} else {
			this.turn();
		}
	}

	private turn(): void {
		this.stretch = this.source();
		this.at = this.stretch?.from ?? 0;
		this.time = this.stretch?.times[this.at] ?? Number.POSITIVE_INFINITY;
	}
}

/** The place of the first of the ascending times, from `low` to `high`, that is not before the time; `high` if all are. */
export function placeOf(times: Float64Array, time: number, low = 0, high = times.length): number {
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
