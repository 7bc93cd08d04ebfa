import type {Binding} from '../definitions.js';
import {notify} from '../state/messages.js';
import type {Change} from '../state/state.js';

/** The change a binding makes, or a message why it is not available now. */
export const perform = (binding: Binding): Change => state => {
	const reason = binding.applies?.(state) === false ? `nothing to do now: ${binding.help}` : binding.blocked?.(state);
	return reason === undefined ? binding.run(state) : notify({kind: 'info', text: reason})(state);
};

const names: Readonly<Record<string, string>> = {
	down: '↓', up: '↑', left: '←', right: '→', pagedown: 'PgDn', pageup: 'PgUp', home: 'Home', end: 'End',
	enter: 'Enter', escape: 'Esc', space: 'Space', tab: 'Tab', 'shift-tab': 'Shift-Tab', backspace: 'Backspace',
};

const asciiNames: Readonly<Record<string, string>> = {
	down: 'Down', up: 'Up', left: 'Left', right: 'Right',
};

/** A key for display: `ctrl-l` is `Ctrl-L`, `down` is `↓`, or `Down` in ASCII. */
export const keyLabel = (key: string, ascii: boolean): string =>
	(ascii ? asciiNames[key] : undefined) ?? names[key] ?? key.replace(/^ctrl-(?<letter>.)$/v, (_, letter: string) => `Ctrl-${letter.toUpperCase()}`);

/** All keys of a binding: `↓ j n`. */
export const keyLabels = (keys: readonly string[], ascii: boolean): string => keys.map(key => keyLabel(key, ascii)).join(' ');
