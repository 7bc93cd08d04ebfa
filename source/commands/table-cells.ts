import {columns, isSpread, type Column} from '../campaign/columns.js';
import type {LoadedIteration} from '../campaign/iteration.js';
import {alignPoints} from '../text/align.js';
import {asciiText, cleanText} from '../text/clean.js';
import {formatCount, formatNumber} from '../text/numbers.js';

type Look = {readonly ascii: boolean};

/** The cells of the statistics table as people read them, column by column, numbers of a column aligned on their points. */
export const tableCells = (rows: readonly LoadedIteration[], look: Look): ReadonlyArray<readonly string[]> =>
	columns.map((column: Column) => column.kind === 'text'
		? rows.map(row => textCell(column, row, look))
		: column.kind === 'spread' ? spreadCells(column, rows, look) : alignPoints(rows.map(row => numberText(column, column.value(row), look))));

function textCell(column: Column, row: LoadedIteration, {ascii}: Look): string {
	const value = column.id === 'iteration_id' ? row.label : column.value(row);
	const clean = typeof value === 'string' ? cleanText(value) : ascii ? '-' : '—';
	return ascii ? asciiText(clean) : clean;
}

const numberText = ({unit, kind}: Column, value: unknown, look: Look): string => {
	const number = typeof value === 'number' ? value : null;
	return kind === 'number' && (unit === 'messages' || unit === undefined) ? formatCount(number, look) : formatNumber(number, look);
};

// `600 (598–612)`: the means below one another.
function spreadCells(column: Column, rows: readonly LoadedIteration[], look: Look): readonly string[] {
	const spreads = rows.map(row => {
		const value = column.value(row);
		return isSpread(value) ? value : {mean: null, min: null, max: null};
	});
	const means = alignPoints(spreads.map(({mean}) => numberText(column, mean, look)));
	return spreads.map(({mean, min, max}, place) => mean === null
		? means[place] ?? ''
		: `${means[place] ?? ''} (${numberText(column, min, look)}${look.ascii ? '-' : '–'}${numberText(column, max, look)})`);
}
