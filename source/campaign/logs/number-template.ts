import {Buffer} from 'node:buffer';
import {NumberReader} from './number-reader.js';

/** Texts that differ in their numbers alone: recognised byte by byte, and their numbers read, in one pass. */
export class NumberTemplate {
	/** How many numbers there are. */
	readonly size: number;
	private readonly text: Buffer;
	/** Where in `text` each of the numbers stands, and where the text ends. */
	private readonly stops: Int32Array;
	private readonly reader = new NumberReader();

	/** `parts` is the text before, between and behind the numbers. */
	constructor(parts: readonly string[]) {
		this.size = parts.length - 1;
		this.text = Buffer.from(parts.join(''));
		let stop = 0;
		this.stops = Int32Array.from(parts, part => {
			stop += Buffer.byteLength(part);
			return stop;
		});
	}

	/** Writes the numbers of the text at `start` into `values` from place `first` on; returns where the text ends, −1 if it is another. */
	match(bytes: Uint8Array, start: number, values: Float64Array, first: number): number {
		const {text, stops, size, reader} = this;
		let at = start;
		let index = 0;
		for (let number = 0; number <= size; number++) {
			const stop = stops[number] ?? 0;
			while (index < stop) {
				if (bytes[at] !== text[index]) {
					return -1;
				}

				at++;
				index++;
			}

			if (number < size) {
				const value = reader.read(bytes, at);
				if (Number.isNaN(value)) {
					return -1;
				}

				values[first + number] = value;
				at = reader.at;
			}
		}

		return at;
	}
}
