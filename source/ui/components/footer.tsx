import {cutEnd, graphemesOf, widthOf} from '../../text/cells.js';
import {cleanText} from '../../text/clean.js';
import type {TextField} from '../definitions.js';
import {currentOverlay, type State} from '../state/state.js';
import {messageLine} from '../state/messages.js';
import {keyLabel, activeKeys} from '../keys/bindings.js';
import {concat, styled, type StyledText} from '../../text/styled-text.js';
import {Lines} from './lines.js';

/** Two lines: the text field or the last message, and the keys available here. */
export function Footer({state}: {readonly state: State}) {
	const field = currentOverlay(state)?.field;
	return <Lines lines={[field ? fieldLine(field, state) : messageLine(state), hintLine(state)]}/>;
}

/** A text field, with a note after it. The cursor is after `text`, by default at the end; in a long text the beginning is cut off. */
function fieldLine({prompt, text, rest, note}: TextField, state: State): StyledText {
	const {size: {columns}, look} = state;
	let shown = cleanText(text(state));
	while (widthOf(shown) > columns * 0.7) {
		shown = shown.slice(1);
	}

	const [under = ' ', ...behind] = graphemesOf(cleanText(rest?.(state) ?? ''));
	const noted = note?.(state, look) ?? '';
	return cutEnd(styled`${prompt}${shown}${look.theme.cursor(under)}${behind.join('')}${noted === '' ? '' : styled` ${noted}`}`, columns, look.glyphs.ellipsis);
}

type Hint = {readonly key: string; readonly text: string; readonly isKept: boolean};

const gap = '  ';

/** The keys available now, as many as fit, in the order of the bindings; those common to all screens are always kept, at the end. */
export function hintLine(state: State): StyledText {
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
	return concat(shown.map(({key, text}) => styled`${theme.accent(key)} ${text}`), gap);
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
