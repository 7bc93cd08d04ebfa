import {scrolledColumns, type CampaignColumns} from '../../../campaign/query/campaign-columns.js';
import type {Column} from '../../../campaign/query/columns.js';
import {comparedNames} from '../../../campaign/query/filter.js';
import type {Iteration} from '../../../campaign/model/iteration.js';
import {memoizeEach, memoizeLast, memoizeOptions} from '../../../system/memoize.js';
import type {Look} from '../../../reports/theme.js';
import {columnItems, type Picker} from '../../definitions.js';
import {iterationsList, shownIterations} from '../../state/iterations.js';
import {
	clamp, listState, reverseSort, sortBy, type Filter,
} from '../../state/list.js';
import {defineSlice} from '../../state/slice.js';
import type {Change, State} from '../../state/state.js';
import {layoutTable, type TableLayout, type TableOptions} from './layout.js';

/** The column that stays in sight: what an iteration is called. */
const frozenColumn = 'iteration_id';

type TableSlice = {
	/** The usual columns that the table leaves out, and the others that it has beside them; one at least stays. */
	readonly toggledColumns: ReadonlySet<string>;
	/** The column under the cursor. */
	readonly cursor: string;
	/** The first scrolled column in sight, as long as the cursor is in sight with it. */
	readonly firstColumn: string;
};

export const table = defineSlice<TableSlice>('table', {toggledColumns: new Set(), cursor: frozenColumn, firstColumn: frozenColumn});

/** All columns but the frozen one: the usual ones (driver and call type, what was varied, the notebook's), the others, then figures of metrics. */
const scrollable = memoizeEach((own: CampaignColumns) => {
	const usual = scrolledColumns(own);
	const others = own.all.filter(column => column.id !== frozenColumn && !usual.includes(column));
	return {usual: new Set(usual.map(({id}) => id)), all: [...usual, ...others, ...own.metrics]};
});

const visible = memoizeLast((own: CampaignColumns, toggledColumns: ReadonlySet<string>): readonly Column[] => {
	const {usual, all} = scrollable(own);
	return all.filter(({id}) => usual.has(id) !== toggledColumns.has(id));
});

/** The columns that the table scrolls: those that are not hidden. */
export const visibleColumns = (state: State): readonly Column[] => visible(state.columns, table.get(state).toggledColumns);

/** How many of the usual columns are hidden. */
export const hiddenCount = (state: State): number => {
	const {usual} = scrollable(state.columns);
	return [...table.get(state).toggledColumns].filter(id => usual.has(id)).length;
};

/** Index of a column among those that scroll, of the next one where it is hidden; −1 for the frozen one. */
function columnIndex(state: State, id: string): number {
	const {all} = scrollable(state.columns);
	const columns = visibleColumns(state);
	const order = all.findIndex(column => column.id === id);
	const next = columns.findIndex(column => all.indexOf(column) >= order);
	return order === -1 ? -1 : (next === -1 ? columns.length - 1 : next);
}

/** Index of the cursor among the columns that scroll; −1 on the frozen one. */
export const cursorColumn = (state: State): number => columnIndex(state, table.get(state).cursor);

/** Names that the filter compares; none where it is not understood. */
const filterNames = memoizeLast((filter: Filter<Iteration> | undefined): readonly string[] =>
	filter && !filter.mistake ? comparedNames(filter.text) : []);

const layoutOf = memoizeOptions(({shown, look, ...options}: {readonly shown: readonly Iteration[]; readonly look: Look} & TableOptions) =>
	layoutTable(shown, options, look));

/** Which columns are in sight on a terminal of this size, and their cells. */
export function tableLayout(state: State): TableLayout {
	const {sort, filter} = listState(state, iterationsList);
	return layoutOf({
		shown: shownIterations(state),
		own: state.columns,
		columns: visibleColumns(state),
		sort,
		filtered: filterNames(filter),
		first: Math.max(0, columnIndex(state, table.get(state).firstColumn)),
		cursor: cursorColumn(state),
		width: state.size.columns,
		look: state.look,
	});
}

/** Puts the cursor on a column, and scrolls no further than it takes to see it. */
const moveTo = (index: number): Change => state => {
	const columns = visibleColumns(state);
	const moved = table.set({cursor: columns[index]?.id ?? frozenColumn})(state);
	return table.set({firstColumn: columns[tableLayout(moved).first]?.id ?? frozenColumn})(moved);
};

/** Moves the cursor by columns; it stops at the frozen one and at the last. */
export const moveColumn = (by: number): Change => state =>
	moveTo(clamp(cursorColumn(state) + 1 + by, visibleColumns(state).length) - 1)(state);

/** Puts the cursor on a column, where it is not hidden. */
export const showColumn = (id: string): Change => state => {
	const index = visibleColumns(state).findIndex(column => column.id === id);
	return index === -1 ? state : moveTo(index)(state);
};

/** Sorts by the column under the cursor, then the other way round, then not at all. */
export const sortByCursor: Change = state => {
	const id = visibleColumns(state)[cursorColumn(state)]?.id ?? frozenColumn;
	const {sort} = listState(state, iterationsList);
	const change = sort?.column === id ? (sort.descending ? sortBy(iterationsList, undefined) : reverseSort(iterationsList)) : sortBy(iterationsList, id);
	return change(state);
};

/** Hides a column, or shows it again; the last one stays. */
export const toggleColumn = (id: string): Change => state => {
	const toggledColumns = new Set(table.get(state).toggledColumns);
	if (scrollable(state.columns).all.some(column => column.id === id) && !toggledColumns.delete(id)) {
		toggledColumns.add(id);
	}

	return visible(state.columns, toggledColumns).length === 0 ? state : table.set({toggledColumns})(state);
};

export const showUsualColumns: Change = table.set({toggledColumns: new Set()});

const usualColumns = {id: '', text: 'the usual columns', help: 'what was varied, what one reads first, the notebook\'s'};

/** Which columns the table shows. */
export const columnsPicker: Picker = {
	title: () => 'Columns of the table',
	items: ({columns}) => pickerItems(columns),
	isOn: (state, id) => id === usualColumns.id ? table.get(state).toggledColumns.size === 0 : visibleColumns(state).some(column => column.id === id),
	choose: id => (id === usualColumns.id ? showUsualColumns : toggleColumn(id)),
};

const pickerItems = memoizeEach((own: CampaignColumns) => [usualColumns, ...columnItems(scrollable(own).all)]);
