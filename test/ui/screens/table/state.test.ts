import {expect, test} from 'vitest';
import {campaignColumns, scrolledColumns} from '../../../../source/campaign/query/campaign-columns.js';
import {columns} from '../../../../source/campaign/query/columns.js';
import {openedPicker, pickerItems, applySelectedItem} from '../../../../source/ui/overlays/picker/pickers.js';
import {openPicker, picking} from '../../../../source/ui/overlays/picker/state.js';
import {
	cursorColumn, moveColumn, showColumn, resetColumns, sortByCursor, table, tableLayout, toggleColumn, visibleColumns,
} from '../../../../source/ui/screens/table/state.js';
import {sortBy, updateList} from '../../../../source/ui/state/list.js';
import {iterationsList, shownIterations} from '../../../../source/ui/state/iterations.js';
import {sortOf} from '../../../../source/ui/state/rows.js';
import {sequence, type Change, type State} from '../../../../source/ui/state/state.js';
import {iteration, skipped} from '../../../campaign/problems/iterations-builder.js';
import {widthOf} from '../../../../source/text/cells.js';
import {stateWith} from '../../state-builder.js';
import {plainLines} from '../../../plain-lines.js';

const rows = [iteration({id: 'A-0'}), iteration({id: 'A-1', index: 2, clients: {rate: 12_345.6}}), skipped('empty log', {id: 'A-2', index: 3})];
const stateAt = (columns: number, changes: readonly Change[] = []): State =>
	sequence(...changes)(stateWith({screen: 'table', size: {columns, rows: 24}, iterations: rows}));
const state = stateAt(80);
const usual = scrolledColumns(campaignColumns([]));
const ids = (state: State) => visibleColumns(state).map(({id}) => id);
const underCursor = (state: State) => ids(state)[cursorColumn(state)] ?? 'iteration_id';
const inSight = (state: State) => ids(state).slice(tableLayout(state).first, tableLayout(state).end);
const headOf = (state: State) => plainLines(tableLayout(state).columns.map(({head}) => head)).join(' | ');

test('a hidden column leaves the table, and returns to its own position', () => {
	const hidden = toggleColumn('driver')(state);
	expect(ids(hidden)).toEqual(usual.map(({id}) => id).filter(id => id !== 'driver'));
	expect(new Set([...ids(state), 'iteration_id'])).toEqual(new Set([...columns.map(({id}) => id), 'latency_p50', 'latency_p90', 'latency_p99', 'failed_share', 'ran_as', 'lost_share']));
	expect(ids(toggleColumn('driver')(hidden))).toEqual(ids(state));
});

test('the cursor moves through the columns, and the window follows only as far as needed', () => {
	expect([underCursor(state), inSight(state)[0]]).toEqual(['iteration_id', 'driver']);
	let moved = state;
	for (const id of ids(state)) {
		moved = moveColumn(1)(moved);
		expect(underCursor(moved)).toBe(id);
		expect(inSight(moved)).toContain(id);
	}

	expect(underCursor(moveColumn(1)(moved))).toBe('per_server_fail');
	// On the way back the window does not move until the cursor leaves it.
	const before = inSight(moved);
	const back = moveColumn(1 - before.length)(moved);
	expect(inSight(back)).toEqual(before);
	expect(inSight(moveColumn(-1)(back))[0]).toBe(underCursor(moveColumn(-1)(back)));
	expect(underCursor(moveColumn(-Infinity)(moved))).toBe('iteration_id');
	expect(inSight(moveColumn(-Infinity)(moved))[0]).toBe('driver');
	expect(underCursor(moveColumn(Infinity)(state))).toBe('per_server_fail');
});

test('a cursor on a hidden column is on the next one, and returns with it', () => {
	const at = (id: string, changes: readonly Change[] = []) => underCursor(stateAt(80, [showColumn(id), ...changes]));
	expect(at('server_rate')).toBe('server_rate');
	expect(at('server_rate', [toggleColumn('call_type')])).toBe('server_rate');
	expect(at('server_rate', [toggleColumn('server_rate')])).toBe('server_ok');
	expect(at('server_rate', [toggleColumn('server_rate'), toggleColumn('server_rate')])).toBe('server_rate');
	expect(at('per_server_fail', [toggleColumn('per_server_fail')])).toBe('per_server_ok');
	expect(underCursor(showColumn('iteration_id')(state))).toBe('iteration_id');
});

test('the last column cannot be hidden; all can be shown again at once', () => {
	const max = usual.slice(1).reduce((state, {id}) => toggleColumn(id)(state), showColumn('server_ok')(state));
	expect([ids(max), underCursor(max)]).toEqual([['driver'], 'driver']);
	expect(ids(toggleColumn('driver')(max))).toEqual(['driver']);
	expect(underCursor(moveColumn(1)(max))).toBe('driver');
	expect(ids(resetColumns(max))).toEqual(ids(state));
});

