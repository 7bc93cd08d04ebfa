import {cutEnd, graphemesOf, widthOf} from '../../text/cells.js';
import {cleanText} from '../../text/clean.js';
import type {Field} from '../definitions.js';
import {currentOverlay, type State} from '../state/state.js';
import {hintLine} from './hint-line.js';
import {Lines} from './lines.js';
import {messageLine} from './message-line.js';

/** Two lines: the text field or the last message, and the keys available here. */
export function Footer({state}: {readonly state: State}) {
	const field = currentOverlay(state)?.field;
	return <Lines lines={[field ? fieldLine(field, state) : messageLine(state), hintLine(state)]}/>;
}

/** A text field, with a note after it. The cursor is after `text`, by default at the end; in a long text the beginning is cut off. */
function fieldLine({prompt, text, rest, note}: Field, state: State): string {
	const {size: {columns}, look} = state;
	let shown = cleanText(text(state));
	while (widthOf(shown) > columns * 0.7) {
		shown = shown.slice(1);
	}

	const [under = ' ', ...behind] = graphemesOf(cleanText(rest?.(state) ?? ''));
	const noted = note?.(state, look) ?? '';
	return cutEnd(`${prompt}${shown}${look.theme.cursor(under)}${behind.join('')}${noted === '' ? '' : ` ${noted}`}`, columns, look.glyphs.ellipsis);
}
