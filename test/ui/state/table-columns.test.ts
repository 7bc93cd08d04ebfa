import {expect, test} from 'vitest';
import {columns, scrolledColumns} from '../../../source/campaign/query/columns.js';
import {pickerItems, pickers} from '../../../source/ui/pickers.js';
import {takePick} from '../../../source/ui/picker-moves.js';
import {openPicker} from '../../../source/ui/state/picking.js';
import {initialState, type State} from '../../../source/ui/state/state.js';
import {
	scrollColumns, showAllColumns, tableColumns, toggleColumn,
} from '../../../source/ui/state/table-columns.js';

const state: State = {...initialState({columns: 80, rows: 24}), screen: 'table'};
const ids = (state: State) => tableColumns(state).map(({id}) => id);
const first = (state: State) => ids(state)[state.firstColumn];

test('a hidden column leaves the table, and comes back to its own place', () => {
	const hidden = toggleColumn('driver')(state);
	expect(ids(hidden)).toEqual(columns.map(({id}) => id).filter(id => id !== 'driver' && id !== 'iteration_id'));
	expect(ids(toggleColumn('driver')(hidden))).toEqual(ids(state));
});

test('the first column in sight stays when one before it goes; when it goes itself, the next one is first', () => {
	const scrolled = scrollColumns(4)(state);
	expect(first(scrolled)).toBe('server_rate');
	const oneLess = toggleColumn('call_type')(scrolled);
	expect([oneLess.firstColumn, first(oneLess)]).toEqual([3, 'server_rate']);
	expect(first(toggleColumn('server_rate')(oneLess))).toBe('server_ok');
	expect(first(toggleColumn('call_type')(oneLess))).toBe('server_rate');
	const unscrolled = toggleColumn('_ombt_clients')(state);
	expect([first(unscrolled), first(toggleColumn('_ombt_clients')(unscrolled))]).toEqual(['_ombt_servers', '_ombt_clients']);
	const atEnd = scrollColumns(Infinity)(state);
	expect(first(atEnd)).toBe('per_server_fail');
	expect(first(toggleColumn('per_server_fail')(atEnd))).toBe('per_server_ok');
});

test('one column stays, whichever is hidden last; all come back at once', () => {
	const max = scrolledColumns.slice(1).reduce((state, {id}) => toggleColumn(id)(state), scrollColumns(9)(state));
	expect([ids(max), max.firstColumn]).toEqual([['_ombt_clients'], 0]);
	expect(ids(toggleColumn('_ombt_clients')(max))).toEqual(['_ombt_clients']);
	expect(scrollColumns(1)(max).firstColumn).toBe(0);
	expect(ids(showAllColumns(max))).toEqual(ids(state));
	expect(first(showAllColumns(max))).toBe('_ombt_clients');
});

test('the frozen column and names that are none cannot be hidden', () => {
	expect(toggleColumn('iteration_id')(state).hiddenColumns.size).toBe(0);
	expect(toggleColumn('nonsense')(state).hiddenColumns.size).toBe(0);
});

test('the list of columns stays open, and marks those that are shown', () => {
	const opened = openPicker('columns')(state);
	const toggled = takePick({...opened, picking: {...opened.picking, cursor: 4}});
	expect(toggled.mode).toBe('pick');
	expect([...toggled.hiddenColumns]).toEqual(['driver']);
	const marks = pickerItems(toggled).map(({id}) => pickers.columns?.isOn?.(toggled, id));
	expect(marks.slice(0, 6)).toEqual([false, true, true, true, false, true]);
	const all = takePick({...toggled, picking: {...toggled.picking, cursor: 0}});
	expect(all.hiddenColumns.size).toBe(0);
});

test('sorting by a hidden column leaves the columns where they are', () => {
	const hidden = scrollColumns(2)(toggleColumn('client_rate')(state));
	const sorted = pickers.sort?.choose('client_rate')(hidden);
	expect([sorted?.firstColumn, sorted?.sort]).toEqual([2, {column: 'client_rate', descending: false}]);
	expect(first(pickers.sort?.choose('client_ok')(hidden) ?? state)).toBe('client_ok');
});
