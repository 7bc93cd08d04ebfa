import {scrolledColumns, type ColumnId} from '../../../campaign/query/columns.js';
import {memoizeLast} from '../../../system/memoize.js';
import type {Picker} from '../../definitions.js';
import {clamp} from '../../state/list.js';
import {defineSlice} from '../../state/slice.js';
import type {Change} from '../../state/state.js';

/** The columns that the table leaves out (one at least stays), and the first scrolled one in sight: an index among those that are not hidden. */
export const table = defineSlice<{readonly hiddenColumns: ReadonlySet<ColumnId>; readonly firstColumn: number}>('table', {hiddenColumns: new Set(), firstColumn: 0});

/** The columns that the table scrolls: all but the frozen one and those that are hidden. */
export const visibleColumns = memoizeLast((hiddenColumns: ReadonlySet<ColumnId>): typeof scrolledColumns =>
	scrolledColumns.filter(({id}) => !hiddenColumns.has(id)));

export const scrollColumns = (by: number): Change =>
	table.update(({hiddenColumns, firstColumn}) => ({firstColumn: clamp(firstColumn + by, visibleColumns(hiddenColumns).length - 1)}));

/** Brings a column into sight, as the first of those that scroll. */
export const showColumn = (id: string): Change => table.update(({hiddenColumns, firstColumn}) => {
	const index = visibleColumns(hiddenColumns).findIndex(column => column.id === id);
	return {firstColumn: index === -1 ? firstColumn : index};
});

/** Hides a column, or shows it again; the last one stays. */
export const toggleColumn = (id: string): Change => table.update(({hiddenColumns: before, firstColumn}) => {
	const column = scrolledColumns.find(candidate => candidate.id === id);
	const hiddenColumns = new Set(before);
	if (column && !hiddenColumns.delete(column.id)) {
		hiddenColumns.add(column.id);
	}

	return hiddenColumns.size === scrolledColumns.length ? {} : withHidden(hiddenColumns, {before, firstColumn});
});

export const showAllColumns: Change = table.update(({hiddenColumns: before, firstColumn}) => withHidden(new Set(), {before, firstColumn}));

/** The first column in sight stays the first; where it is hidden, the one after it comes. A table that is not scrolled stays so. */
function withHidden(hiddenColumns: ReadonlySet<ColumnId>, {before, firstColumn}: {readonly before: ReadonlySet<ColumnId>; readonly firstColumn: number}) {
	const first = visibleColumns(before)[firstColumn];
	const columns = visibleColumns(hiddenColumns);
	const next = first === undefined ? -1 : columns.findIndex(column => scrolledColumns.indexOf(column) >= scrolledColumns.indexOf(first));
	return {hiddenColumns, firstColumn: firstColumn === 0 ? 0 : (next === -1 ? columns.length - 1 : next)};
}

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
