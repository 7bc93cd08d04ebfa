import {scrolledColumns, type CampaignColumns} from '../../../campaign/query/campaign-columns.js';
import type {Column} from '../../../campaign/query/columns.js';
import type {Iteration} from '../../../campaign/model/iteration.js';
import {memoizeEach, memoizeLast, memoizeOptions} from '../../../system/memoize.js';
import type {Look} from '../../../reports/theme.js';
import {columnItems, type Picker} from '../../definitions.js';
import {filteringNames} from '../../figures/in-use.js';
import {iterationsList, shownIterations} from '../../state/iterations.js';
import {
	clamp, listState, reverseSort, sortBy,
} from '../../state/list.js';
import {defineSlice, type Change, type State} from '../../state/state.js';
import {layoutTable, type TableLayout, type TableOptions} from './layout.js';

/** The frozen column: the name of the iteration. */
const frozenColumn = 'iteration_id';

type TableSlice = {
	/** Default columns that are hidden and additional ones that are shown; at least one stays. */
	readonly toggledColumns: ReadonlySet<string>;
	/** The column under the cursor. */
	readonly cursor: string;
	/** The first visible scrolled column, as long as that keeps the cursor visible. */
	readonly firstColumn: string;
};

/** The state of the table screen. */
export const table = defineSlice<TableSlice>('table', {toggledColumns: new Set(), cursor: frozenColumn, firstColumn: frozenColumn});

/** All columns except the frozen one: the default ones (driver and call type, varied parameters, the notebook's), the others, then figures of metrics. */
const scrollable = memoizeEach((own: CampaignColumns) => {
	const usual = scrolledColumns(own);
	const others = own.all.filter(column => column.id !== frozenColumn && !usual.includes(column));
	return {usual: new Set(usual.map(({id}) => id)), all: [...usual, ...others, ...own.metrics]};
});

const visible = memoizeLast((own: CampaignColumns, toggledColumns: ReadonlySet<string>): readonly Column[] => {
	const {usual, all} = scrollable(own);
	return all.filter(({id}) => usual.has(id) !== toggledColumns.has(id));
});

/** The scrollable columns that are not hidden. */
export const visibleColumns = (state: State): readonly Column[] => visible(state.columns, table.get(state).toggledColumns);

/** Number of hidden default columns. */
export const hiddenCount = (state: State): number => {
	const {usual} = scrollable(state.columns);
	return [...table.get(state).toggledColumns].filter(id => usual.has(id)).length;
};

/** Index of a column among the visible scrollable ones, of the next one if it is hidden; −1 for the frozen one. */
function columnIndex(state: State, id: string): number {
	const {all} = scrollable(state.columns);
	const columns = visibleColumns(state);
	const order = all.findIndex(column => column.id === id);
	const next = columns.findIndex(column => all.indexOf(column) >= order);
	return order === -1 ? -1 : (next === -1 ? columns.length - 1 : next);
}

/** Index of the cursor among the scrollable columns; −1 for the frozen one. */
export const cursorColumn = (state: State): number => columnIndex(state, table.get(state).cursor);

const layoutOf = memoizeOptions(({shown, look, ...options}: {readonly shown: readonly Iteration[]; readonly look: Look} & TableOptions) =>
	layoutTable(shown, options, look));

/** The visible columns for the current terminal size, and their cells. */
export function tableLayout(state: State): TableLayout {
	const {sort} = listState(state, iterationsList);
	return layoutOf({
		shown: shownIterations(state),
		own: state.columns,
		columns: visibleColumns(state),
		sort,
		filtered: filteringNames(state),
		first: Math.max(0, columnIndex(state, table.get(state).firstColumn)),
		cursor: cursorColumn(state),
		width: state.size.columns,
		look: state.look,
	});
}

/** Moves the cursor to a column, scrolling only as far as needed. */
const setCursorColumn = (index: number): Change => state => {
	const columns = visibleColumns(state);
	const moved = table.set({cursor: columns[index]?.id ?? frozenColumn})(state);
	return table.set({firstColumn: columns[tableLayout(moved).first]?.id ?? frozenColumn})(moved);
};

/** Moves the cursor by columns, between the frozen one and the last. */
export const moveColumn = (by: number): Change => state =>
	setCursorColumn(clamp(cursorColumn(state) + 1 + by, visibleColumns(state).length) - 1)(state);

/** Moves the cursor to a column unless it is hidden. */
export const showColumn = (id: string): Change => state => {
	const index = visibleColumns(state).findIndex(column => column.id === id);
	return index === -1 ? state : setCursorColumn(index)(state);
};

/** Cycles through sorting by the column under the cursor, in reverse order, and no sorting. */
export const sortByCursor: Change = state => {
	const id = visibleColumns(state)[cursorColumn(state)]?.id ?? frozenColumn;
	const {sort} = listState(state, iterationsList);
	const change = sort?.column === id ? (sort.descending ? sortBy(iterationsList, undefined) : reverseSort(iterationsList)) : sortBy(iterationsList, id);
	return change(state);
};

/** Shows or hides a column; the last one cannot be hidden. */
export const toggleColumn = (id: string): Change => state => {
	const toggledColumns = new Set(table.get(state).toggledColumns);
	if (scrollable(state.columns).all.some(column => column.id === id) && !toggledColumns.delete(id)) {
		toggledColumns.add(id);
	}

	return visible(state.columns, toggledColumns).length === 0 ? state : table.set({toggledColumns})(state);
};

/** Shows the default columns. */
export const resetColumns: Change = table.set({toggledColumns: new Set()});

const defaultColumns = {id: '', text: 'default columns', help: 'varied parameters, key figures, the notebook\'s'};

/** Chooses the columns of the table. */
export const columnsPicker: Picker = {
	title: () => 'Columns of the table',
	items: ({columns}) => columnPickerItems(columns),
	isOn: (state, id) => id === defaultColumns.id ? table.get(state).toggledColumns.size === 0 : visibleColumns(state).some(column => column.id === id),
	choose: id => (id === defaultColumns.id ? resetColumns : toggleColumn(id)),
};

const columnPickerItems = memoizeEach((own: CampaignColumns) => [defaultColumns, ...columnItems(scrollable(own).all)]);
