import type {LoadedIteration} from '../../campaign/iteration.js';
import {widthOf} from '../../text/width.js';
import {listColumns} from './list-columns.js';

/** The text of an iteration in a column of the list, the cells it takes, and how many of these are from its point on. */
export type ListCell = {readonly text: string; readonly width: number; readonly fraction: number};

const known = {plain: new WeakMap<LoadedIteration, readonly ListCell[]>(), ascii: new WeakMap<LoadedIteration, readonly ListCell[]>()};

/** A cell for each column of the list, computed once: while a campaign loads, the list is laid out again and again. */
export function listCells(iteration: LoadedIteration, ascii: boolean): readonly ListCell[] {
	const cells = known[ascii ? 'ascii' : 'plain'];
	const found = cells.get(iteration) ?? listColumns.map(({text}) => cellOf(text(iteration, {ascii})));
	cells.set(iteration, found);
	return found;
}

function cellOf(text: string): ListCell {
	const point = text.indexOf('.');
	return {text, width: widthOf(text), fraction: point === -1 ? 0 : text.length - point};
}
