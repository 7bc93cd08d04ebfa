import {pickers, pickerCursor, pickerItems} from './pickers.js';
import {clamp} from './state/moving.js';
import type {Change, State} from './state/state.js';

export const movePick = (by: number): Change => state => ({
	...state, picking: {...state.picking, cursor: clamp(pickerCursor(state) + by, pickerItems(state).length - 1)},
});

/** Does what the row under the cursor stands for, back where the picker was opened. */
export const takePick: Change = state => {
	const item = pickerItems(state)[pickerCursor(state)];
	const closed: State = {...state, mode: 'browse'};
	return (item && pickers[state.picking.id]?.choose(item.id)(closed)) ?? closed;
};
