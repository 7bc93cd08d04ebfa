import asciichart from 'asciichart';
import {itemAt} from '../system/lists.js';
import {concat, type StyledText} from '../text/styled-text.js';

/** Paints text in the style of the series with that index. */
export type Paint = (text: string, series: number) => StyledText;

/** A grid of cells, row 0 at the bottom; later writes win, writes outside the grid are ignored. */
export type Canvas = {
	readonly put: (column: number, row: number, character: string, series?: number) => void;
	/** The rows, top first, padded to the full width. */
	readonly lines: (paint: Paint) => readonly StyledText[];
	/** Like `lines`, cell by cell. */
	readonly cells: (paint: Paint) => readonly StyledText[][];
};

type Cell = {readonly character: string; readonly series: number | undefined};

/** An empty canvas of `columns` × `rows` cells. */
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
		cells: paint => cells.map(line => line.map(({character, series}) => series === undefined ? character : paint(character, series))),
	};
}

function paintLine(line: readonly Cell[], paint: Paint): StyledText {
	const runs: Array<{text: string; readonly series: number | undefined}> = [];
	for (const {character, series} of line) {
		const last = runs.at(-1);
		if (last && last.series === series) {
			last.text += character;
		} else {
			runs.push({text: character, series});
		}
	}

	return concat(runs.map(({text, series}) => series === undefined ? text : paint(text, series)));
}

/** A value at a position on the x axis; a null y is a gap. */
export type Point = {
	readonly x: number;
	readonly y: number | null;
	/** Text for the legend; defaults to y. */
	readonly text?: string;
	readonly stdev: number | null;
	/** A range around y, such as p5 to p95; null or absent if there is none. */
	readonly low?: number | null;
	readonly high?: number | null;
	/** Lower limit of a drawn range: the measured minimum. */
	readonly floor?: number | null;
};

/** A named line; points ascend in x and may share an x. */
export type Series = {
	readonly name: string;
	readonly points: readonly Point[];
	/** Points that the line connects if not `points`: ascending in x, a null y is a gap. */
	readonly path?: ReadonlyArray<Pick<Point, 'x' | 'y'>>;
};

const marks = {unicode: [...'●▲■◆✕○'], ascii: [...'o^#%x+']} as const;
const letters = [...'abcdefghijklmnopqrstuvwyz'];

/** The marker of the series with that index: six shapes, then letters. */
export const markOf = (index: number, ascii: boolean): string => {
	const known = ascii ? marks.ascii : marks.unicode;
	return known[index] ?? itemAt(letters, (index - known.length) % letters.length);
};

/** The marker of a cell shared by points of several series. */
export const sharedMark = (ascii: boolean): string => ascii ? '*' : '✱';

// Beyond this even the span of an axis could overflow to infinity.
const max = 1e300;
const isDrawable = (value: number | null): value is number => value !== null && Math.abs(value) < max;

/** Drops points whose x is not finite; undrawable values (NaN, infinite, on a log axis 0 and below) become gaps. */
export const drawableSeries = (series: readonly Series[], log: boolean): readonly Series[] => series.map(({name, points, path = points}) => ({
	name,
	path: path.filter(({x}) => isDrawable(x)).map(({x, y}) => ({x, y: isDrawable(y) && (!log || y > 0) ? y : null})),
	points: points.filter(({x}) => isDrawable(x)).map(point => ({
		...point,
		y: isDrawable(point.y) && (!log || point.y > 0) ? point.y : null,
		stdev: isDrawable(point.stdev) && point.stdev > 0 ? point.stdev : null,
	})),
}));

/** If there are more points than columns, keeps only the highest and lowest of each column: peaks stay, and other series remain visible. */
export function extremePoints({name, points}: Series, columns: number, columnOf: (x: number) => number): Series {
	if (points.length <= columns) {
		return {name, points};
	}

	const extremes = new Map<number, {low: Series['points'][number]; high: Series['points'][number]}>();
	for (const point of points.filter(({y}) => y !== null)) {
		const column = columnOf(point.x);
		const {low, high} = extremes.get(column) ?? {low: point, high: point};
		extremes.set(column, {low: (point.y ?? 0) < (low.y ?? 0) ? point : low, high: (point.y ?? 0) > (high.y ?? 0) ? point : high});
	}

	return {name, points: [...extremes.values()].flatMap(({low, high}) => low === high ? [low] : [low, high])};
}

/** Where a point is drawn; a null row is a gap that is not bridged. */
export type CellPosition = {readonly column: number; readonly row: number | null};

/** Connects points, ascending by column, with asciichart's lines; several points in one column are averaged. */
export function joinPoints(
	canvas: Canvas,
	positions: readonly CellPosition[],
	{series, rows, ascii}: {readonly series: number; readonly rows: number; readonly ascii: boolean},
): void {
	for (const run of runsOf(positions).filter(({length}) => length > 1)) {
		const {column} = itemAt(run, 0);
		for (const [line, text] of drawLine(heightsOf(run), rows, ascii).entries()) {
			for (const [index, character] of [...text].entries()) {
				putLine(canvas, {column: column + index, row: rows - 1 - line}, {character, series});
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

/** Connects one row per column (null in gaps) as steps: the vertical part is drawn in the column where a level begins. */
export function joinLevels(
	canvas: Canvas,
	levels: ReadonlyArray<number | null>,
	{series, rows, ascii}: {readonly series: number; readonly rows: number; readonly ascii: boolean},
): void {
	for (let start = 0; start < levels.length;) {
		const end = levels.indexOf(null, start);
		const run = levels.slice(start, end === -1 ? levels.length : end).filter(level => level !== null);
		const [first] = run;
		if (first !== undefined) {
			// Repeating the first level shifts the line by one column, so that a jump is drawn where the new level begins.
			for (const [line, text] of drawLine([first, ...run], rows, ascii).entries()) {
				for (const [index, character] of [...text].slice(0, -1).entries()) {
					putLine(canvas, {column: start + index, row: rows - 1 - line}, {character, series});
				}
			}
		}

		start += run.length + 1;
	}
}

/**
 * The line for one height per column. asciichart draws n − 1 columns for n heights after one for its axis, and takes null as 0, so heights must
 * not contain any.
 */
const drawLine = (
	heights: readonly number[],
	rows: number,
	ascii: boolean,
): readonly string[] => asciichart.plot([[...heights, itemAt(heights, heights.length - 1)]], {
	min: 0, max: rows - 1, height: rows - 1, offset: 1, format: () => ' ', ...ascii ? {symbols: asciiSymbols} : {},
}).split('\n').map(line => line.slice(1));

const asciiSymbols = ['+', '|', '-', '-', '-', '`', '.', '.', '\'', '|'];

type Run = ReadonlyArray<{readonly column: number; readonly row: number}>;

/** Runs of points between gaps, one per column. A gap in a column that also has a value is ignored. */
function runsOf(positions: readonly CellPosition[]): readonly Run[] {
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

/** One row per column from the first point to the last. */
const heightsOf = (run: Run): readonly number[] => run.flatMap(({column, row}, index) => {
	const next = run[index + 1];
	return next ? Array.from({length: next.column - column}, (_, step) => row + ((next.row - row) * step / (next.column - column))) : [row];
});
