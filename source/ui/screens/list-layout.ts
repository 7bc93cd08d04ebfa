import {isLoaded, type Iteration, type LoadedIteration} from '../../campaign/iteration.js';
import {alignPoints, widest} from '../../text/align.js';
import {cutEnd, padEnd, padStart} from '../../text/cells.js';
import {cleanText} from '../../text/clean.js';
import {widthOf} from '../../text/width.js';
import type {Look} from '../context.js';
import {
	listColumns, scaleOf, type ListColumn, type ListScale,
} from './list-columns.js';

/** A column of the list: its head and a cell for each loaded iteration, all of one width. */
export type DrawnListColumn = {readonly head: string; readonly cells: ReadonlyMap<Iteration, string>};

/** How wide the list is, its names, and what it tells of each iteration; narrow lists have fewer columns. */
export type ListLayout = {readonly width: number; readonly label: number; readonly columns: readonly DrawnListColumn[]};

const mostLabel = 24;
const gap = 2;

/** The layout in which these iterations fit `width` cells. */
export function layoutList(iterations: readonly Iteration[], width: number, {glyphs}: Look): ListLayout {
	const label = Math.min(mostLabel, Math.max(2, widest(iterations.map(one => cleanText(one.label)))));
	const loaded = iterations.filter(one => isLoaded(one));
	const scale = scaleOf(loaded, glyphs.ascii);
	let columns = loaded.length > 0 ? listColumns.map(column => measure(column, loaded, scale)) : [];
	const widthWith = (some: typeof columns) => gap + label + some.reduce((sum, one) => sum + one.width + gap, 0);
	while (columns.length > 1 && widthWith(columns) > width) {
		const worst = Math.max(...columns.map(({column}) => column.priority));
		const last = columns.findLastIndex(({column}) => column.priority === worst);
		columns = columns.filter((_, place) => place !== last);
	}

	for (const {column, head} of columns) {
		const longer = columns.map(one => one.column === column ? withHead(one, `${column.prefix ?? ''}${head}`) : one);
		columns = widthWith(longer) <= width ? longer : columns;
	}

	return {width: widthWith(columns), label, columns: columns.map(one => drawn(one, glyphs.ellipsis))};
}

type Measured = {readonly column: ListColumn; readonly head: string; readonly width: number; readonly texts: ReadonlyMap<LoadedIteration, string>};

function measure(column: ListColumn, loaded: readonly LoadedIteration[], scale: ListScale): Measured {
	const head = typeof column.head === 'string' ? column.head : column.head(scale);
	const plain = loaded.map(one => column.text(one, scale));
	const aligned = column.align === 'right' ? alignPoints(plain) : plain;
	// Very small beside very large numbers: better not aligned than cut.
	const texts = widest(aligned) <= column.most ? aligned : plain;
	return {
		column,
		head,
		texts: new Map(loaded.map((one, place) => [one, texts[place] ?? ''])),
		width: Math.max(widthOf(head), Math.min(column.most, widest(texts))),
	};
}

const withHead = (one: Measured, head: string): Measured => ({...one, head, width: Math.max(one.width, widthOf(head))});

function drawn({column, head, width, texts}: Measured, ellipsis: string): DrawnListColumn {
	const pad = column.align === 'left' ? padEnd : padStart;
	return {head: pad(head, width), cells: new Map([...texts].map(([one, text]) => [one, pad(cutEnd(text, width, ellipsis), width)]))};
}
