import {
	defineSlice, openOverlay, sequence, type Change,
} from '../../state/state.js';

type Picking = {
	/** The open picker. */
	readonly name: string;
	/** What narrows it. */
	readonly query: string;
	/** Undefined: on what holds now. */
	readonly cursor: number | undefined;
	/** What was chosen in the palette, the latest first. */
	readonly recent: readonly string[];
};

export const picking = defineSlice<Picking>('picker', {
	name: '', query: '', cursor: undefined, recent: [],
});

/** Opens a picker with its cursor on what holds now. */
export const openPicker = (name: string): Change => sequence(picking.set({name, query: '', cursor: undefined}), openOverlay('picker'));

/** Narrows the list by what is typed; the best match comes first, and under the cursor. */
export const editQuery = (edit: (text: string) => string): Change => picking.update(({query}) => ({query: edit(query), cursor: 0}));
