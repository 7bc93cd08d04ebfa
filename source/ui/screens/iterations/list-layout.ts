import {hasFailedMessages} from '../../../campaign/model/delivery.js';
import {densityEnds, latencyDensity, type DensityBin} from '../../../campaign/model/density.js';
import {
	isLoaded, primarySide, type Iteration, type LoadedIteration,
} from '../../../campaign/model/iteration.js';
import {widest} from '../../../text/align.js';
import {
	cutEnd, cutMiddle, padEnd, padStart, widthOf,
} from '../../../text/cells.js';
import {cleanText} from '../../../text/clean.js';
import {
	densityHead, densityMinimum, drawRowDensity, maxDensityWidth, rowScale, type RowScale,
} from '../../../plots/row-density.js';
import type {Look} from '../../../reports/theme.js';
import {campaignColumns, type CampaignColumns} from '../../../campaign/query/campaign-columns.js';
import type {ListState} from '../../state/list.js';
import {concat, styled, type StyledText} from '../../../text/styled-text.js';
import {
	cellExtremes, listCell, listColumnOf, listColumnsOf, type ListColumn,
} from './list-columns.js';

/** A list column: its header, and its cell for an iteration, all of the same width. */
type DrawnListColumn = {readonly head: string; readonly width: number; readonly cell: (iteration: LoadedIteration) => StyledText};

/** Width of the list and of its names, header of the names, and columns; narrow lists have fewer. */
export type ListLayout = {readonly width: number; readonly label: number; readonly labelHead: string; readonly columns: readonly DrawnListColumn[]};

type LayoutOptions = {
	readonly width: number;
	/** All columns of the campaign. */
	readonly own?: CampaignColumns;
	readonly sort?: ListState<Iteration>['sort'];
	/** Column names compared by the filter. */
	readonly filtered?: readonly string[];
};

const noParameters = campaignColumns([]);
const maxLabel = 24;
const gap = 2;
/** Servers, percentiles and the rate are dropped before the density. */
const densityPriority = 4;

/** The layout for these iterations in `width` cells. Columns used for sorting or filtering are always included; the density gets the rest of a wide list. */
export function layoutList(iterations: readonly Iteration[], {width, own = noParameters, sort, filtered = []}: LayoutOptions, look: Look): ListLayout {
	const {glyphs} = look;
	const loaded = iterations.filter(iteration => isLoaded(iteration));
	const arrowOf = (id: string) => sort?.column === id ? (sort.descending ? glyphs.down : glyphs.up) : '';
	const labelHead = `id${arrowOf('iteration_id')}`;
	const label = Math.min(maxLabel, Math.max(labelHead.length, widest(iterations.map(iteration => cleanText(iteration.label)))));
	const widthWith = (widths: readonly number[]) => widths.reduce((sum, columnWidth) => sum + columnWidth + gap, gap + label);
	if (loaded.length === 0) {
		return {
			width: widthWith([]), label, labelHead, columns: [],
		};
	}

	const scale = rowScale(loaded.flatMap(iteration => densityEnds(densityFor(iteration))), glyphs.ascii);
	const density = {priority: densityPriority, drawn: densityColumn(scale, densityMinimum(scale), look)};
	let columns = [
		...columnsFor(own, [...sort ? [sort.column] : [], ...filtered]).filter(({hasValues}) => hasValues?.(loaded) ?? true).map(column => ({
			priority: typeof column.priority === 'number' ? column.priority : column.priority(loaded), drawn: numbersColumn({...column, head: `${column.head}${arrowOf(column.id)}`}, loaded, look),
		})),
		density,
	];
	const used = () => widthWith(columns.map(({drawn}) => drawn.width));
	while (columns.length > 1 && used() > width) {
		const worst = Math.max(...columns.map(({priority}) => priority));
		columns = columns.toSpliced(lastIndexOfPriority(columns, worst), 1);
	}

	const wide = Math.min(maxDensityWidth(scale), density.drawn.width + Math.max(0, width - used()));
	const chosen = columns.map(column => column === density ? densityColumn(scale, wide, look) : column.drawn);
	return {
		width: widthWith(chosen.map(column => column.width)), label, labelHead, columns: chosen,
	};
}

