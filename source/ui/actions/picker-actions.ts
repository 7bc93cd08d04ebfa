import {movePick, staysOpen, takePick} from '../picker-moves.js';
import {pageOf} from '../state/moving.js';
import {setMode} from '../state/viewing.js';
import type {Action} from './action.js';

/** What can be done in a list to choose from; apart from the other actions, which the palette lists in turn. */
export const pickerActions = {
	'pick-down': {
		help: 'down', group: 'Move', hint: 'choose', change: movePick(1),
	},
	'pick-up': {help: 'up', group: 'Move', change: movePick(-1)},
	'pick-page-down': {help: 'a page down', group: 'Move', change: state => movePick(pageOf(state))(state)},
	'pick-page-up': {help: 'a page up', group: 'Move', change: state => movePick(-pageOf(state))(state)},
	'toggle-pick': {
		help: 'show it, or hide it', group: 'Look', hint: 'show or hide', applies: staysOpen, change: takePick,
	},
	'close-picker': {
		help: 'close', group: 'Look', hint: 'close', applies: staysOpen, change: setMode('browse'),
	},
	'take-pick': {
		help: 'take it', group: 'Look', hint: 'take', change: takePick,
	},
	'leave-picker': {
		help: 'leave all as it is', group: 'Look', hint: 'cancel', change: setMode('browse'),
	},
} as const satisfies Readonly<Record<string, Action>>;
