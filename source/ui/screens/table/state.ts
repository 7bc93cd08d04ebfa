import {scrolledColumns, type ColumnId} from '../../../campaign/query/columns.js';
import {comparedNames} from '../../../campaign/query/filter.js';
import type {Iteration} from '../../../campaign/model/iteration.js';
import {memoizeLast, memoizeOptions} from '../../../system/memoize.js';
import type {Look} from '../../../reports/theme.js';
import type {Picker} from '../../definitions.js';
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
	/** The columns that the table leaves out; one at least stays. */
	readonly hiddenColumns: ReadonlySet<ColumnId>;
	/** The column under the cursor. */
	readonly cursor: ColumnId;
	/** The first scrolled column in sight, as long as the cursor is in sight with it. */
	readonly firstColumn: ColumnId;
};

export const table = defineSlice<TableSlice>('table', {hiddenColumns: new Set(), cursor: frozenColumn, firstColumn: frozenColumn});

/** The columns that the table scrolls: all but the frozen one and those that are hidden. */
export const visibleColumns = memoizeLast((hiddenColumns: ReadonlySet<ColumnId>): typeof scrolledColumns =>
	scrolledColumns.filter(({id}) => !hiddenColumns.has(id)));

/** Index of a column among those that scroll, of the next one where it is hidden; −1 for the frozen one. */
function columnIndex(columns: typeof scrolledColumns, id: ColumnId): number {
	const order = scrolledColumns.findIndex(column => column.id === id);
	const next = columns.findIndex(column => scrolledColumns.indexOf(column) >= order);
	return order === -1 ? -1 : (next === -1 ? columns.length - 1 : next);
}

/** Index of the cursor among the columns that scroll; −1 on the frozen one. */
export const cursorColumn = (state: State): number => {
	const {hiddenColumns, cursor} = table.get(state);
	return columnIndex(visibleColumns(hiddenColumns), cursor);
};

/** Names that the filter compares; none where it is not understood. */
const filterNames = memoizeLast((filter: Filter<Iteration> | undefined): readonly string[] =>
	filter && !filter.mistake ? comparedNames(filter.text) : []);

const layoutOf = memoizeOptions(({shown, look, ...options}: {readonly shown: readonly Iteration[]; readonly look: Look} & TableOptions) =>
	layoutTable(shown, options, look));

/** Which columns are in sight on a terminal of this size, and their cells. */
export function tableLayout(state: State): TableLayout {
	const {hiddenColumns, firstColumn} = table.get(state);
	const {sort, filter} = listState(state, iterationsList);
	const columns = visibleColumns(hiddenColumns);
	return layoutOf({
		shown: shownIterations(state),
		columns,
		sort,
		filtered: filterNames(filter),
		first: Math.max(0, columnIndex(columns, firstColumn)),
		cursor: cursorColumn(state),
		width: state.size.columns,
		look: state.look,
	});
}

/** Puts the cursor on a column, and scrolls no further than it takes to see it. */
const moveTo = (index: number): Change => state => {
	const columns = visibleColumns(table.get(state).hiddenColumns);
	const moved = table.set({cursor: columns[index]?.id ?? frozenColumn})(state);
	return table.set({firstColumn: columns[tableLayout(moved).first]?.id ?? frozenColumn})(moved);
};

/** Moves the cursor by columns; it stops at the frozen one and at the last. */
export const moveColumn = (by: number): Change => state =>
	moveTo(clamp(cursorColumn(state) + 1 + by, visibleColumns(table.get(state).hiddenColumns).length) - 1)(state);

/** Puts the cursor on a column, where it is not hidden. */
export const showColumn = (id: string): Change => state => {
	const index = visibleColumns(table.get(state).hiddenColumns).findIndex(column => column.id === id);
	return index === -1 ? state : moveTo(index)(state);
};

/** Sorts by the column under the cursor, then the other way round, then not at all. */
export const sortByCursor: Change = state => {
	const columns = visibleColumns(table.get(state).hiddenColumns);
	const id = columns[cursorColumn(state)]?.id ?? frozenColumn;
	const {sort} = listState(state, iterationsList);
	const change = sort?.column === id ? (sort.descending ? sortBy(iterationsList, undefined) : reverseSort(iterationsList)) : sortBy(iterationsList, id);
	return change(state);
};

/** Hides a column, or shows it again; the last one stays. */
export const toggleColumn = (id: string): Change => table.update(({hiddenColumns: before}) => {
	const column = scrolledColumns.find(candidate => candidate.id === id);
	const hiddenColumns = new Set(before);
	if (column && !hiddenColumns.delete(column.id)) {
		hiddenColumns.add(column.id);
	}

	return hiddenColumns.size === scrolledColumns.length ? {} : {hiddenColumns};
});

export const showAllColumns: Change = table.set({hiddenColumns: new Set()});

const noneHidden = {id: '', text: 'all columns', help: 'none is left out'};

/** Which columns the table shows. */
export const columnsPicker: Picker = {
	title: () => 'Columns of the table',
	items: () => [noneHidden, ...scrolledColumns.map(({id, help}) => ({id, text: id, help}))],
	isOn(state, id) {
		const {hiddenColumns} = table.get(state);
		return id === noneHidden.id ? hiddenColumns.size === 0 : scrolledColumns.some(column => column.id === id && !hiddenColumns.has(column.id));
	},
	choose: id => (id === noneHidden.id ? showAllColumns : toggleColumn(id)),
};