/** The columns of the list, with the named ones never dropped and, if they are not part of the list, put first. */
function columnsFor(own: CampaignColumns, names: readonly string[]): readonly ListColumn[] {
	const listColumns = listColumnsOf(own);
	const kept = names.flatMap(name => own.named(name) ?? []).filter(({id}, index, all) => id !== 'iteration_id' && all.findIndex(other => other.id === id) === index);
	const others = kept.filter(({id}) => listColumns.every(column => column.id !== id));
	return [
		...others.map(column => listColumnOf(column)),
		...listColumns.map(column => kept.some(({id}) => id === column.id) ? {...column, priority: -1} : column),
	];
}

/** Aligns numbers at the decimal point, unless that would exceed the maximum width, as with very small next to very large ones. */
function numbersColumn(column: ListColumn, loaded: readonly LoadedIteration[], {theme, glyphs}: Look): DrawnListColumn {
	const {head, maximum, align} = column;
	let [plain, whole, fraction] = [0, 0, 0];
	for (const iteration of loaded) {
		for (const cell of cellExtremes(iteration, column, glyphs.ascii)) {
			plain = Math.max(plain, cell.width);
			whole = Math.max(whole, cell.width - cell.fraction);
			fraction = Math.max(fraction, cell.fraction);
		}
	}

	const isAligned = align === 'right' && whole + fraction <= maximum;
	const width = Math.max(widthOf(head), Math.min(maximum, isAligned ? whole + fraction : plain));
	const pad = align === 'left' ? padEnd : padStart;
	return {
		head: pad(head, width),
		width,
		cell(iteration) {
			const cell = listCell(iteration, column, glyphs.ascii);
			const text = cell.text + (isAligned ? ' '.repeat(fraction - cell.fraction) : '');
			const padded = pad(cutEnd(text, width, glyphs.ellipsis), width);
			return column.isPending?.(iteration) ? theme.faint(padded) : padded;
		},
	};
}

const densityFor = (iteration: LoadedIteration): readonly DensityBin[] => latencyDensity(iteration[primarySide(iteration)].latency);

const densityColumn = (scale: RowScale, width: number, {glyphs: {ascii}}: Look): DrawnListColumn => ({
	head: padEnd(densityHead(scale, width, ascii), width), width, cell: iteration => drawRowDensity(densityFor(iteration), scale, {width, ascii}),
});

const lastIndexOfPriority = (columns: ReadonlyArray<{readonly priority: number}>, priority: number): number =>
	columns.findLastIndex(column => column.priority === priority);

/** The header of the list. */
export const listHead = ({label, labelHead, columns}: ListLayout, width: number, {theme, glyphs}: Look): StyledText =>
	theme.faint(cutEnd(`  ${padEnd(labelHead, label)}${columns.map(({head}) => `  ${head}`).join('')}`, width, glyphs.ellipsis));

type RowOptions = {readonly layout: ListLayout; readonly width: number; readonly isSelected: boolean; readonly isMarked: boolean};

/** One row of the list, `width` cells wide; a skipped iteration shows its reason instead of numbers. */
export function listRow(iteration: Iteration, {layout, width, isSelected, isMarked}: RowOptions, {theme, glyphs}: Look): StyledText {
	const label = padEnd(cutEnd(cleanText(iteration.label), layout.label, glyphs.ellipsis), layout.label);
	const rest = isLoaded(iteration)
		? concat(layout.columns.map(({cell}) => styled`  ${cell(iteration)}`))
		: `  ${cutMiddle(`skipped: ${cleanText(iteration.reason)}`, Math.max(0, width - layout.label - 4), glyphs.ellipsis)}`;
	const line = padEnd(cutEnd(styled`${isSelected ? '>' : ' '}${isMarked ? '*' : ' '}${label}${rest}`, width, glyphs.ellipsis), width);
	if (isSelected) {
		return theme.cursor(line);
	}

	return isLoaded(iteration) ? (hasFailedMessages(iteration) ? theme.bad(line) : line) : theme.warning(line);
}
