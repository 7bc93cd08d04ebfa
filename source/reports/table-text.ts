import {Chalk} from 'chalk';
import {markdownTable as drawMarkdown} from 'markdown-table';
import {columns} from '../campaign/query/columns.js';
import type {LoadedIteration} from '../campaign/model/iteration.js';
import {widest} from '../text/align.js';
import {padEnd, padStart, widthOf} from '../text/cells.js';
import {columnTexts} from '../campaign/query/column-text.js';
import {page} from './formats.js';

/** The table in Markdown, numbers as people read them. */
export function markdownTable(rows: readonly LoadedIteration[], {ascii}: {readonly ascii: boolean}): string {
	const cells = columns.map(column => columnTexts(column, rows, {ascii}));
	const body = rows.map((_, row) => cells.map(column => markdownText((column[row] ?? '').trim())));
	const heads = columns.map(({id, unit}) => unit === undefined ? id : `${id} (${unit})`);
	return `${drawMarkdown([heads, ...body], {align: columns.map(({kind}) => kind === 'text' ? 'l' : 'r'), stringLength: widthOf})}\n`;
}

type DrawnColumn = {readonly id: string; readonly width: number; readonly cells: readonly string[]};

/**
 * The table for people: aligned, units below the names, colour only where wanted. What is wider than `width` comes in blocks, each
 * of which begins with the iterations' names.
 */
export function textTable(
	rows: readonly LoadedIteration[],
	{ascii, hasColour, width}: {readonly ascii: boolean; readonly hasColour: boolean; readonly width: number},
): string {
	const chalk = new Chalk({level: hasColour ? 1 : 0});
	const cells = columns.map(column => columnTexts(column, rows, {ascii}));
	const drawn = columns.map((column, index): DrawnColumn => {
		const body = cells[index] ?? [];
		const bodyWidth = widest(body);
		const width = Math.max(bodyWidth, widest([column.id, column.unit ?? '']));
		const pad = column.kind === 'text' ? padEnd : padStart;
		return {
			id: column.id,
			width,
			cells: [
				chalk.bold(pad(column.id, width)),
				chalk.dim(pad(column.unit ?? '', width)),
				...body.map(text => (column.kind === 'text' ? padEnd(text, width) : indent(width - bodyWidth, padEnd(text, bodyWidth)))),
			],
		};
	});
	const blocks = blocksOf(drawn, width);
	return blocks
		.map(block =>
			page(
				['', '', ...rows].map((_, line) => block.map(column => column.cells[line] ?? '').join('  ')),
				{ascii},
			))
		.join('\n');
}

// Cells that are aligned among themselves move to the right together.
const indent = (cells: number, text: string): string => ' '.repeat(cells) + text;

function blocksOf(drawn: readonly DrawnColumn[], room: number): ReadonlyArray<readonly DrawnColumn[]> {
	const widthOfAll = (block: readonly DrawnColumn[]) => block.reduce((sum, {width}) => sum + width + 2, -2);
	if (widthOfAll(drawn) <= room) {
		return [drawn];
	}

	const names = drawn.filter(({id}) => id === 'iteration_id');
	const blocks: DrawnColumn[][] = [];
	for (const column of drawn.filter(drawnColumn => !names.includes(drawnColumn))) {
		const last = blocks.at(-1);
		if (last && widthOfAll([...last, column]) <= room) {
			last.push(column);
		} else {
			blocks.push([...names, column]);
		}
	}

	return blocks;
}

/** Text that markdown shows as it is: no markup, no link, no HTML. */
const markdownText = (text: string): string => text
	.replaceAll(/[\\\|\[\]`*]/gv, String.raw`\$&`)
	.replaceAll('&', '&amp;')
	.replaceAll('<', '&lt;');
