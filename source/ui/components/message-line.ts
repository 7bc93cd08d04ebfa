import {cutEnd} from '../../text/cells.js';
import {shownText} from '../../system/paths.js';
import {cleanText} from '../../text/clean.js';
import type {State} from '../state/state.js';

/** The last message, cut to the width; errors are marked, and counted if there are several. Empty without messages. */
export function messageLine({messages, size, look: {theme, glyphs}}: State): string {
	const message = messages.at(-1);
	if (!message) {
		return '';
	}

	const isError = message.kind === 'error';
	const count = messages.length > 1 ? `1/${messages.length} ` : '';
	const text = cutEnd(`${isError ? `${glyphs.warning} ` : ''}${count}${cleanText(shownText(message.text))}`, size.columns, glyphs.ellipsis);
	return isError ? theme.bad(text) : text;
}
