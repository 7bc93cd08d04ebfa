import {scrolledColumns, type ColumnId} from '../../campaign/query/columns.js';
import {clamp} from './moving.js';
import type {Change, State} from './state.js';

/** The columns that the table scrolls: all but the frozen one and those that are hidden. */
export const tableColumns = ({hiddenColumns}: Pick<State, 'hiddenColumns'>): typeof scrolledColumns =>
	scrolledColumns.filter(({id}) => !hiddenColumns.has(id));

export const scrollColumns = (by: number): Change => state =>
	({...state, firstColumn: clamp(state.firstColumn + by, tableColumns(state).length - 1)});

/** Hides a column, or shows it again; the last one stays. */
export const toggleColumn = (id: string): Change => state => {
	const column = scrolledColumns.find(item => item.id === id);
	const hiddenColumns = new Set(state.hiddenColumns);
	if (column && !hiddenColumns.delete(column.id)) {
		hiddenColumns.add(column.id);
	}

	return hiddenColumns.size === scrolledColumns.length ? state : withHidden(state, hiddenColumns);
};

export const showAllColumns: Change = state => withHidden(state, new Set());

/** The first column in sight stays the first; where it is hidden, the one after it comes. A table that is not scrolled stays so. */
function withHidden(state: State, hiddenColumns: ReadonlySet<ColumnId>): State {
	const first = tableColumns(state)[state.firstColumn];
	const columns = tableColumns({hiddenColumns});
	const next = first && columns.findIndex(item => scrolledColumns.indexOf(item) >= scrolledColumns.indexOf(first));
	const firstColumn = next === undefined || next === -1 ? columns.length - 1 : next;
	return {...state, hiddenColumns, firstColumn: state.firstColumn === 0 ? 0 : firstColumn};
}
