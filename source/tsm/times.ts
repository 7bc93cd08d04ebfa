import type {ByteCursor} from './byte-cursor.js';
import {maxPoints, readExactSimple8b, readSimple8b} from './simple8b.js';
import type {TimeBase} from './time-base.js';

/** Up to this distance from the base, times and their differences are exact as doubles. */
const nearby = 2 ** 52;

/** Reads the times of a block in nanoseconds from the base, strictly ascending; at least one. Throws Damage. */
export function readTimes(cursor: ByteCursor, base: TimeBase): Float64Array {
	const head = cursor.uint8();
	const scale = 10 ** (head & 15);
	const read = readers[head >> 4];
	return read ? read(cursor, base, scale) : cursor.fail(`times of an unknown encoding ${head >> 4}`);
}

type ReadTimes = (cursor: ByteCursor, base: TimeBase, scale: number) => Float64Array;

const readRaw: ReadTimes = (cursor, base) => {
	if (cursor.left % 8 > 0 || cursor.left === 0 || cursor.left / 8 > maxPoints) {
		cursor.fail('truncated times');
	}

	const first = cursor.int64();
	const deltas: bigint[] = [];
	while (cursor.left > 0) {
		deltas.push(cursor.int64());
	}

	return addUp(cursor, first - base.value, deltas);
};

const readPacked: ReadTimes = (cursor, base, scale) => {
	const start = cursor.at;
	const first = cursor.time(base);
	const deltas = readSimple8b(cursor);
	const times = new Float64Array(deltas.length + 1);
	times[0] = first;
	let time = first;
	for (let index = 0; index < deltas.length; index++) {
		const delta = (deltas[index] ?? 0) * scale;
		if (delta === 0) {
			cursor.fail('times that do not ascend');
		}

		time += delta;
		times[index + 1] = time;
	}

	if (first > -nearby && time < nearby) {
		return times;
	}

	cursor.at = start;
	const exactFirst = cursor.int64() - base.value;
	return addUp(cursor, exactFirst, readExactSimple8b(cursor).map(delta => delta * BigInt(scale)));
};

const readRun: ReadTimes = (cursor, base, scale) => {
	const start = cursor.at;
	const first = cursor.time(base);
	const delta = cursor.roundedVarint() * scale;
	const count = cursor.count();
	if (count === 0 || count > maxPoints || (delta === 0 && count > 1)) {
		cursor.fail('an impossible run of times');
	}

	if (first > -nearby && first + delta * count < nearby) {
		const times = new Float64Array(count);
		for (let index = 0; index < count; index++) {
			times[index] = first + delta * index;
		}

		return times;
	}

	cursor.at = start;
	const exactFirst = cursor.int64() - base.value;
	const exactDelta = cursor.varint() * BigInt(scale);
	return addUp(cursor, exactFirst, Array.from({length: count - 1}, () => exactDelta));
};

const readers: readonly ReadTimes[] = [readRaw, readPacked, readRun];

// For times far from the base or over long spans, as in shards that last for months.
function addUp(cursor: ByteCursor, first: bigint, deltas: readonly bigint[]): Float64Array {
	const times = new Float64Array(deltas.length + 1);
	let time = first;
	times[0] = Number(time);
	for (const [index, delta] of deltas.entries()) {
		if (delta <= 0n) {
			cursor.fail('times that do not ascend');
		}

		time += delta;
		times[index + 1] = Number(time);
	}

	return times;
}
