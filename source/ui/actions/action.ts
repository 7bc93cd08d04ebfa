import type {Change, ScreenId, State} from '../state/state.js';
import {notify} from '../state/viewing.js';

export const groups = ['Screens', 'Move', 'Look', 'Program'] as const;

export type Action = {
	readonly help: string;
	readonly group: (typeof groups)[number];
	/** A word for the footer; what has none is in the help alone. */
	readonly hint?: string;
	/** Its hint stays where others have no room. */
	readonly isKept?: boolean;
	/** The screens that know it; all where absent. */
	readonly screens?: readonly ScreenId[];
	/** Whether it means anything now; where not, its key is free for others. */
	readonly applies?: (state: State) => boolean;
	/** Whether there is such a thing here at all; where not, the help is silent about it. */
	readonly exists?: (state: State) => boolean;
	/** Why it cannot be done now, for the person who asks for it. */
	readonly blocked?: (state: State) => string | undefined;
	readonly change: Change;
};

/** What an action does to the state: its change, or why there is none now. */
export const perform = (action: Action): Change => state => {
	const reason = action.applies?.(state) === false ? `nothing to do now: ${action.help}` : action.blocked?.(state);
	return reason === undefined ? action.change(state) : notify({kind: 'info', text: reason})(state);
};
