import {perform} from './actions/action.js';
import {actionOf, rowFor} from './keymap.js';
import type {State} from './state/state.js';
import type {Key} from './terminal/key.js';
import {typingChange} from './typing.js';

/** The state after a key: by the action of its row, or by what it types. What no state can do by itself is in `wanted`. */
export function reduce(state: State, key: Key): State {
	const row = rowFor(state, key.name);
	return row ? perform(actionOf(row.action))(state) : typingChange(state.mode, key)?.(state) ?? state;
}
