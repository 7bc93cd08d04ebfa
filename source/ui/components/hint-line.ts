import {widthOf} from '../../text/cells.js';
import {keyLabel} from '../keys/binding.js';
import {activeKeys} from '../keys/bindings.js';
import type {State} from '../state/state.js';

type Hint = {readonly key: string; readonly text: string; readonly isKept: boolean};

const gap = '  ';

/** The keys available now, as many as fit, in the order of the bindings; those common to all screens are always kept, at the end. */
export function hintLine(state: State): string {
	const {theme} = state.look;
	const hints = hintsOf(state).map(hint => ({...hint, cells: gap.length + widthOf(`${hint.key} ${hint.text}`)}));
	let left = state.size.columns + gap.length - hints.filter(({isKept}) => isKept).reduce((sum, {cells}) => sum + cells, 0);
	let isFull = false;
	const shown = hints.filter(({isKept, cells}) => {
		if (isKept) {
			return true;
		}

		isFull ||= cells > left;
		left -= isFull ? 0 : cells;
		return !isFull;
	});
	return shown.map(({key, text}) => `${theme.accent(key)} ${text}`).join(gap);
}

function hintsOf(state: State): readonly Hint[] {
	const seen = new Set<string>();
	return activeKeys(state).flatMap(({keys: [key = ''], hint, isKept = false, applies}) => {
		// A key with several meanings is listed once, with its current one.
		if (!hint || applies?.(state) === false || seen.has(hint) || seen.has(key)) {
			return [];
		}

		seen.add(hint).add(key);
		return [{key: keyLabel(key, state.look.glyphs.ascii), text: hint, isKept}];
	});
}
