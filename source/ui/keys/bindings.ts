import type {Binding, Screen} from '../definitions.js';
import {memoizeLast} from '../../system/memoize.js';
import {
	currentOverlay, currentScreen, overlayNamed, type Parts, type State,
} from '../state/state.js';
import {namedKey, withoutAlt, type Key} from '../terminal/key.js';
import {typingChange} from '../typing.js';
import {perform} from './binding.js';
import {globalKeys, keylessBindings, screenKeys} from './common-keys.js';

/** The keys specific to a screen. */
export const ownKeys = ({keys: {open = [], leave = [], view = [], move = [], look = []}}: Screen): readonly Binding[] =>
	[...open, ...leave, ...view, ...move, ...look];

/** The keys of a screen, in order of precedence. */
const keysOfScreen = memoizeLast(({screens}: Parts, screen: Screen): readonly Binding[] => screenKeys(screens, screen.keys));

/** The keys of the open overlay, otherwise those of the screen. */
export const activeKeys = (state: State): readonly Binding[] => keysUnder(state, state.overlay);

/** The keys of an overlay, or of the screen if there is none. */
export function keysUnder(state: State, overlay: string | undefined): readonly Binding[] {
	const found = overlayNamed(state, overlay);
	return found ? [...found.keysOfContent?.(state) ?? [], ...found.keys] : keysOfScreen(state.parts, currentScreen(state));
}

type KnownBinding = {readonly binding: Binding; readonly screens: readonly Screen[] | undefined};

/** All bindings of all screens by id, with the screens that they are specific to; undefined for common ones. */
export const allBindings = memoizeLast(({screens}: Parts): ReadonlyMap<string, KnownBinding> => {
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
