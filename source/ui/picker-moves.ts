import {pickers, pickerCursor, pickerItems} from './pickers.js';
import {clamp} from './state/moving.js';
import type {Change, State} from './state/state.js';

export const movePick = (by: number): Change => state => ({
	...state, picking: {...state.picking, cursor: clamp(pickerCursor(state) + by, pickerItems(state).length - 1)},
});

/** Whether the open picker is for several choices: it stays open until it is closed. */
export const staysOpen = ({picking}: State): boolean => pickers[picking.id]?.isOn !== undefined;

/** Does what the row under the cursor stands for; a picker for one choice closes. */
export const takePick: Change = state => {
	const item = pickerItems(state)[pickerCursor(state)];
	const after: State = staysOpen(state) ? state : {...state, mode: 'browse'};
	return (item && pickers[state.picking.id]?.choose(item.id)(after)) ?? after;
};
