import {markdownTable as drawMarkdown} from 'markdown-table';
import {columns, type Column} from '../campaign/query/columns.js';
import type {LoadedIteration} from '../campaign/model/iteration.js';
import {widest} from '../text/align.js';
import {padEnd, padStart, widthOf} from '../text/cells.js';
import {cleanText} from '../text/clean.js';
import {columnTexts} from '../campaign/query/column-text.js';
import {concat, type StyledText} from '../text/styled-text.js';
import {textOutput} from './formats.js';
import {createTheme} from './theme.js';

type Options = {
	readonly ascii: boolean;
	/** Defaults to the notebook's columns. */
	readonly shown?: readonly Column[];
};

/** The table in Markdown, with numbers formatted for people. */
export function markdownTable(rows: readonly LoadedIteration[], {ascii, shown = columns}: Options): string {
	const cells = shown.map(column => columnTexts(column, rows, {ascii}));
	const body = rows.map((_, row) => cells.map(column => markdownText((column[row] ?? '').trim())));
	const heads = shown.map(({id, unit}) => markdownText(cleanText(unit === undefined ? id : `${id} (${unit})`)));
	return `${drawMarkdown([heads, ...body], {align: shown.map(({kind}) => kind === 'text' ? 'l' : 'r'), stringLength: widthOf})}\n`;
}

type DrawnColumn = {readonly id: string; readonly width: number; readonly cells: readonly StyledText[]};

/**
 * An aligned text table with units below the names, coloured only if the theme is. Columns that exceed `width` continue in further blocks, each
 * starting with the names of the iterations.
 */
export function textTable(
	rows: readonly LoadedIteration[],
	{ascii, hasColour, width, shown = columns}: Options & {readonly hasColour: boolean; readonly width: number},
): string {
	const {strong, faint} = createTheme(hasColour);
	const cells = shown.map(column => columnTexts(column, rows, {ascii}));
	const drawn = shown.map((column, index): DrawnColumn => {
		const head = cleanText(column.id);
		const body = cells[index] ?? [];
		const bodyWidth = widest(body);
		const width = Math.max(bodyWidth, widest([head, column.unit ?? '']));
		const pad = column.kind === 'text' ? padEnd : padStart;
		return {
			id: column.id,
			width,
			cells: [
				strong(pad(head, width)),
				faint(pad(column.unit ?? '', width)),
				...body.map(text => (column.kind === 'text' ? padEnd(text, width) : indent(width - bodyWidth, padEnd(text, bodyWidth)))),
			],
		};
	});
	const blocks = blocksOf(drawn, width);
	return blocks
		.map(block =>
			textOutput(
				['', '', ...rows].map((_, line) => concat(block.map(column => column.cells[line] ?? ''), '  ')),
				{ascii},
			))
		.join('\n');
}

// Shifts cells that are already aligned with each other to the right.
const indent = (cells: number, text: string): string => ' '.repeat(cells) + text;

function blocksOf(drawn: readonly DrawnColumn[], width: number): ReadonlyArray<readonly DrawnColumn[]> {
	const widthOfAll = (block: readonly DrawnColumn[]) => block.reduce((sum, {width}) => sum + width + 2, -2);
	if (widthOfAll(drawn) <= width) {
		return [drawn];
	}

	const names = drawn.filter(({id}) => id === 'iteration_id');
	const blocks: DrawnColumn[][] = [];
	for (const column of drawn.filter(drawnColumn => !names.includes(drawnColumn))) {
		const last = blocks.at(-1);
		if (last && widthOfAll([...last, column]) <= width) {
			last.push(column);
		} else {
			blocks.push([...names, column]);
		}
	}

	return blocks;
}

/** Escapes text for Markdown: no markup, no links, no HTML. */
const markdownText = (text: string): string => text
	.replaceAll(/[\\\|\[\]`*]/gv, String.raw`\$&`)
	.replaceAll('&', '&amp;')
	.replaceAll('<', '&lt;');
