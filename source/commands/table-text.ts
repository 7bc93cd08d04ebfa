import {Chalk} from 'chalk';
import {markdownTable as drawMarkdown} from 'markdown-table';
import {columns, isSpread, type Column} from '../campaign/columns.js';
import type {LoadedIteration} from '../campaign/iteration.js';
import {cleanText} from '../text/clean.js';
import {padEnd, padStart} from '../text/cells.js';
import {widthOf} from '../text/width.js';
import {formatCount, formatNumber, formatSpread} from '../text/numbers.js';
import type {Invocation} from './command.js';

/** The table in Markdown, numbers as people read them. */
export function markdownTable(rows: readonly LoadedIteration[], {ascii}: Invocation): string {
	const cells = rows.map(row => columns.map(column => cell(column, row, ascii).replaceAll('|', String.raw`\|`)));
	return `${drawMarkdown([columns.map(({id}) => id), ...cells], {align: columns.map(column => isRight(column) ? 'r' : 'l'), stringLength: widthOf})}\n`;
}

const isRight = ({kind}: Column): boolean => kind !== 'text';

function cell(column: Column, iteration: LoadedIteration, ascii: boolean): string {
	const value = column.value(iteration);
	return isSpread(value)
		? formatSpread(value, {ascii})
		: typeof value === 'string'
			? cleanText(value)
			: column.unit === 'messages' || column.unit === undefined ? formatCount(value, {ascii}) : formatNumber(value, {ascii});
}

/** The table for people: aligned, units below the names, colour only where wanted. */
export function textTable(rows: readonly LoadedIteration[], {ascii, hasColour}: Invocation): string {
	const chalk = new Chalk({level: hasColour ? 1 : 0});
	const body = rows.map(row => columns.map(column => cell(column, row, ascii)));
	const heads = columns.map(({id}) => id);
	const units = columns.map(({unit}) => unit ?? '');
	const widths = columns.map((_, place) => Math.max(...[heads, units, ...body].map(cells => widthOf(cells[place] ?? ''))));
	const line = (cells: readonly string[]) => cells.map((text, place) => (columns[place]?.kind === 'text' ? padEnd : padStart)(text, widths[place] ?? 0)).join('  ').trimEnd();
	return [chalk.bold(line(heads)), chalk.dim(line(units)), ...body.map(cells => line(cells))].map(text => `${text}\n`).join('');
}
