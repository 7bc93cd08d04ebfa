import {countsPerDecade, maxDecades, type CountSums} from './count-sums.js';
import {character, type JsonCursor} from './json-cursor.js';

/** Reads the distribution of one agent after the other, as Python prints it: `"1": [0, 12, …], "0": […]`. */
export class DecadeRows {
	private readonly decades = new Int32Array(maxDecades);
	private readonly counts = new Float64Array(maxDecades * countsPerDecade);
	private rows = 0;

	/** Passes the decades between two braces, each of one digit and there but once; false where it finds something else. */
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

	/** Adds the distribution that was read last. */
	addTo(counts: CountSums): void {
		for (let row = 0; row < this.rows; row++) {
			counts.add(this.decades[row] ?? 0, this.counts, row * countsPerDecade);
		}
	}
}

/** Reads `": [0, 12, …]`: whole numbers of up to nine digits. Returns the place behind, −1 if there is something else. */
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
