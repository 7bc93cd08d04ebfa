import {cutEnd, widthOf} from '../../text/cells.js';
import {
	concat, terminalText, trimEnd, type StyledText,
} from '../../text/styled-text.js';

type Transform = (text: string, index: number) => string;
type Piece = {readonly x: number; readonly text: StyledText};

const styledTexts = new WeakMap<Transform, StyledText>();

/**
 * A transform for ink's `Transform` around the plain text of a line, which carries the line with its styles to `CellOutput`. With ink's own output
 * it returns the line with escape sequences.
 */
export function styleTransform(text: StyledText): Transform {
	const transform = () => terminalText(text);
	styledTexts.set(transform, text);
	return transform;
}

let frame: readonly StyledText[] = [];

/** The lines of the frame that ink rendered last. */
export const renderedFrame = (): readonly StyledText[] => frame;

/**
 * Replaces ink's own output, which creates an object for every cell of every frame (10,000 at 200×50, most of the time spent on a key press) and
 * makes one text of them, escape sequences included. This one joins the pieces of a row as they are; `renderedFrame` returns the result. Pieces
 * must not overlap: a later one cuts off the one before. There is no clipping: lines must already be cut to their width.
 */
export class CellOutput {
	readonly height: number;
	readonly #rows: Piece[][];

	constructor({height}: {readonly height: number}) {
		this.height = height;
		this.#rows = Array.from({length: height}, () => []);
	}

	write(x: number, y: number, text: string, {transformers: [transform]}: {readonly transformers: readonly Transform[]}): void {
		this.#rows[y]?.push({x, text: (transform && styledTexts.get(transform)) ?? text});
	}

	clip(): void {
		// Ink calls it, but lines are already cut.
	}

	unclip(): void {
		// Like `clip`.
	}

	/** The text for ink is empty: frames do not go through its stream. */
	get(): {readonly output: string; readonly height: number} {
		frame = this.#rows.map(row => joinPieces(row));
		return {output: '', height: this.height};
	}
}

function joinPieces(pieces: readonly Piece[]): StyledText {
	let line: StyledText = '';
	let width = 0;
	for (const {x, text} of [...pieces].sort((a, b) => a.x - b.x)) {
		if (width > x) {
			line = cutEnd(line, x, '');
			width = widthOf(line);
		}

		line = concat([line, ' '.repeat(x - width), text]);
		width = x + widthOf(text);
	}

	return trimEnd(line);
}
