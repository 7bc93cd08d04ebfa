import {cutEnd, graphemesOf, widthOf} from '../../text/cells.js';
import {cleanText} from '../../text/clean.js';
import type {Field} from '../definitions.js';
import {currentOverlay, type State} from '../state/state.js';
import {hintLine} from './hint-line.js';
import {Lines} from './lines.js';
import {messageLine} from './message-line.js';

/** Two lines: what is being typed, or the last message; the keys that matter here. */
export function Footer({state}: {readonly state: State}) {
	const field = currentOverlay(state)?.field;
	return <Lines lines={[field ? fieldLine(field, state) : messageLine(state), hintLine(state)]}/>;
}

/** What is being typed, and a note behind it. One types at the cursor, by default at the end: what is before it in a long text gives way. */
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
