/** Paints a text that belongs to the series of that place. */
export type Paint = (text: string, series: number) => string;

/** A grid of single cells, row 0 at the bottom; what is put last is seen, what is put outside is not. */
export type Canvas = {
	readonly put: (column: number, row: number, character: string, series?: number) => void;
	/** The rows from the top, all of the full width. */
	readonly lines: (paint: Paint) => readonly string[];
};

type Cell = {readonly character: string; readonly series: number | undefined};

/** An empty canvas of so many columns and rows. */
export function createCanvas(columns: number, rows: number): Canvas {
	const blank: Cell = {character: ' ', series: undefined};
	const cells = Array.from({length: rows}, () => Array.from({length: columns}, () => blank));
	return {
		put(column, row, character, series) {
			const line = cells[rows - 1 - row];
			if (line && column >= 0 && column < columns) {
				line[column] = {character, series};
			}
		},
		lines: paint => cells.map(line => paintLine(line, paint)),
	};
}

function paintLine(line: readonly Cell[], paint: Paint): string {
	const runs: Array<{text: string; readonly series: number | undefined}> = [];
	for (const {character, series} of line) {
		const last = runs.at(-1);
		if (last && last.series === series) {
			last.text += character;
		} else {
			runs.push({text: character, series});
		}
	}

	return runs.map(({text, series}) => series === undefined ? text : paint(text, series)).join('');
}
