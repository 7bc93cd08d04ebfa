import {columnText} from '../../../campaign/query/column-text.js';
import {sweptParameters, type CampaignColumns} from '../../../campaign/query/campaign-columns.js';
import {columnNamed, type Column, type ColumnId} from '../../../campaign/query/columns.js';
import {lostShare} from '../../../campaign/model/delivery.js';
import {primarySide, type LoadedIteration} from '../../../campaign/model/iteration.js';
import {percentileBounds, percentileOf} from '../../../campaign/model/percentiles.js';
import {areServersSwept} from '../../../reports/swept-text.js';
import {memoizeEach} from '../../../system/memoize.js';
import {cleanText} from '../../../text/clean.js';
import {formatCount, formatNumber, formatPercentile} from '../../../text/numbers.js';
import {widthOf} from '../../../text/cells.js';

const primaryLatency = (iteration: LoadedIteration) => iteration[primarySide(iteration)].latency;

type TextOptions = {readonly ascii: boolean};

/** A column of the list of iterations. */
export type ListColumn = {
	/** Id of the underlying column, if any: used to match sorting and filtering. */
	readonly id: string;
	readonly head: string;
	/** Maximum width in cells; the actual width is that of its texts. */
	readonly maximum: number;
	readonly align: 'left' | 'right';
	/** Columns with a higher number are dropped first in a narrow list; it may depend on the iterations. */
	readonly priority: number | ((iterations: readonly LoadedIteration[]) => number);
	readonly text: (iteration: LoadedIteration, look: TextOptions) => string;
	/** Texts of which at least one is as wide as that of the iteration, if these are cheaper to compute: all rows count for the width, but few are visible. */
	readonly extremes?: (iteration: LoadedIteration, look: TextOptions) => readonly string[];
	/** Whether its text for an iteration is not available yet. */
	readonly isPending?: ((iteration: LoadedIteration) => boolean) | undefined;
	/** Whether it has information about these iterations; otherwise it is omitted. */
	readonly hasValues?: (iterations: readonly LoadedIteration[]) => boolean;
};

const percentileColumn = (percent: number, priority: number): ListColumn => ({
	id: `latency_p${percent}`,
	head: `p${percent} ms`,
	maximum: 10,
	align: 'right',
	priority,
	text: (iteration, look) => formatPercentile(percentileOf(primaryLatency(iteration), percent), look),
	extremes(iteration, look) {
		const bounds = percentileBounds(primaryLatency(iteration), percent);
		// The digits of values near 0 differ from those of 0.
		return bounds && bounds.low > 0
			? [bounds.low, bounds.high].map(value => formatPercentile({...bounds, value}, look))
			: [formatPercentile(percentileOf(primaryLatency(iteration), percent), look)];
	},
});

/** A table column that is part of the list. */
const namedColumn = (id: ColumnId, changes: Pick<ListColumn, 'head' | 'priority' | 'hasValues'>): ListColumn => ({...listColumnOf(columnNamed(id)!), ...changes});

/** Columns of the list, before the distribution. */
const listColumns: readonly ListColumn[] = [
	{
		id: 'driver', head: 'driver', maximum: 14, align: 'left', priority: 1, text: iteration => cleanText(iteration.driver ?? ''),
	},
	{
		id: 'ran_as', head: 'ran as', maximum: 12, align: 'left', priority: 3, text: iteration => cleanText(iteration.ranAs ?? ''),
	},
	{
		id: '_ombt_clients', head: 'clients', maximum: 9, align: 'right', priority: 1, text: iteration => formatCount(iteration.clients.agents),
	},
	{
		id: '_ombt_servers',
		head: 'servers',
		maximum: 9,
		align: 'right',
		priority: iterations => areServersSwept(iterations) ? 1 : 9,
		text: iteration => formatCount(iteration.servers.agents),
	},
	{
		id: 'primary_rate', head: 'msg/s', maximum: 10, align: 'right', priority: 5, text: (iteration, look) => formatNumber(iteration[primarySide(iteration)].rate, look),
	},
	{
		id: 'latency_mean',
		head: 'mean ms',
		maximum: 10,
		align: 'right',
		priority: 0,
		text: (iteration, look) => formatNumber(primaryLatency(iteration).count === 0 ? null : primaryLatency(iteration).mean, look),
	},
	percentileColumn(50, 7),
	percentileColumn(90, 8),
	percentileColumn(99, 6),
	namedColumn('failed_share', {head: 'failed %', priority: 2}),
	// If nothing was lost it would only take space from the density.
	namedColumn('lost_share', {head: 'lost %', priority: 2, hasValues: iterations => iterations.some(iteration => (lostShare(iteration) ?? 0) > 0)}),
	namedColumn('fairness_servers', {head: 'fairness', priority: 9}),
];

/** A table column as a list column, for sorting or filtering: never dropped. */
export function listColumnOf(column: Column): ListColumn {
	const unit = column.unit === 'messages' || column.unit === undefined ? '' : ` ${column.unit === 'messages/s' ? '/s' : column.unit}`;
	return {
		id: column.id,
		head: `${column.title}${column.kind === 'text' ? '' : unit}`,
		maximum: column.kind === 'number' ? 10 : 20,
		align: column.kind === 'text' ? 'left' : 'right',
		priority: -1,
		isPending: column.isPending,
		text: (iteration, look) => columnText(column, iteration, look),
	};
}

/** The columns of the list, with varying parameters after driver and call type. Parameters that were not swept are dropped before all other columns. */
export const listColumnsOf = memoizeEach((own: CampaignColumns): readonly ListColumn[] => {
	const swept = sweptParameters(own).map((column): ListColumn => ({...listColumnOf(column), priority: column.isSwept ? 2 : minorPriority}));
	const behind = listColumns.findIndex(({id}) => id === 'ran_as') + 1;
	return listColumns.toSpliced(behind, 0, ...swept);
});

const minorPriority = 10;

/** The text of an iteration in a list column, its width, and the width from the decimal point on. */
export type ListCell = {readonly text: string; readonly width: number; readonly fraction: number};

/** The cell of an iteration in a list column, memoized because the list is laid out repeatedly while a campaign loads. */
export function listCell(iteration: LoadedIteration, column: ListColumn, ascii: boolean): ListCell {
	if (column.isPending) {
		// Not memoized, because it changes once it is available.
		return measured(column.text(iteration, {ascii}));
	}

	const cells = cellsIn[ascii ? 'ascii' : 'plain'](iteration);
	const cell = cells.get(column.id) ?? measured(column.text(iteration, {ascii}));
	cells.set(column.id, cell);
	return cell;
}

/** Cells that bound the width of an iteration's cell, to determine the column width. */
export const cellExtremes = (iteration: LoadedIteration, column: ListColumn, ascii: boolean): readonly ListCell[] =>
	column.extremes?.(iteration, {ascii}).map(text => measured(text)) ?? [listCell(iteration, column, ascii)];

const createCells = () => memoizeEach((_: LoadedIteration) => new Map<string, ListCell>());
const cellsIn = {plain: createCells(), ascii: createCells()};

function measured(text: string): ListCell {
	const point = text.indexOf('.');
	return {text, width: widthOf(text), fraction: point === -1 ? 0 : text.length - point};
}
