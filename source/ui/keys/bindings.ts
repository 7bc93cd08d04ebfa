import type {Binding, Screen, TextField} from '../definitions.js';
import {notify} from '../state/messages.js';
import {
	currentOverlay, currentScreen, overlayNamed, type Change, type Definitions, type State,
} from '../state/state.js';
import {memoizeLast} from '../../system/memoize.js';
import {namedKey, withoutAlt, type Key} from '../terminal/key.js';
import {graphemesOf} from '../../text/cells.js';
import {globalKeys, keylessBindings, screenKeys} from './common-keys.js';

/** The change a binding makes, or a message why it is not available now. */
export const perform = (binding: Binding): Change => state => {
	const reason = binding.applies?.(state) === false ? `not available now: ${binding.help}` : binding.blocked?.(state);
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

/** The keys specific to a screen. */
export const ownKeys = ({keys: {open = [], leave = [], view = [], move = [], display = []}}: Screen): readonly Binding[] =>
	[...open, ...leave, ...view, ...move, ...display];

/** The keys of a screen, in order of precedence. */
const keysOfScreen = memoizeLast(({screens}: Definitions, screen: Screen): readonly Binding[] => screenKeys(screens, screen.keys));

/** The keys of the open overlay, otherwise those of the screen. */
export const activeKeys = (state: State): readonly Binding[] => keysUnder(state, state.overlay);

/** The keys of an overlay, or of the screen if there is none. */
export function keysUnder(state: State, overlay: string | undefined): readonly Binding[] {
	const found = overlayNamed(state, overlay);
	return found ? [...found.keysOfContent?.(state) ?? [], ...found.keys] : keysOfScreen(state.definitions, currentScreen(state));
}

type KnownBinding = {readonly binding: Binding; readonly screens: readonly Screen[] | undefined};

/** All bindings of all screens by id, with the screens that they are specific to; undefined for common ones. */
export const allBindings = memoizeLast(({screens}: Definitions): ReadonlyMap<string, KnownBinding> => {
	const own = new Map<string, Screen[]>();
	for (const screen of screens) {
		for (const {id} of ownKeys(screen)) {
			own.set(id, [...own.get(id) ?? [], screen]);
		}
	}

	const all = [...screens.flatMap(screen => screenKeys(screens, screen.keys)), ...keylessBindings, ...globalKeys];
	return new Map(all.map(binding => [binding.id, {binding, screens: own.get(binding.id)}]));
});

/** The binding for a key in the current state; undefined if the key has none. */
const bindingFor = (state: State, key: string): Binding | undefined =>
	[...globalKeys, ...activeKeys(state)].find(({keys, applies}) => keys.includes(key) && (!applies || applies(state)));

/** The state after a key press: handled by its binding, or as typed text. Side effects are requested in `pendingEffect`. */
export function reduce(state: State, key: Key): State {
	const binding = bindingFor(state, key.name);
	const plain = binding ? undefined : withoutAlt(key);
	if (plain) {
		// Terminals send Alt as Escape followed by the key, which looks like two quick key presses.
		return reduce(reduce(state, namedKey('escape')), plain);
	}

	return binding ? perform(binding)(state) : typingChange(currentOverlay(state)?.field?.edit, key)?.(state) ?? state;
}

/** Maximum length of the text in a field. */
const maxTyped = 1000;

/** The change for a key without a binding while text is edited; undefined if it has no effect. */
function typingChange(field: TextField['edit'] | undefined, {name, text, paste}: Key): Change | undefined {
	const edit = editOf(name, paste ? text?.replaceAll(/\s+/gv, ' ') : text);
	return field && edit && field(edit);
}

function editOf(name: string, added: string | undefined): ((text: string) => string) | undefined {
	switch (name) {
		case 'backspace': {
			return typed => graphemesOf(typed).slice(0, -1).join('');
		}

		case 'ctrl-u': {
			return () => '';
		}

		case 'ctrl-w': {
			return typed => typed.replace(/\S*\s*$/v, '');
		}

		default: {
			return added === undefined ? undefined : typed => `${typed}${added}`.slice(0, maxTyped);
		}
	}
}
