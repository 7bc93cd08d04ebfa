import asciichart from 'asciichart';
import type {Canvas} from './canvas.js';

/** Where a point is drawn; a row of null is a gap: what lies on both sides of it is not joined. */
export type Location = {readonly column: number; readonly row: number | null};

/** Joins points, ascending by their columns, with asciichart's lines; several in one column are joined by their mean. */
export function joinPoints(
	canvas: Canvas,
	positions: readonly Location[],
	{series, rows, ascii}: {readonly series: number; readonly rows: number; readonly ascii: boolean},
): void {
	for (const run of runsOf(positions)) {
		const [first] = run;
		const heights = heightsOf(run);
		for (const [line, text] of (heights.length > 1 ? drawLine(heights, rows, ascii) : []).entries()) {
			for (const [index, character] of [...text].entries()) {
				putLine(canvas, {column: (first?.column ?? 0) + index, row: rows - 1 - line}, {character, series});
			}
		}
	}
}

function putLine(
	canvas: Canvas,
	{column, row}: {readonly column: number; readonly row: number},
	{character, series}: {readonly character: string; readonly series: number},
): void {
	if (character !== ' ') {
		canvas.put(column, row, character, series);
	}
}

/** A line of that height in each column. asciichart draws n − 1 columns for n heights, behind one for its axis; null is 0 to it, so there are none. */
const drawLine = (heights: readonly number[], rows: number, ascii: boolean): readonly string[] => asciichart.plot([[...heights, heights.at(-1) ?? 0]], {
	min: 0, max: rows - 1, height: rows - 1, offset: 1, format: () => ' ', ...ascii ? {symbols: asciiSymbols} : {},
}).split('\n').map(line => line.slice(1));

const asciiSymbols = ['+', '|', '-', '-', '-', '`', '.', '.', '\'', '|'];

type Run = ReadonlyArray<{readonly column: number; readonly row: number}>;

/** The points between gaps, one per column. A gap in a column that has a value as well is none. */
function runsOf(positions: readonly Location[]): readonly Run[] {
	const columns = new Map<number, number[]>();
	for (const {column, row} of positions) {
		const known = columns.get(column) ?? [];
		columns.set(column, row === null ? known : [...known, row]);
	}

	const runs: Array<Array<Run[number]>> = [[]];
	for (const [column, rows] of columns) {
		if (rows.length === 0) {
			runs.push([]);
		} else {
			runs.at(-1)?.push({column, row: rows.reduce((sum, row) => sum + row, 0) / rows.length});
		}
	}

	return runs;
}

/** The row in each column from the first point to the last. */
const heightsOf = (run: Run): readonly number[] => run.flatMap(({column, row}, index) => {
	const next = run[index + 1];
	return next ? Array.from({length: next.column - column}, (_, step) => row + ((next.row - row) * step / (next.column - column))) : [row];
});
