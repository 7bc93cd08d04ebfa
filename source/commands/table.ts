import {Chalk} from 'chalk';
import {columns, isSpread, type Column} from '../campaign/columns.js';
import {parseFilter} from '../campaign/filter.js';
import type {LoadedIteration} from '../campaign/iteration.js';
import {flatRow, tableRow} from '../campaign/notebook-json.js';
import {parseSort, sortIterations} from '../campaign/sort.js';
import {cleanText} from '../text/clean.js';
import {padEnd, padStart, widthOf} from '../text/cells.js';
import {formatCount, formatNumber, formatSpread} from '../text/numbers.js';
import {textFlag, type Invocation} from './command.js';
import {loadForCommand} from './load-for-command.js';
import {csv, print} from './print.js';

/** Prints the statistics table. */
export async function table(invocation: Invocation): Promise<number> {
	const sort = textFlag(invocation, 'sort');
	const filter = textFlag(invocation, 'filter');
	const sorting = sort === undefined ? undefined : parseSort(sort);
	const {campaign, iterations} = await loadForCommand(invocation);
	const matches = filter === undefined ? () => true : parseFilter(filter, campaign.entries.flatMap(({parameters}) => Object.keys(parameters)));
	const kept = iterations.filter(one => matches(one));
	const rows = sorting ? sortIterations(kept, sorting) : kept;
	return print(await draw(rows, invocation), iterations.length);
}

async function draw(rows: readonly LoadedIteration[], invocation: Invocation): Promise<string> {
	switch (textFlag(invocation, 'format')) {
		case 'json': {
			return `${JSON.stringify(rows.map(row => tableRow(row)), null, 2)}\n`;
		}

		case 'csv': {
			return csv(rows.map(row => flatRow(row)), flatNames);
		}

		case 'markdown': {
			const {markdownTable} = await import('markdown-table');
			const cells = rows.map(row => columns.map(column => cell(column, row, invocation.ascii).replaceAll('|', String.raw`\|`)));
			return `${markdownTable([columns.map(({id}) => id), ...cells], {align: columns.map(column => isRight(column) ? 'r' : 'l'), stringLength: widthOf})}\n`;
		}

		default: {
			return textTable(rows, invocation);
		}
	}
}

const flatNames = columns.flatMap(({id, kind}) => kind === 'spread' ? [`${id}.mean`, `${id}.min`, `${id}.max`] : [id]);
const isRight = ({kind}: Column): boolean => kind !== 'text';

function cell(column: Column, iteration: LoadedIteration, ascii: boolean): string {
	const value = column.value(iteration);
	return isSpread(value)
		? formatSpread(value, {ascii})
		: typeof value === 'string'
			? cleanText(value)
			: column.unit === 'messages' || column.unit === undefined ? formatCount(value, {ascii}) : formatNumber(value, {ascii});
}

function textTable(rows: readonly LoadedIteration[], {ascii, hasColour}: Invocation): string {
	const chalk = new Chalk({level: hasColour ? 1 : 0});
	const body = rows.map(row => columns.map(column => cell(column, row, ascii)));
	const heads = columns.map(({id}) => id);
	const units = columns.map(({unit}) => unit ?? '');
	const widths = columns.map((_, place) => Math.max(...[heads, units, ...body].map(cells => widthOf(cells[place] ?? ''))));
	const line = (cells: readonly string[]) => cells.map((text, place) => (columns[place]?.kind === 'text' ? padEnd : padStart)(text, widths[place] ?? 0)).join('  ').trimEnd();
	return [chalk.bold(line(heads)), chalk.dim(line(units)), ...body.map(cells => line(cells))].map(text => `${text}\n`).join('');
}
