import {isLoaded, type Iteration, type LoadedIteration} from '../../../campaign/model/iteration.js';
import {widest} from '../../../text/align.js';
import {
	cutEnd, cutMiddle, padEnd, padStart, widthOf,
} from '../../../text/cells.js';
import {cleanText} from '../../../text/clean.js';
import type {Look} from '../../../reports/theme.js';
import {
	densityWidth, drawRowDensity, listCells, listColumns, scaleOf, type ListColumn, type ListScale,
} from './list-columns.js';

/** A column of the list: its head, and what it has for an iteration, all of one width. */
type DrawnListColumn = {readonly head: string; readonly width: number; readonly cell: (iteration: LoadedIteration) => string};

/** Widths of the list and its names, and its columns; narrow lists have fewer. */
export type ListLayout = {readonly width: number; readonly label: number; readonly columns: readonly DrawnListColumn[]};

const maxLabel = 24;
const gap = 2;
/** Servers, percentiles and the rate leave before the density does. */
const densityPriority = 4;

/** The layout in which these iterations fit `width` cells. */
export function layoutList(iterations: readonly Iteration[], width: number, look: Look): ListLayout {
	const loaded = iterations.filter(iteration => isLoaded(iteration));
	const label = Math.min(maxLabel, Math.max(2, widest(iterations.map(iteration => cleanText(iteration.label)))));
	const widthWith = (some: readonly DrawnListColumn[]) => gap + label + some.reduce((sum, drawnListColumn) => sum + drawnListColumn.width + gap, 0);
	if (loaded.length === 0) {
		return {width: widthWith([]), label, columns: []};
	}

	const scale = scaleOf(loaded, look.glyphs);
	let columns = [
		...listColumns.map((column, index) => ({priority: column.priority, drawn: numbersColumn(column, index, loaded, look)})),
		{priority: densityPriority, drawn: densityColumn(scale.range, scale, look)},
	];
	while (columns.length > 1 && widthWith(columns.map(({drawn}) => drawn)) > width) {
		const worst = Math.max(...columns.map(({priority}) => priority));
		columns = columns.toSpliced(lastIndexOfPriority(columns, worst), 1);
	}

	const short = columns.map(({drawn}) => drawn);
	const long = columns.map(({priority, drawn}) => priority === densityPriority ? densityColumn(`density ${scale.range}`, scale, look) : drawn);
	const chosen = widthWith(long) <= width ? long : short;
	return {width: widthWith(chosen), label, columns: chosen};
}

/** Numbers below each other by their points, but better not so than cut, as very small beside very large ones would be. */
function numbersColumn({head, maximum, align}: ListColumn, index: number, loaded: readonly LoadedIteration[], {glyphs}: Look): DrawnListColumn {
	let [plain, whole, fraction] = [0, 0, 0];
	for (const iteration of loaded) {
		const cell = listCells(iteration, glyphs.ascii)[index];
		plain = Math.max(plain, cell?.width ?? 0);
		whole = Math.max(whole, (cell?.width ?? 0) - (cell?.fraction ?? 0));
		fraction = Math.max(fraction, cell?.fraction ?? 0);
	}

	const isAligned = align === 'right' && whole + fraction <= maximum;
	const width = Math.max(widthOf(head), Math.min(maximum, isAligned ? whole + fraction : plain));
	const pad = align === 'left' ? padEnd : padStart;
	return {
		head: pad(head, width),
		width,
		cell(iteration) {
			const cell = listCells(iteration, glyphs.ascii)[index];
			const text = cell ? cell.text + (isAligned ? ' '.repeat(fraction - cell.fraction) : '') : '';
			return pad(cutEnd(text, width, glyphs.ellipsis), width);
		},
	};
}

function densityColumn(head: string, scale: ListScale, {glyphs}: Look): DrawnListColumn {
	const width = Math.max(widthOf(head), densityWidth);
	return {head: padEnd(head, width), width, cell: iteration => padEnd(drawRowDensity(iteration, scale, glyphs), width)};
}

const lastIndexOfPriority = (columns: ReadonlyArray<{readonly priority: number}>, priority: number): number =>
	columns.findLastIndex(column => column.priority === priority);

/** The head of the list. */
export const listHead = ({label, columns}: ListLayout, width: number, {theme, glyphs}: Look): string =>
	theme.faint(cutEnd(`  ${padEnd('id', label)}${columns.map(({head}) => `  ${head}`).join('')}`, width, glyphs.ellipsis));

type RowOptions = {readonly layout: ListLayout; readonly width: number; readonly isSelected: boolean; readonly isMarked: boolean};

/** One iteration of the list, `width` cells; a skipped one gives its reason instead of numbers. */
export function listRow(iteration: Iteration, {layout, width, isSelected, isMarked}: RowOptions, {theme, glyphs}: Look): string {
	const label = padEnd(cutEnd(cleanText(iteration.label), layout.label, glyphs.ellipsis), layout.label);
	const rest = isLoaded(iteration)
		? layout.columns.map(({cell}) => `  ${cell(iteration)}`).join('')
		: `  ${cutMiddle(`skipped: ${cleanText(iteration.reason)}`, Math.max(0, width - layout.label - 4), glyphs.ellipsis)}`;
	const line = padEnd(cutEnd(`${isSelected ? '>' : ' '}${isMarked ? '*' : ' '}${label}${rest}`, width, glyphs.ellipsis), width);
	if (isSelected) {
		return theme.cursor(line);
	}

	return isLoaded(iteration) ? (iteration.clients.failed + iteration.servers.failed > 0 ? theme.bad(line) : line) : theme.warning(line);
}
