import {
	type Iteration, type LoadedIteration, isLoaded, speakingSide,
} from '../../campaign/iteration.js';
import {cutEnd, padEnd, padStart} from '../../text/cells.js';
import {cleanText} from '../../text/clean.js';
import {formatCount, formatNumber} from '../../text/numbers.js';
import {widthOf} from '../../text/width.js';
import type {Look} from '../context.js';

type ListColumn = {
	readonly head: string;
	/** Cells at the most; it takes no more than its texts need. */
	readonly most: number;
	readonly align: 'left' | 'right';
	/** Columns of a higher number leave first where the list is narrow. */
	readonly priority: number;
	readonly text: (iteration: LoadedIteration, ascii: boolean) => string;
};

const spoken = (one: LoadedIteration) => one[speakingSide(one)];

const listColumns: readonly ListColumn[] = [
	{
		head: 'driver', most: 14, align: 'left', priority: 1, text: one => cleanText(one.driver ?? ''),
	},
	{
		head: 'call type', most: 12, align: 'left', priority: 3, text: one => cleanText(one.callType ?? ''),
	},
	{
		head: 'clients', most: 9, align: 'right', priority: 1, text: one => formatCount(one.clients.agents),
	},
	{
		head: 'servers', most: 9, align: 'right', priority: 5, text: one => formatCount(one.servers.agents),
	},
	{
		head: 'msg/s', most: 10, align: 'right', priority: 4, text: (one, ascii) => formatNumber(spoken(one).rate, {ascii}),
	},
	{
		head: 'mean ms', most: 10, align: 'right', priority: 0, text: (one, ascii) => formatNumber(spoken(one).latency.count === 0 ? null : spoken(one).latency.mean, {ascii}),
	},
	{
		head: 'failed', most: 10, align: 'right', priority: 2, text: one => formatCount(one.clients.failed + one.servers.failed),
	},
];

const mostLabel = 24;

/** How wide the columns of the list are, for all its rows; narrow lists have fewer columns. */
export type ListLayout = {readonly label: number; readonly columns: ReadonlyArray<{readonly column: ListColumn; readonly width: number}>};

/** The layout in which these iterations fit `width` cells. */
export function layoutList(iterations: readonly Iteration[], width: number, {glyphs}: Look): ListLayout {
	const loaded = iterations.filter(one => isLoaded(one));
	const label = Math.min(mostLabel, Math.max(2, ...iterations.map(one => widthOf(cleanText(one.label)))));
	let columns = listColumns.map(column => ({
		column, width: Math.min(column.most, Math.max(column.head.length, ...loaded.map(one => widthOf(column.text(one, glyphs.ascii))))),
	}));
	while (columns.length > 1 && 2 + label + columns.reduce((sum, one) => sum + one.width + 2, 0) > width) {
		const worst = Math.max(...columns.map(({column}) => column.priority));
		const last = columns.findLastIndex(({column}) => column.priority === worst);
		columns = columns.filter((_, place) => place !== last);
	}

	return {label, columns};
}

const aligned = (text: string, width: number, align: ListColumn['align'], ellipsis: string): string => {
	const cut = cutEnd(text, width, ellipsis);
	return align === 'left' ? padEnd(cut, width) : padStart(cut, width);
};

/** The head of the list. */
export function listHead({label, columns}: ListLayout, width: number, {theme, glyphs}: Look): string {
	const heads = columns.map(one => `  ${aligned(one.column.head, one.width, one.column.align, glyphs.ellipsis)}`);
	return theme.faint(cutEnd(`  ${padEnd('id', label)}${heads.join('')}`, width, glyphs.ellipsis));
}

type RowOptions = {readonly layout: ListLayout; readonly width: number; readonly isSelected: boolean; readonly isMarked: boolean};

/** One iteration of the list, `width` cells; a skipped one gives its reason in the place of numbers. */
export function listRow(iteration: Iteration, {layout, width, isSelected, isMarked}: RowOptions, {theme, glyphs}: Look): string {
	const label = padEnd(cutEnd(cleanText(iteration.label), layout.label, glyphs.ellipsis), layout.label);
	const rest = isLoaded(iteration)
		? layout.columns.map(({column, width: cells}) => `  ${aligned(column.text(iteration, glyphs.ascii), cells, column.align, glyphs.ellipsis)}`).join('')
		: `  skipped: ${cleanText(iteration.reason)}`;
	const line = padEnd(cutEnd(`${isSelected ? '>' : ' '}${isMarked ? '*' : ' '}${label}${rest}`, width, glyphs.ellipsis), width);
	if (isSelected) {
		return theme.cursor(line);
	}

	return isLoaded(iteration) ? (iteration.clients.failed + iteration.servers.failed > 0 ? theme.bad(line) : line) : theme.warning(line);
}
