import {itemAt} from '../../../system/lists.js';
import {columnTexts, measuredValue, numberOf} from '../../../campaign/query/column-text.js';
import type {CampaignColumns} from '../../../campaign/query/campaign-columns.js';
import type {Column} from '../../../campaign/query/columns.js';
import {hasFailedMessages} from '../../../campaign/model/delivery.js';
import {type Iteration, isLoaded} from '../../../campaign/model/iteration.js';
import type {Look} from '../../../reports/theme.js';
import {memoizeEach, memoizeLast} from '../../../system/memoize.js';
import {widest} from '../../../text/align.js';
import {
	cutEnd, cutMiddle, padEnd, padStart, widthOf,
} from '../../../text/cells.js';
import {cleanText} from '../../../text/clean.js';
import type {TableColumn} from '../../components/framed-table.js';
import type {ListState} from '../../state/list.js';
import {concat, type StyledText} from '../../../text/styled-text.js';

/** What to lay out; `width` is in cells. */
export type TableOptions = {
	readonly sort: ListState<Iteration>['sort'];
	/** Column names compared by the filter. */
	readonly filtered: readonly string[];
	/** All columns of the campaign. */
	readonly own: CampaignColumns;
	/** The scrollable columns. */
	readonly columns: readonly Column[];
	/** Index of the first visible one, as long as that keeps the cursor visible. */
	readonly first: number;
	/** Index of the one under the cursor; −1 for the frozen column. */
	readonly cursor: number;
	readonly width: number;
};

type Mark = {readonly isSelected: boolean; readonly isMarked: boolean};

/** The visible columns: the frozen one, pinned ones, and the scrolled ones that fit; `row` returns the cells of an iteration, padded to these columns. */
export type TableLayout = {
	readonly columns: readonly TableColumn[];
	/** Indexes of the first visible scrolled column, and of the one after the last. */
	readonly first: number;
	readonly end: number;
	readonly row: (iteration: Iteration, mark: Mark) => readonly StyledText[];
};

const maxText = 24;
const gap = '  ';
/** Width of rules and padding around the frozen column, and around each further block. */
const frameWidth = {frozen: 4, block: 3};
/** Minimum width left for scrolled columns next to pinned ones. */
const minScrolled = 12;

/** Lays out the table: as many scrolled columns as fit, including the one under the cursor, and next to the frozen one those used for sorting and filtering. */
export function layoutTable(iterations: readonly Iteration[], {
	sort, filtered, own, columns, first, cursor, width,
}: TableOptions, look: Look): TableLayout {
	const {theme, glyphs} = look;
	const drawnOf = drawnColumns(iterations, look);
	const arrowOf = (id: string) => sort?.column === id ? (sort.descending ? glyphs.down : glyphs.up) : '';
	const widthFor = (column: Column) => Math.max(drawnOf(column).width, widthOf(drawnOf(column).name) + arrowOf(column.id).length);
	const frozenWidth = Math.min(maxText, Math.max(12, widest(iterations.map(iteration => cleanText(iteration.label))) + 2));
	const keys = keyColumns(own, [...sort ? [sort.column] : [], ...filtered]);
	const {start, end, pinned} = fitColumns({
		columns, keys, first: Math.min(first, Math.max(0, cursor)), cursor, widthFor, available: width - frozenWidth - frameWidth.frozen - frameWidth.block,
	});
	const pinnedWidth = blockWidth(pinned.map(column => widthFor(column)));
	const restWidth = width - frozenWidth - frameWidth.frozen - frameWidth.block - (pinned.length > 0 ? pinnedWidth + frameWidth.block : 0);
	const fit = (text: StyledText, cells: number) => padEnd(cutEnd(text, cells, glyphs.ellipsis), cells);
	const underCursor = columns[cursor];
	const headOf = (column: Column) => {
		const head = padFor(column)(`${drawnOf(column).name}${arrowOf(column.id)}`, widthFor(column));
		return column === underCursor ? theme.cursor(head) : head;
	};

	const cellOf = (column: Column, iteration: Iteration) => padFor(column)(drawnOf(column).cells.get(iteration) ?? '', widthFor(column));
	const blocks = [
		...pinned.length > 0 ? [{columns: pinned, width: pinnedWidth}] : [],
		{columns: columns.slice(start, end), width: restWidth},
	];
	const frozenHead = padEnd(`  iteration${arrowOf('iteration_id')}`, frozenWidth);
	return {
		columns: [
			{head: cursor === -1 ? theme.cursor(frozenHead) : frozenHead, width: frozenWidth},
			...blocks.map(block => ({head: fit(concat(block.columns.map(column => headOf(column)), gap), block.width), width: block.width})),
		],
		first: start,
		end,
		row(iteration, {isSelected, isMarked}) {
			const frozen = fit(`${isSelected ? '>' : ' '}${isMarked ? '*' : ' '}${cleanText(iteration.label)}`, frozenWidth);
			const cells = isLoaded(iteration)
				? blocks.map(block => fit(concat(block.columns.map(column => cellOf(column, iteration)), gap), block.width))
				: [
					...blocks.slice(1).map(() => ' '.repeat(pinnedWidth)),
					padEnd(cutMiddle(`skipped: ${cleanText(iteration.reason)}`, restWidth, glyphs.ellipsis), restWidth),
				];
			return [isSelected ? theme.cursor(frozen) : (hasFailedMessages(iteration) ? theme.bad(frozen) : frozen), ...cells];
		},
	};
}

