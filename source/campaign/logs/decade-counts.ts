import type {Count} from '../model/iteration.js';
import {countsPerDecade, maxDecades, type AgentReceiver} from './agent-result.js';
import {character, type JsonCursor} from './json-cursor.js';

/** Takes the sums of a decade. */
type Receiver = {readonly addCounts: (decade: number, counts: readonly Count[]) => void};

/** Sums distributions of agents with integer counts, for which doubles are exact up to 2⁵³. */
export class CountSums {
	private readonly sums = new Float64Array(maxDecades * countsPerDecade);
	private readonly decades = new Set<number>();

	/** Adds the ten counts of a decade, in `values` from index `first`. */
	add(decade: number, values: Float64Array, first: number): void {
		const {sums} = this;
		const start = decade * countsPerDecade;
		for (let index = 0; index < countsPerDecade; index++) {
			sums[start + index] = (sums[start + index] ?? 0) + (values[first + index] ?? 0);
		}

		this.decades.add(decade);
	}

	/** Moves the sums to a side; false if one is too large to be exact. */
	moveTo(side: Receiver): boolean {
		for (const decade of this.decades) {
			const counts = [...this.sums.subarray(decade * countsPerDecade, (decade + 1) * countsPerDecade)];
			if (!counts.every(count => Number.isSafeInteger(count))) {
				return false;
			}

			side.addCounts(decade, counts);
		}

		return true;
	}
}

/** Reads the distributions of agents one by one, as printed by Python: `"1": [0, 12, …], "0": […]`. */
export class DecadeRows {
	private readonly decades = new Int32Array(maxDecades);
	private readonly counts = new Float64Array(maxDecades * countsPerDecade);
	private rows = 0;

	/** Reads the decades between two braces, each of one digit and unique; false if it meets anything else. */
	take(cursor: JsonCursor): boolean {
		const {bytes} = cursor;
		let {at} = cursor;
		let seen = 0;
		let hasMore = bytes[at] === character.quote;
		this.rows = 0;
		while (hasMore) {
			const decade = (bytes[at + 1] ?? 0) - character.zero;
			const end = bytes[at] === character.quote ? readCounts(bytes, at + 2, this.counts, this.rows * countsPerDecade) : -1;
			if (end < 0 || decade < 0 || decade > 9 || (seen >> decade & 1) === 1) {
				return false;
			}

			seen |= 1 << decade;
			this.decades[this.rows] = decade;
			this.rows++;
			hasMore = bytes[end] === character.comma && bytes[end + 1] === character.space;
			at = hasMore ? end + 2 : end;
		}

		cursor.at = at;
		return true;
	}

	/** Passes on the last distribution read. */
	sendTo(receiver: AgentReceiver): void {
		for (let row = 0; row < this.rows; row++) {
			receiver.addCounts(this.decades[row] ?? 0, this.counts, row * countsPerDecade);
		}
	}
}

/** Reads `": [0, 12, …]`: integers of up to nine digits. Returns the offset after it, −1 if it meets anything else. */
function readCounts(bytes: Uint8Array, start: number, counts: Float64Array, first: number): number {
	if (
		bytes[start] !== character.quote
		|| bytes[start + 1] !== character.colon
		|| bytes[start + 2] !== character.space
		|| bytes[start + 3] !== character.openList
	) {
		return -1;
	}

	let at = start + 4;
	for (let index = 0; index < countsPerDecade; index++) {
		const digits = at;
		let count = 0;
		let digit = (bytes[at] ?? 0) - character.zero;
		while (digit >= 0 && digit <= 9) {
			count = count * 10 + digit;
			digit = (bytes[++at] ?? 0) - character.zero;
		}

		if (at === digits || at > digits + 9 || (at > digits + 1 && bytes[digits] === character.zero)) {
			return -1;
		}

		counts[first + index] = count;
		if (index < countsPerDecade - 1) {
			if (bytes[at] !== character.comma || bytes[at + 1] !== character.space) {
				return -1;
			}

			at += 2;
		}
	}

	return bytes[at] === character.closeList ? at + 1 : -1;
}
