import {pickers, pickerItems} from '../pickers.js';
import {clamp} from './moving.js';
import type {Change, State} from './state.js';

/** Opens a picker with its cursor on what holds now. */
export const openPicker = (id: string): Change => state => {
	const opened = {...state, mode: 'pick', picking: {id, query: '', cursor: 0}} as const;
	const current = pickers[id]?.current?.(state);
	const place = pickerItems(opened).findIndex(item => item.id === current);
	return {...opened, picking: {...opened.picking, cursor: Math.max(0, place)}};
};

export const movePick = (by: number): Change => state => ({
	...state, picking: {...state.picking, cursor: clamp(state.picking.cursor + by, pickerItems(state).length - 1)},
});

/** Narrows the list by what is typed; the best match comes first, and under the cursor. */
export const typePick = (edit: (text: string) => string): Change => state =>
	({...state, picking: {...state.picking, query: edit(state.picking.query), cursor: 0}});

/** Whether the open picker is for several choices: it closes only when it is told to. */
export const staysOpen = ({picking}: State): boolean => pickers[picking.id]?.isOn !== undefined;

/** Does what the row under the cursor stands for; a picker for one choice closes. */
export const takePick: Change = state => {
	const item = pickerItems(state)[state.picking.cursor];
	const after: State = staysOpen(state) ? state : {...state, mode: 'browse'};
	return (item && pickers[state.picking.id]?.choose(item.id)(after)) ?? after;
};