/** The columns used for sorting, then for filtering, without duplicates and the frozen column. */
function keyColumns(own: CampaignColumns, names: readonly string[]): readonly Column[] {
	const found = names.flatMap(name => own.named(name) ?? []);
	return found.filter(({id}, index) => id !== 'iteration_id' && found.findIndex(other => other.id === id) === index);
}

const blockWidth = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width, 0) + (gap.length * Math.max(0, widths.length - 1));

type FittedColumns = {readonly start: number; readonly end: number; readonly pinned: readonly Column[]};

type FitOptions = Pick<TableOptions, 'columns' | 'first' | 'cursor'> & {
	readonly keys: readonly Column[];
	readonly widthFor: (column: Column) => number;
	readonly available: number;
};

/** The visible scrolled columns, starting as close to `first` as possible with the cursor among them; key columns outside that range are pinned. */
function fitColumns({columns, keys, first, cursor, widthFor, available}: FitOptions): FittedColumns {
	const endFrom = (start: number, width: number) => {
		let end = start + 1;
		let used = widthFor(columns[start]!);
		while (columns[end] && used + gap.length + widthFor(columns[end]!) <= width) {
			used += gap.length + widthFor(columns[end]!);
			end++;
		}

		return Math.min(end, columns.length);
	};

	const widthBeside = (pinned: readonly Column[]) =>
		available - (pinned.length > 0 ? blockWidth(pinned.map(column => widthFor(column))) + frameWidth.block : 0);
	// Pinned columns take space, so that further ones may have to be pinned.
	const pinFrom = (start: number, pinned: readonly Column[]): FittedColumns => {
		const end = endFrom(start, widthBeside(pinned));
		const shown = columns.slice(start, end);
		const missing = keys.find(key => ![...pinned, ...shown].some(({id}) => id === key.id) && widthBeside([...pinned, key]) >= minScrolled);
		return missing ? pinFrom(start, [...pinned, missing]) : {start, end, pinned};
	};

	let fitted = pinFrom(first, []);
	while (fitted.end <= cursor) {
		fitted = pinFrom(fitted.start + 1, []);
	}

	return fitted;
}

/** A column of the table with one cell per loaded iteration; `width` is its full width. */
type DrawnColumn = {readonly name: string; readonly width: number; readonly cells: ReadonlyMap<Iteration, StyledText>};

/** The unit after a column's name; counts have none. */
const unitBehind = ({kind, unit}: Column): string =>
	kind !== 'number' || unit === undefined || unit === 'messages' ? '' : ` ${unit === 'messages/s' ? '/s' : unit}`;

/** The columns of these iterations, each rendered once. */
const drawnColumns = memoizeLast((iterations: readonly Iteration[], look: Look) => memoizeEach((column: Column) => drawColumn(column, iterations, look)));

const padFor = ({kind}: Column) => kind === 'text' ? padEnd : padStart;

/** Renders a column: text left-aligned, numbers aligned at the decimal point, a unique maximum and minimum marked. */
function drawColumn(column: Column, iterations: readonly Iteration[], look: Look): DrawnColumn {
	const {glyphs} = look;
	const loaded = iterations.filter(iteration => isLoaded(iteration));
	const isText = column.kind === 'text';
	const texts = columnTexts(column, loaded, glyphs);
	const isPending = loaded.map(iteration => column.isPending?.(iteration) === true);
	// For estimates the maximum is never certain, nor while some values are unknown.
	const hasExtremes = column.percentile === undefined && !isPending.includes(true);
	const values = hasExtremes ? loaded.map(iteration => numberOf(measuredValue(column, iteration))) : [];
	const cells = isText ? texts.map(text => cutEnd(text, maxText, glyphs.ellipsis)) : marked(texts, values, look);
	const name = `${cleanText(column.id)}${unitBehind(column)}`;
	return {
		name,
		width: Math.max(widest(cells), widthOf(name)),
		cells: new Map<Iteration, StyledText>(loaded.map((iteration, index) => {
			const cell = itemAt(cells, index);
			return [iteration, isPending[index] ? look.theme.faint(cell) : cell];
		})),
	};
}

/** The texts with marks after the maximum and minimum, if these are unique. */
function marked(texts: readonly string[], values: ReadonlyArray<number | null>, {theme, glyphs}: Look): readonly StyledText[] {
	const [highest, lowest] = [onlyIndexOf(Math.max, values), onlyIndexOf(Math.min, values)];
	const markAt = new Map([[lowest, glyphs.min], [highest, glyphs.max]]);
	return texts.map((text, index) => {
		const mark = highest === lowest ? undefined : markAt.get(index);
		const number = text.trimEnd();
		return concat([mark === undefined ? `${number} ` : theme.strong(number + mark), text.slice(number.length)]);
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
