import {isSpread, type CellValue, type Column} from '../campaign/columns.js';
import type {LoadedIteration} from '../campaign/iteration.js';
import {cleanText} from './clean.js';
import {formatCount, formatNumber, formatSpread} from './numbers.js';
import {widthOf} from './width.js';

/** Units as they stand behind a column's name; counts need none. */
export const columnUnits: Readonly<Record<string, string>> = {'messages/s': '/s', ms: 'ms', messages: ''};

/** A cell of the statistics table for people: counts whole, other numbers with three digits, spreads as `600 (598–612)`. */
export function columnText({unit, value}: Column, iteration: LoadedIteration, options: {readonly ascii?: boolean}): string {
	const cell: CellValue = value(iteration);
	if (isSpread(cell)) {
		return formatSpread(cell, options);
	}

	if (typeof cell === 'string') {
		return cleanText(cell);
	}

	return unit === 'messages' || unit === undefined ? formatCount(cell, options) : formatNumber(cell, options);
}

/** Numbers with blanks behind them, so that their decimal points stand below each other when they are aligned to the right. */
export function alignDecimals(texts: readonly string[]): readonly string[] {
	const fractions = texts.map(text => /^-?[\d,]+(?<fraction>\.\d+)?$/v.exec(text)?.groups?.fraction?.length ?? 0);
	const widest = Math.max(0, ...fractions);
	return texts.map((text, place) => text + ' '.repeat(widest - (fractions[place] ?? 0)));
}

/** The widest of some texts, in cells. */
export const widest = (texts: readonly string[]): number => {
	let cells = 0;
	for (const text of texts) {
		cells = Math.max(cells, widthOf(text));
	}

	return cells;
};
