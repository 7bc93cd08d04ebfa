import {expect, test} from 'vitest';
import {columns, scrolledColumns} from '../../../../source/campaign/query/columns.js';
import {openedPicker, pickerItems, takePick} from '../../../../source/ui/overlays/picker/pickers.js';
import {openPicker, picking} from '../../../../source/ui/overlays/picker/state.js';
import {
	scrollColumns, showAllColumns, table, toggleColumn, visibleColumns,
} from '../../../../source/ui/screens/table/state.js';
import {sortOf} from '../../../../source/ui/state/rows.js';
import type {State} from '../../../../source/ui/state/state.js';
import {stateWith} from '../../state-builder.js';

const state = stateWith({screen: 'table'});
const ids = (state: State) => visibleColumns(table.get(state).hiddenColumns).map(({id}) => id);
const firstColumn = (state: State) => table.get(state).firstColumn;
const first = (state: State) => ids(state)[firstColumn(state)];

test('a hidden column leaves the table, and comes back to its own place', () => {
	const hidden = toggleColumn('driver')(state);
	expect(ids(hidden)).toEqual(scrolledColumns.map(({id}) => id).filter(id => id !== 'driver'));
	expect(new Set([...ids(state), 'iteration_id'])).toEqual(new Set([...columns.map(({id}) => id), 'latency_p50', 'latency_p90', 'latency_p99', 'failed_share']));
	expect(ids(toggleColumn('driver')(hidden))).toEqual(ids(state));
});

test('the first column in sight stays when one before it goes; when it goes itself, the next one is first', () => {
	const scrolled = scrollColumns(8)(state);
	expect(first(scrolled)).toBe('server_rate');
	const oneLess = toggleColumn('call_type')(scrolled);
	expect([firstColumn(oneLess), first(oneLess)]).toEqual([7, 'server_rate']);
	expect(first(toggleColumn('server_rate')(oneLess))).toBe('server_ok');
	expect(first(toggleColumn('call_type')(oneLess))).toBe('server_rate');
	const unscrolled = toggleColumn('driver')(state);
	expect([first(unscrolled), first(toggleColumn('driver')(unscrolled))]).toEqual(['call_type', 'driver']);
	const atEnd = scrollColumns(Infinity)(state);
	expect(first(atEnd)).toBe('per_server_fail');
	expect(first(toggleColumn('per_server_fail')(atEnd))).toBe('per_server_ok');
});

test('one column stays, whichever is hidden last; all come back at once', () => {
	const max = scrolledColumns.slice(1).reduce((state, {id}) => toggleColumn(id)(state), scrollColumns(9)(state));
	expect([ids(max), firstColumn(max)]).toEqual([['driver'], 0]);
	expect(ids(toggleColumn('driver')(max))).toEqual(['driver']);
	expect(firstColumn(scrollColumns(1)(max))).toBe(0);
	expect(ids(showAllColumns(max))).toEqual(ids(state));
	expect(first(showAllColumns(max))).toBe('driver');
});

test('the frozen column and names that are none cannot be hidden', () => {
	expect(table.get(toggleColumn('iteration_id')(state)).hiddenColumns.size).toBe(0);
	expect(table.get(toggleColumn('nonsense')(state)).hiddenColumns.size).toBe(0);
});

test('the list of columns stays open, and marks those that are shown', () => {
	const opened = openPicker('columns')(state);
	const toggled = takePick(picking.set({cursor: 1})(opened));
	expect(toggled.overlay).toBe('picker');
	expect([...table.get(toggled).hiddenColumns]).toEqual(['driver']);
	const marks = pickerItems(toggled).map(({id}) => openedPicker(toggled)?.isOn?.(toggled, id));
	expect(marks.slice(0, 6)).toEqual([false, false, true, true, true, true]);
	const all = takePick(picking.set({cursor: 0})(toggled));
	expect(table.get(all).hiddenColumns.size).toBe(0);
});

test('sorting by a hidden column leaves the columns where they are', () => {
	const hidden = scrollColumns(2)(toggleColumn('client_rate')(state));
	const sortBy = (column: string) => {
		const opened = openPicker('sort')(hidden);
		return openedPicker(opened)?.choose(column)(opened) ?? opened;
	};

	const sorted = sortBy('client_rate');
	expect([firstColumn(sorted), sortOf(sorted)]).toEqual([2, {column: 'client_rate', descending: false}]);
	expect(first(sortBy('client_ok'))).toBe('client_ok');
});
