import {expect, test} from 'vitest';
import {usageError} from '../../../source/system/errors.js';
import {
	beginFilter, clearMarks, keyUnderCursor, listState, moveBy, moveTo, positionOf, removeFilter, restoreFilter, reverseSort, sortBy, toggleMark,
	typeFilter, type ListModel,
} from '../../../source/ui/state/list.js';
import type {State} from '../../../source/ui/state/state.js';
import {stateWith} from '../state-builder.js';

const all = [3, 1, 4, 15, 9, 2, 6];
const model: ListModel<number> = {
	name: 'numbers',
	keys(state) {
		const {filter} = listState(state, model);
		return filter && !filter.mistake ? all.filter(key => filter.matches(key)) : all;
	},
	total: () => all.length,
	parseFilter(text) {
		if (!/^\d+$/v.test(text)) {
			throw usageError(`${text} is no number`);
		}

		return key => key >= Number(text);
	},
};
const start = stateWith();
const key = (state: State) => keyUnderCursor(state, model);

test('the cursor starts on the first row, moves by rows and stops at the ends', () => {
	expect(key(start)).toBe(3);
	expect(key(moveBy(model, 2)(start))).toBe(4);
	expect(key(moveBy(model, 99)(start))).toBe(6);
	expect(key(moveBy(model, Infinity)(start))).toBe(6);
	expect(key(moveBy(model, -Infinity)(moveTo(model, 9)(start)))).toBe(3);
	expect(moveBy(model, -1)(start)).toBe(start);
});

test('the cursor stays on its row as others come and go; if hidden, it moves to the nearest earlier key', () => {
	const onNine = moveTo(model, 9)(start);
	expect(positionOf(onNine, model)).toBe(4);
	const filtered = typeFilter(model, () => '4')(onNine);
	expect([positionOf(filtered, model), key(filtered)]).toEqual([2, 9]);
	const hidden = typeFilter(model, () => '10')(onNine);
	expect([positionOf(hidden, model), key(hidden)]).toEqual([0, 15]);
	const none = typeFilter(model, () => '99')(onNine);
	expect([positionOf(none, model), key(none)]).toEqual([-1, undefined]);
	expect(moveBy(model, 1)(none)).toBe(none);
	expect(key(removeFilter(model)(none))).toBe(9);
});

test('a cursor beyond the rows of a filter moves to one of them', () => {
	const last = moveBy(model, Infinity)(start);
	const filtered = typeFilter(model, () => '9')(last);
	expect([positionOf(filtered, model), key(filtered)]).toEqual([0, 15]);
});

test('an invalid filter hides nothing and shows the reason; Esc restores the previous filter', () => {
	const kept = typeFilter(model, () => '9')(start);
	const typing = typeFilter(model, text => `${text}x`)(beginFilter(model)(kept));
	expect(listState(typing, model).filter).toMatchObject({text: '9x', mistake: '9x is no number'});
	expect(model.keys(typing)).toHaveLength(all.length);
	expect(listState(restoreFilter(model)(typing), model).filter?.text).toBe('9');
});

test('in a grid down is the row below in the same column, and home and end are the first and last row', () => {
	const grid: ListModel<number> = {...model, perLine: () => 3};
	expect(key(moveBy(grid, 1)(start))).toBe(15);
	expect(key(moveBy(grid, 2)(start))).toBe(6);
	expect(key(moveBy(grid, 1)(moveTo(model, 4)(start)))).toBe(2);
	expect(key(moveBy(grid, 1)(moveTo(model, 2)(start)))).toBe(6);
	expect(key(moveBy(grid, Infinity)(start))).toBe(6);
});

test('sorting again by the same column keeps its direction; marks can be toggled', () => {
	const sorted = reverseSort(model)(sortBy(model, 'size')(start));
	expect(listState(sortBy(model, 'size')(sorted), model).sort).toEqual({column: 'size', descending: true});
	expect(listState(sortBy(model, 'name')(sorted), model).sort).toEqual({column: 'name', descending: false});
	expect(listState(sortBy(model, undefined)(sorted), model).sort).toBeUndefined();
	expect(reverseSort(model)(start)).toBe(start);
	const marked = toggleMark(model, 9)(toggleMark(model, 4)(start));
	expect([...listState(marked, model).marked]).toEqual([4, 9]);
	expect([...listState(toggleMark(model, 4)(marked), model).marked]).toEqual([9]);
	expect(listState(clearMarks(model)(marked), model).marked.size).toBe(0);
});