test('s sorts by the column under the cursor, then reverses, then resets', () => {
	const [once, twice, thrice] = [1, 2, 3].map(times => stateAt(80, [showColumn('client_rate'), ...Array.from({length: times}, () => sortByCursor)]));
	expect(sortOf(once!)).toEqual({column: 'client_rate', descending: false});
	expect(sortOf(twice!)).toEqual({column: 'client_rate', descending: true});
	expect(sortOf(thrice!)).toBeUndefined();
	expect(sortOf(sortByCursor(state))).toEqual({column: 'iteration_id', descending: false});
	expect(sortOf(sortByCursor(showColumn('driver')(once!)))).toEqual({column: 'driver', descending: false});
});

test('columns that sort or filter stay next to the frozen column while the others scroll', () => {
	const filter = {text: 'server_ok>1 & driver~bro', matches: () => true, mistake: undefined};
	const filtered = stateAt(120, [updateList(iterationsList, {filter}), sortBy(iterationsList, 'client_rate')]);
	for (const column of usual.keys()) {
		const head = headOf(moveColumn(column)(filtered));
		expect(head.match(/client_rate \/s▲/gv)).toHaveLength(1);
		expect(head.match(/(?<!per_)server_ok/gv)).toHaveLength(1);
		expect(head.match(/driver/gv)).toHaveLength(1);
	}

	// Even if it is hidden, and at 60 columns.
	for (const columns of [60, 80, 200]) {
		expect(headOf(stateAt(columns, [toggleColumn('client_rate'), sortBy(iterationsList, 'client_rate')]))).toContain('client_rate /s▲');
		expect(headOf(stateAt(columns, [sortBy(iterationsList, 'client_latency_p99.9')]))).toContain('client_latency_p99.9 ms▲');
	}

	const {columns, row} = tableLayout(stateAt(80, [sortBy(iterationsList, 'client_rate')]));
	expect(columns).toHaveLength(3);
	expect(row(rows[1]!, {isSelected: false, isMarked: false})[1]).toMatch(/^ +12,346/v);
	for (const item of rows) {
		expect(row(item, {isSelected: true, isMarked: true}).map(cell => widthOf(cell))).toEqual(columns.map(({width}) => width));
	}
});

test('the frozen column and unknown names cannot be hidden', () => {
	expect(table.get(toggleColumn('iteration_id')(state)).toggledColumns.size).toBe(0);
	expect(table.get(toggleColumn('nonsense')(state)).toggledColumns.size).toBe(0);
});

test('the list of columns stays open, and marks the visible ones', () => {
	const opened = openPicker('columns')(state);
	const toggled = applySelectedItem(picking.set({cursor: 1})(opened));
	expect(toggled.overlay).toBe('picker');
	expect([...table.get(toggled).toggledColumns]).toEqual(['driver']);
	const marks = pickerItems(toggled).map(({id}) => openedPicker(toggled)?.isOn?.(toggled, id));
	expect(marks.slice(0, 6)).toEqual([false, false, true, true, true, true]);
	const all = applySelectedItem(picking.set({cursor: 0})(toggled));
	expect(table.get(all).toggledColumns.size).toBe(0);
});

test('the sort column is selected in the table unless it is hidden', () => {
	const hidden = stateAt(80, [showColumn('_ombt_clients'), toggleColumn('client_rate')]);
	const sortedBy = (column: string) => {
		const opened = openPicker('sort')(hidden);
		return openedPicker(opened)?.choose(column)(opened) ?? opened;
	};

	expect([underCursor(sortedBy('client_rate')), sortOf(sortedBy('client_rate'))]).toEqual(['_ombt_clients', {column: 'client_rate', descending: false}]);
	expect(underCursor(sortedBy('client_ok'))).toBe('client_ok');
});

const swept = [iteration({id: 'A-0', parameters: {delay: null, timeout: 60}}), iteration({id: 'B-0', index: 2, parameters: {delay: '10ms', timeout: 60}})];
const sweptState = stateWith({
	screen: 'table', size: {columns: 80, rows: 24}, iterations: swept, columns: campaignColumns(swept),
});

test('varied parameters follow driver and call type; other parameters and columns can be added', () => {
	expect(ids(sweptState).slice(0, 4)).toEqual(['driver', 'call_type', 'ran_as', 'delay']);
	expect(headOf(sweptState)).toContain('delay ms');
	expect(tableLayout(sweptState).row(swept[1]!, {isSelected: false, isMarked: false})[1]).toMatch(/rpc-call +rpc-call +10 /v);
	expect(tableLayout(sweptState).row(swept[0]!, {isSelected: false, isMarked: false})[1]).toMatch(/rpc-call +rpc-call +— /v);
	const added = sequence(toggleColumn('timeout'), toggleColumn('latency_mean'), toggleColumn('delay'))(sweptState);
	expect(ids(added)).not.toContain('delay');
	expect(ids(added).slice(-2)).toEqual(['latency_mean', 'timeout']);
	expect(underCursor(showColumn('timeout')(added))).toBe('timeout');
});

test('sorts by a parameter: numbers by value, null last', () => {
	const sorted = sortBy(iterationsList, 'delay')(sweptState);
	expect(shownIterations(sorted).map(({label}) => label)).toEqual(['B-0', 'A-0']);
	expect(headOf(sorted)).toContain('delay ms▲');
});
