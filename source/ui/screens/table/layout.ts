import {itemAt} from '../../../system/assert.js';
import {columnTexts, measured, numberOf} from '../../../campaign/query/column-text.js';
import type {Column} from '../../../campaign/query/columns.js';
import {type Iteration, isLoaded} from '../../../campaign/model/iteration.js';
import type {Look} from '../../../reports/theme.js';
import {widest} from '../../../text/align.js';
import {
	cutEnd, cutMiddle, padEnd, padStart,
} from '../../../text/cells.js';
import {cleanText} from '../../../text/clean.js';
import type {TableColumn} from '../../components/framed-table.js';
import type {ListState} from '../../state/list.js';

export type TableOptions = {
	readonly sort: ListState<Iteration>['sort'];
	/** Index of the first scrolled column in sight. */
	readonly firstColumn: number;
	/** The columns that scroll. */
	readonly columns: readonly Column[];
	readonly width: number;
};

/** The frozen column and all the others in one, and the cells of an iteration in them: of just their widths. */
export type TableLayout = {
	readonly columns: readonly [TableColumn, TableColumn];
	/** How many of the scrolled columns are in sight. */
	readonly shown: number;
	readonly row: (iteration: Iteration, mark: {readonly isSelected: boolean; readonly isMarked: boolean}) => readonly [string, string];
};

const maxText = 24;
const gap = '  ';
/** Three rules and the blanks beside them. */
const frameWidth = 7;

/** Lays out the scrolled columns from the first one in sight on, as many as fit. */
export function layoutTable(iterations: readonly Iteration[], {sort, firstColumn, columns, width}: TableOptions, look: Look): TableLayout {
	const {theme, glyphs} = look;
	const frozenWidth = Math.min(maxText, Math.max(12, widest(iterations.map(iteration => cleanText(iteration.label))) + 2));
	const restWidth = width - frozenWidth - frameWidth;
	const arrowOf = (id: string) => sort?.column === id ? (sort.descending ? glyphs.down : glyphs.up) : '';
	const drawn: DrawnColumn[] = [];
	let used = 0;
	for (const column of columns.slice(firstColumn)) {
		const drawnColumn = drawColumn(column, iterations, arrowOf(column.id), look);
		used += drawnColumn.width + (drawn.length > 0 ? gap.length : 0);
		if (used > restWidth && drawn.length > 0) {
			break;
		}

		drawn.push(drawnColumn);
	}

	const fit = (text: string, width: number) => padEnd(cutEnd(text, width, glyphs.ellipsis), width);
	return {
		columns: [
			{head: padEnd(`  iteration${arrowOf('iteration_id')}`, frozenWidth), width: frozenWidth},
			{head: fit(drawn.map(({head}) => head).join(gap), restWidth), width: restWidth},
		],
		shown: drawn.length,
		row(iteration, {isSelected, isMarked}) {
			const frozen = fit(`${isSelected ? '>' : ' '}${isMarked ? '*' : ' '}${cleanText(iteration.label)}`, frozenWidth);
			return [
				isSelected ? theme.cursor(frozen) : frozen,
				isLoaded(iteration)
					? fit(drawn.map(({cells}) => cells.get(iteration) ?? '').join(gap), restWidth)
					: padEnd(cutMiddle(`skipped: ${cleanText(iteration.reason)}`, restWidth, glyphs.ellipsis), restWidth),
			];
		},
	};
}

/** A column of the table with a cell for each loaded iteration, all of one width. */
type DrawnColumn = {readonly head: string; readonly width: number; readonly cells: ReadonlyMap<Iteration, string>};

/** Units as they stand behind a column's name; counts need none. */
const units: Readonly<Record<string, string>> = {'messages/s': ' /s', ms: ' ms', '%': ' %'};

/** Draws a column: text to the left, numbers below each other by their points, the only highest and the only lowest marked. */
function drawColumn(column: Column, iterations: readonly Iteration[], arrow: string, look: Look): DrawnColumn {
	const {glyphs} = look;
	const loaded = iterations.filter(iteration => isLoaded(iteration));
	const isText = column.kind === 'text';
	const texts = columnTexts(column, loaded, glyphs);
	// Of estimates none is the only highest for certain.
	const values = column.percentile ? [] : loaded.map(iteration => numberOf(measured(column, iteration)));
	const cells = isText ? texts.map(text => cutEnd(text, maxText, glyphs.ellipsis)) : marked(texts, values, look);
	const name = `${column.id}${column.kind === 'number' ? units[column.unit ?? ''] ?? '' : ''}${arrow}`;
	const width = Math.max(widest(cells), name.length);
	const pad = isText ? padEnd : padStart;
	const padded = new Map<Iteration, string>(loaded.map((iteration, index) => [iteration, pad(itemAt(cells, index), width)]));
	return {head: pad(name, width), width, cells: padded};
}

/** The texts with a mark behind the highest and the lowest number, where just one has it. */
function marked(texts: readonly string[], values: ReadonlyArray<number | null>, {theme, glyphs}: Look): readonly string[] {
	const [highest, lowest] = [onlyIndexOf(Math.max, values), onlyIndexOf(Math.min, values)];
	const markAt = new Map([[lowest, glyphs.min], [highest, glyphs.max]]);
	return texts.map((text, index) => {
		const mark = highest === lowest ? undefined : markAt.get(index);
		const number = text.trimEnd();
		return (mark === undefined ? `${number} ` : theme.strong(number + mark)) + text.slice(number.length);
	});
}

function onlyIndexOf(extreme: (...values: readonly number[]) => number, values: ReadonlyArray<number | null>): number {
	let extremeValue: number | undefined;
	for (const value of values) {
		if (value !== null) {
			extremeValue = extremeValue === undefined ? value : extreme(extremeValue, value);
		}
	}

	const first = values.indexOf(extremeValue ?? null);
	return first === values.lastIndexOf(extremeValue ?? null) ? first : -1;
}
