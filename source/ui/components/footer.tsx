import {cutEnd} from '../../text/cells.js';
import {cleanText} from '../../text/clean.js';
import {widthOf} from '../../text/width.js';
import type {Look} from '../../reports/theme.js';
import {useLook} from '../context.js';
import {filterOf} from '../state/filtering.js';
import {countsText} from '../state/counts.js';
import type {State} from '../state/state.js';
import {hintLine} from './hint-line.js';
import {Lines} from './lines.js';

/** Two lines: what is being typed, or the last message; the keys that matter here. */
export function Footer({state}: {readonly state: State}) {
	const look = useLook();
	return <Lines lines={[wordLine(state, look), hintLine(state, look)]}/>;
}

function wordLine(state: State, look: Look): string {
	const {theme, glyphs} = look;
	const {columns} = state.size;
	switch (state.mode) {
		case 'filter': {
			const {text, mistake} = filterOf(state) ?? {text: '', mistake: undefined};
			const found = mistake ? theme.warning(` ${cleanText(mistake)}`) : ` ${countsText(state)}`;
			return cutEnd(`${fieldText('/', text, columns, look)}${found}`, columns, glyphs.ellipsis);
		}

		case 'pick': {
			return cutEnd(fieldText('> ', state.picking.query, columns, look), columns, glyphs.ellipsis);
		}

		case 'export': {
			const note = messageText(state, look);
			return cutEnd(`${fieldText('file: ', state.exporting.file, columns, look)}${note === '' ? '' : ` ${note}`}`, columns, glyphs.ellipsis);
		}

		case 'search': {
			return cutEnd(fieldText('/', state.help.query, columns, look), columns, glyphs.ellipsis);
		}

		default: {
			return messageText(state, look);
		}
	}
}

/** The end of a long text is what is being typed: its beginning gives way. */
function fieldText(prompt: string, text: string, columns: number, {theme}: Look): string {
	let shown = cleanText(text);
	while (widthOf(shown) > columns * 0.7) {
		shown = shown.slice(1);
	}

	return `${prompt}${shown}${theme.cursor(' ')}`;
}

function messageText({messages, size}: State, {theme, glyphs}: Look): string {
	const message = messages.at(-1);
	if (!message) {
		return '';
	}

	const count = messages.length > 1 ? `1/${messages.length} ` : '';
	const text = cutEnd(`${message.kind === 'error' ? `${glyphs.warning} ` : ''}${count}${cleanText(message.text)}`, size.columns, glyphs.ellipsis);
	return message.kind === 'error' ? theme.bad(text) : text;
}
