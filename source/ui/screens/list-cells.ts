import type {LoadedIteration} from '../../campaign/model/iteration.js';
import {widthOf} from '../../text/width.js';
import {memoizeEach} from '../../system/memoize.js';
import {listColumns} from './list-columns.js';

/** The text of an iteration in a column of the list, the cells it takes, and how many of these are from its point on. */
export type ListCell = {readonly text: string; readonly width: number; readonly fraction: number};

/** A cell for each column of the list, computed once: while a campaign loads, the list is laid out again and again. */
export const listCells = (iteration: LoadedIteration, ascii: boolean): readonly ListCell[] => cellsIn[ascii ? 'ascii' : 'plain'](iteration);

const cellsWith = (ascii: boolean) =>
	memoizeEach((iteration: LoadedIteration): readonly ListCell[] => listColumns.map(({text}) => cellOf(text(iteration, {ascii}))));
const cellsIn = {plain: cellsWith(false), ascii: cellsWith(true)};

function cellOf(text: string): ListCell {
	const point = text.indexOf('.');
	return {text, width: widthOf(text), fraction: point === -1 ? 0 : text.length - point};
}
