import {widthOf} from '../../text/cells.js';
import type {Change, Message, State} from './state.js';

/** Shows a message: an error is kept beside earlier errors, an info replaces the one before. */
export const notify = (message: Message): Change => state => ({
	...state,
	messages: [...state.messages.filter(({kind, text}) => kind === 'error' && text !== message.text), message],
});

/** Takes away the message that is shown: the last. */
export const dismiss: Change = state => ({...state, messages: state.messages.slice(0, -1)});

/** Removes info messages; errors stay. */
export const clearNotice: Change = state => state.messages.some(({kind}) => kind === 'info')
	? {...state, messages: state.messages.filter(({kind}) => kind === 'error')}
	: state;

/** Cells of a glyph and the count of messages, which stand before the text. */
const prefixWidth = 8;

/** Whether the message that is shown does not fit its line. */
export const isMessageCut = ({messages, size}: State): boolean => widthOf(messages.at(-1)?.text ?? '') > size.columns - prefixWidth;
