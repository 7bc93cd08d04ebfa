import type {Change} from './state.js';

/** Opens a picker with its cursor on what holds now. */
export const openPicker = (id: string): Change => state => ({...state, mode: 'pick', picking: {id, query: '', cursor: undefined}});

/** Narrows the list by what is typed; the best match comes first, and under the cursor. */
export const typePick = (edit: (text: string) => string): Change => state =>
	({...state, picking: {...state.picking, query: edit(state.picking.query), cursor: 0}});
