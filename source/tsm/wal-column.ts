import type {
	Numbers, Points, ValueType,
} from './block.js';
import {exactBelow} from './values.js';
import {firstIndexFrom} from './merge.js';
import {sinceBase, type TimeBase} from './time-base.js';
import type {TimeRange} from './time-ranges.js';

/** Size of a record: a time and a number. */
export const recordSize = 16;

/** The log's entries for one key: its numbers in the order written, with deletions in between. */
export class WalColumn {
	readonly type: ValueType;
	private records = new Uint8Array(4 * recordSize);
	private length = 0;
	private readonly deletions: Array<{readonly behind: number; readonly range: TimeRange}> = [];

	constructor(type: ValueType) {
		this.type = type;
	}

	/** Appends records of a time and a number each. */
	write(records: Uint8Array): void {
		const needed = this.length + records.length;
		if (needed > this.records.length) {
			const grown = new Uint8Array(Math.max(needed, this.records.length * 2));
			grown.set(this.records.subarray(0, this.length));
			this.records = grown;
		}

		this.records.set(records, this.length);
		this.length = needed;
	}

	/** Hides everything written so far within that time range. */
	delete(range: TimeRange): void {
		if (this.length > 0) {
			this.deletions.push({behind: this.length / recordSize, range});
		}
	}

	/** The remaining points; of those with the same time, the one written last. */
	points(type: ValueType, base: TimeBase): Points<Numbers> {
		const view = new DataView(this.records.buffer, 0, this.length);
		const times = new Float64Array(this.length / recordSize);
		for (let index = 0; index < times.length; index++) {
			times[index] = sinceBase(view.getInt32(index * recordSize), view.getUint32(index * recordSize + 4), base);
		}

		const order = this.deletions.length === 0 && ascends(times) ? [...times.keys()] : this.orderOf(times, base);
		return {times: Float64Array.from(order, index => times[index] ?? 0), values: valuesAt[type](view, order)};
	}

	// The indexes of the remaining points, sorted by time.
	private orderOf(times: Float64Array, base: TimeBase): number[] {
		const order = [...times.keys()].sort((value, other) => times[value]! - times[other]! || value - other);
		const sorted = Float64Array.from(order, index => times[index]!);
		const hidden = this.hiddenIn(sorted, base);
		// For equal times the last one wins; a deletion that hides it hides the earlier ones too.
		return order.filter((index, position) => sorted[position] !== sorted[position + 1] && index >= hidden[position]!);
	}

	/** For each of the ascending times, the number of records written before it was last deleted. */
	private hiddenIn(times: Float64Array, base: TimeBase): Uint32Array {
		const hidden = new Uint32Array(times.length);
		const next = new Uint32Array(times.length + 1).map((_, position) => position);
		// The next index from there on that no deletion has reached yet.
		const follow = (position: number): number => {
			let found = position;
			while (next[found] !== found) {
				next[found] = next[next[found]!]!;
				found = next[found]!;
			}

			return found;
		};

		// Later deletions first, so that each index is visited once.
		for (const {behind, range} of this.deletions.toReversed()) {
			const max = Number(range.max - base.value);
			for (
				let position = follow(firstIndexFrom(times, Number(range.min - base.value)));
				position < times.length && times[position]! <= max;
				position = follow(position)
			) {
				hidden[position] = behind;
				next[position] = position + 1;
			}
		}

		return hidden;
	}
}

function ascends(times: Float64Array): boolean {
	for (let index = 1; index < times.length; index++) {
		if (!((times[index] ?? 0) > (times[index - 1] ?? 0))) {
			return false;
		}
	}

	return true;
}

type ValuesAt = (view: DataView, order: readonly number[]) => Numbers;

const valueAt = (index: number): number => index * recordSize + 8;

const floatsAt: ValuesAt = (view, order) => Float64Array.from(order, index => view.getFloat64(valueAt(index)));

const integersAt: ValuesAt = (view, order) => {
	const values = Float64Array.from(order, index => view.getInt32(valueAt(index)) * 4_294_967_296 + view.getUint32(valueAt(index) + 4));
	return areExact(values) ? values : BigInt64Array.from(order, index => view.getBigInt64(valueAt(index)));
};

const unsignedAt: ValuesAt = (view, order) => {
	const values = Float64Array.from(order, index => view.getUint32(valueAt(index)) * 4_294_967_296 + view.getUint32(valueAt(index) + 4));
	return areExact(values) ? values : BigUint64Array.from(order, index => view.getBigUint64(valueAt(index)));
};

const areExact = (values: Float64Array): boolean => values.every(value => Math.abs(value) < exactBelow);

const valuesAt: Readonly<Record<ValueType, ValuesAt>> = {
	float: floatsAt,
	boolean: floatsAt,
	string: floatsAt,
	integer: integersAt,
	unsigned: unsignedAt,
};
