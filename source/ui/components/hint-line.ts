import {widthOf} from '../../text/width.js';
import type {Look} from '../../reports/theme.js';
import {actionOf, isActive, keymap} from '../keymap.js';
import type {State} from '../state/state.js';
import {keyNames} from './key-names.js';

type Hint = {readonly text: string; readonly isKept: boolean};

const gap = '  ';

/** The keys that matter now, as many as fit in the order of the keymap; those that every screen needs stay, at the end. */
export function hintLine(state: State, {theme, glyphs}: Look): string {
	const hints = hintsOf(state, glyphs.ascii).map(hint => ({...hint, cells: gap.length + widthOf(hint.text)}));
	let room = state.size.columns + gap.length - hints.filter(({isKept}) => isKept).reduce((sum, {cells}) => sum + cells, 0);
	let isFull = false;
	const shown = hints.filter(({isKept, cells}) => {
		if (isKept) {
			return true;
		}

		isFull ||= cells > room;
		room -= isFull ? 0 : cells;
		return !isFull;
	});
	return shown.map(({text}) => text.replace(/^\S+/v, key => theme.accent(key))).join(gap);
}

function hintsOf(state: State, ascii: boolean): readonly Hint[] {
	const seen = new Set<string>();
	return keymap[state.mode].flatMap(row => {
		const {hint, isKept = false} = actionOf(row.action);
		const [key = ''] = row.shown.split(' ');
		// A key that means several things is named once: by what it does now.
		if (!hint || !isActive(row, state) || seen.has(hint) || seen.has(key)) {
			return [];
		}

		seen.add(hint).add(key);
		return [{text: `${keyNames(key, ascii)} ${hint}`, isKept}];
	});
}
