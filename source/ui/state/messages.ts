import {widthOf, cutEnd} from '../../text/cells.js';
import {replaceAliases} from '../../system/paths.js';
import {cleanText} from '../../text/clean.js';
import type {StyledText} from '../../text/styled-text.js';
import type {Change, Message, State} from './state.js';

/** Shows a message: errors accumulate, an info replaces the previous one. */
export const notify = (message: Message): Change => state => ({
	...state,
	messages: [...state.messages.filter(({kind, text}) => kind === 'error' && text !== message.text), message],
});

/** Removes the last message, which is the one shown. */
export const dismiss: Change = state => ({...state, messages: state.messages.slice(0, -1)});

/** Removes info messages; errors stay. */
export const clearNotice: Change = state => state.messages.some(({kind}) => kind === 'info')
	? {...state, messages: state.messages.filter(({kind}) => kind === 'error')}
	: state;

/** Width of the glyph and the message count before the text. */
const prefixWidth = 8;

/** Whether the shown message does not fit on its line. */
export const isMessageCut = ({messages, size}: State): boolean => widthOf(messages.at(-1)?.text ?? '') > size.columns - prefixWidth;

/** The last message, cut to the width; errors are marked, and counted if there are several. Empty without messages. */
export function messageLine({messages, size, look: {theme, glyphs}}: State): StyledText {
	const message = messages.at(-1);
	if (!message) {
		return '';
	}

	const isError = message.kind === 'error';
	const count = messages.length > 1 ? `1/${messages.length} ` : '';
	const text = cutEnd(`${isError ? `${glyphs.warning} ` : ''}${count}${cleanText(replaceAliases(message.text))}`, size.columns, glyphs.ellipsis);
	return isError ? theme.bad(text) : text;
}
