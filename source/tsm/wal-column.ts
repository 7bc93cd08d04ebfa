import type {
	Numbers, NumberType, Points, ValueType,
} from './block.js';
import {exactBelow} from './integers.js';
import {sinceBase, type TimeBase} from './time-base.js';
import {type TimeRange, TimeRanges} from './time-ranges.js';

/** Bytes of a record: a time and a number. */
export const recordSize = 16;

/** What the log holds of one key: its numbers as they were written, one after the other, and what was deleted meanwhile. */
export class WalColumn {
	readonly type: ValueType;
	private records = new Uint8Array(4 * recordSize);
	private length = 0;
	private readonly deletions: Array<{readonly behind: number; readonly range: TimeRange}> = [];

	constructor(type: ValueType) {
		this.type = type;
	}

	/** Adds records as they stand in the log. */
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

	/** Hides what was written so far of that time. */
	delete(range: TimeRange): void {
		if (this.length > 0) {
			this.deletions.push({behind: this.length / recordSize, range});
		}
	}

	/** The points that are left, those written last where several have one time. Only of a column of numbers. */
	points(type: NumberType, base: TimeBase): Points<Numbers> {
		const view = new DataView(this.records.buffer, 0, this.length);
		const times = new Float64Array(this.length / recordSize);
		for (let index = 0; index < times.length; index++) {
			times[index] = sinceBase(view.getInt32(index * recordSize), view.getUint32(index * recordSize + 4), base);
		}

		const order = this.deletions.length === 0 && ascends(times) ? [...times.keys()] : this.orderOf(times, base);
		return {times: Float64Array.from(order, index => times[index] ?? 0), values: valuesAt[type](view, order)};
	}

	// The places of the points that are left, by their times.
	private orderOf(times: Float64Array, base: TimeBase): number[] {
		const deleted = new TimeRanges();
		const last = new Map<number, number>();
		let deletion = this.deletions.length - 1;
		for (let index = times.length - 1; index >= 0; index--) {
			for (; (this.deletions[deletion]?.behind ?? 0) > index; deletion--) {
				const {min, max} = this.deletions[deletion]!.range;
				deleted.add(Number(min - base.value), Number(max - base.value));
			}

			const time = times[index] ?? 0;
			if (!last.has(time) && !deleted.has(time)) {
				last.set(time, index);
			}
		}

		return [...last].sort(([one], [other]) => one - other).map(([, index]) => index);
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

const placeOf = (index: number): number => index * recordSize + 8;

const integersAt: ValuesAt = (view, order) => {
	const values = Float64Array.from(order, index => view.getInt32(placeOf(index)) * 4_294_967_296 + view.getUint32(placeOf(index) + 4));
	return areExact(values) ? values : BigInt64Array.from(order, index => view.getBigInt64(placeOf(index)));
};

const unsignedAt: ValuesAt = (view, order) => {
	const values = Float64Array.from(order, index => view.getUint32(placeOf(index)) * 4_294_967_296 + view.getUint32(placeOf(index) + 4));
	return areExact(values) ? values : BigUint64Array.from(order, index => view.getBigUint64(placeOf(index)));
};

const areExact = (values: Float64Array): boolean => values.every(value => Math.abs(value) < exactBelow);

const valuesAt: Readonly<Record<NumberType, ValuesAt>> = {
	float: (view, order) => Float64Array.from(order, index => view.getFloat64(placeOf(index))),
	integer: integersAt,
	unsigned: unsignedAt,
};
