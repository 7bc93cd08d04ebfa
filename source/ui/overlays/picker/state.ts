import {
	defineSlice, openOverlay, sequence, type Change,
} from '../../state/state.js';

type Picking = {
	/** The open picker. */
	readonly name: string;
	/** The text that filters its items. */
	readonly query: string;
	/** Index of the cursor; undefined: on the current item. */
	readonly cursor: number | undefined;
	/** Entries recently chosen in the palette, the latest first. */
	readonly recent: readonly string[];
};

/** The state of the open picker. */
export const picking = defineSlice<Picking>('picker', {
	name: '', query: '', cursor: undefined, recent: [],
});

/** Opens a picker with the cursor on its current item. */
export const openPicker = (name: string): Change => sequence(picking.set({name, query: '', cursor: undefined}), openOverlay('picker'));

/** Filters the list by the typed text; the best match comes first and is under the cursor. */
export const editPickerQuery = (edit: (text: string) => string): Change => picking.update(({query}) => ({query: edit(query), cursor: 0}));
