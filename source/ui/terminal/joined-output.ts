import {cutEnd, widthOf} from '../../text/cells.js';

type Transform = (line: string, index: number) => string;
type Piece = {readonly x: number; readonly text: string};

/**
 * Replaces ink's own output, which creates an object for every cell of every frame: 10,000 at 200×50, most of the time spent on a key press. This
 * one joins the pieces of a row as they are. Pieces must not overlap: a later one cuts off the one before. There is no clipping: lines must
 * already be cut to their width.
 */
export class JoinedOutput {
	readonly width: number;
	readonly height: number;
	readonly #rows: Piece[][];

	constructor({width, height}: {readonly width: number; readonly height: number}) {
		this.width = width;
		this.height = height;
		this.#rows = Array.from({length: height}, () => []);
	}

	write(x: number, y: number, text: string, {transformers}: {readonly transformers: readonly Transform[]}): void {
		for (const [index, line] of text.split('\n').entries()) {
			let styled = line;
			for (const transform of transformers) {
				styled = transform(styled, index);
			}

			this.#rows[y + index]?.push({x, text: styled});
		}
	}

	/** Nothing is clipped. */
	clip(): void {
		// See above.
	}

	unclip(): void {
		// See above.
	}

	get(): {readonly output: string; readonly height: number} {
		return {output: this.#rows.map(row => joinPieces(row)).join('\n'), height: this.height};
	}
}

function joinPieces(pieces: readonly Piece[]): string {
	let line = '';
	let width = 0;
	for (const {x, text} of [...pieces].sort((a, b) => a.x - b.x)) {
		if (width > x) {
			line = cutEnd(line, x, '');
			width = widthOf(line);
		}

		line += ' '.repeat(x - width) + text;
		width = x + widthOf(text);
	}

	return line.trimEnd();
}
