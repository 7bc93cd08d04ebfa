import {stringify} from 'lossless-json';
import {alignPoints, widest} from '../../text/align.js';
import {padStart} from '../../text/cells.js';
import {asciiText, cleanText} from '../../text/clean.js';
import {
	formatCount, formatNumber, formatPercentile, formatSpread,
} from '../../text/numbers.js';
import type {LoadedIteration} from '../model/iteration.js';
import {isSpread, type CellValue, type Column} from './columns.js';

/** The measured value: null for a latency without samples, where the table keeps the notebook's 0 and −1. */
export const measuredValue = ({side, isLatency, value}: Column, iteration: LoadedIteration): CellValue =>
	isLatency && side && iteration[side].latency.count === 0 ? null : value(iteration);

/** A cell as one number for sorting, comparing and drawing: the mean of a spread; null for text. */
export const numberOf = (value: CellValue): number | null => typeof value === 'number' ? value : (isSpread(value) ? value.mean : null);

type TextOptions = {readonly ascii: boolean};

/** The cells of a column of the statistics table for display: numbers aligned at the decimal point, spreads as `600 (598–612)`. */
export function columnTexts(column: Column, rows: readonly LoadedIteration[], look: TextOptions): readonly string[] {
	switch (column.kind) {
		case 'text': {
			return rows.map(row => textCell(column, row, look));
		}

		case 'spread': {
			return spreadCells(column, rows, look);
		}

		case 'number': {
			return alignPoints(rows.map(row => columnText(column, row, look)));
		}
	}
}

function textCell(column: Column, row: LoadedIteration, {ascii}: TextOptions): string {
	return formatParameter(column.id === 'iteration_id' ? row.label : column.value(row), {ascii});
}

/** A value still to be loaded; differs from the sign for no value. */
const pendingText = ({ascii}: TextOptions): string => ascii ? '...' : '…';

/** A value of a column for display; percentiles with no more digits than are known, parameters as written. */
export function columnText(column: Column, row: LoadedIteration, look: TextOptions): string {
	if (column.isPending?.(row)) {
		return pendingText(look);
	}

	if (column.percentile) {
		return formatPercentile(column.percentile(row), look);
	}

	return column.parameter ? formatParameter(column.parameter(row), look) : numberText(column, measuredValue(column, row), look);
}

const numberText = ({unit, kind}: Column, value: unknown, look: TextOptions): string => {
	const number = typeof value === 'number' ? value : null;
	const isCount = kind === 'number' && (unit === 'messages' || unit === undefined) && (number === null || Number.isInteger(number));
	return isCount ? formatCount(number, look) : formatNumber(number, look);
};

// Right-aligned as a whole, to keep the mean next to its range.
const spreadCells = (column: Column, rows: readonly LoadedIteration[], look: TextOptions): readonly string[] => {
	const texts = rows.map(row => {
		const value = column.value(row);
		return formatSpread(isSpread(value) ? value : {mean: null, min: null, max: null}, look);
	});
	const width = widest(texts);
	return texts.map(text => padStart(text, width));
};

/** A value of params.json for display: text without quotes, anything else as JSON, a dash for null. */
export function formatParameter(value: unknown, {ascii}: {readonly ascii: boolean}): string {
	if (value === null) {
		return ascii ? '-' : '—';
	}

	const text = cleanText(typeof value === 'string' ? value : stringify(value) ?? '');
	return ascii ? asciiText(text) : text;
}

/** A value with its name and unit: `delay 10 ms`, `delay none`. */
export function formatSetting(name: string, value: unknown, unit: string | undefined, {ascii}: TextOptions): string {
	const text = value === null ? 'none' : formatParameter(value, {ascii});
	return `${name} ${text}${unit === undefined || typeof value !== 'number' ? '' : ` ${unit}`}`;
}
