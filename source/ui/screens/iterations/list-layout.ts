import {isTroubled} from '../../../campaign/model/delivery.js';
import {latencyDensity, type DensityBin} from '../../../campaign/model/density.js';
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
import {
	cellExtremes, listCell, listColumnOf, listColumnsOf, type ListColumn,
} from './list-columns.js';

/** A column of the list: its head, and what it has for an iteration, all of one width. */
type DrawnListColumn = {readonly head: string; readonly width: number; readonly cell: (iteration: LoadedIteration) => string};

/** Widths of the list and its names, the head of the names, and its columns; narrow lists have fewer. */
export type ListLayout = {readonly width: number; readonly label: number; readonly labelHead: string; readonly columns: readonly DrawnListColumn[]};

type LayoutOptions = {
	readonly width: number;
	/** All that the campaign has. */
	readonly own?: CampaignColumns;
	readonly sort?: ListState<Iteration>['sort'];
	/** What the filter compares: columns by their names. */
	readonly filtered?: readonly string[];
};

const noParameters = campaignColumns([]);
const maxLabel = 24;
const gap = 2;
/** Servers, percentiles and the rate leave before the density does. */
const densityPriority = 4;

/** The layout in which these iterations fit `width` cells. What sorts or filters them is always there; what is left of a wide list is the density's. */
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

	const densities = loaded.map(iteration => densityFor(iteration)).filter(density => density.length > 0);
	const scale = rowScale(densities.flatMap(density => [density[0]!.from, density.at(-1)!.to]), glyphs.ascii);
	const density = {priority: densityPriority, drawn: densityColumn(scale, densityMinimum(scale), look)};
	let columns = [
		...columnsFor(own, [...sort ? [sort.column] : [], ...filtered]).filter(({hasValues}) => hasValues?.(loaded) ?? true).map(column => ({
			priority: column.priority, drawn: numbersColumn({...column, head: `${column.head}${arrowOf(column.id)}`}, loaded, look),
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

/** The columns of the list, those with these names never leaving, and before them the ones that it does not have by itself. */
function columnsFor(own: CampaignColumns, names: readonly string[]): readonly ListColumn[] {
	const listColumns = listColumnsOf(own);
	const kept = names.flatMap(name => own.named(name) ?? []).filter(({id}, index, all) => id !== 'iteration_id' && all.findIndex(other => other.id === id) === index);
	const others = kept.filter(({id}) => listColumns.every(column => column.id !== id));
	return [
		...others.map(column => listColumnOf(column)),
		...listColumns.map(column => kept.some(({id}) => id === column.id) ? {...column, priority: -1} : column),
	];
}

/** Numbers below each other by their points, but better not so than cut, as very small beside very large ones would be. */
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

/** The head of the list. */
export const listHead = ({label, labelHead, columns}: ListLayout, width: number, {theme, glyphs}: Look): string =>
	theme.faint(cutEnd(`  ${padEnd(labelHead, label)}${columns.map(({head}) => `  ${head}`).join('')}`, width, glyphs.ellipsis));

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

	return isLoaded(iteration) ? (isTroubled(iteration) ? theme.bad(line) : line) : theme.warning(line);
}
