import {widthOf} from '../../text/width.js';
import type {Change, Reading, State} from './state.js';

/** Shows a text above the screen. */
export const read = (reading: Omit<Reading, 'top'>): Change => state => ({...state, mode: 'read', reading: {...reading, top: 0}});

/** Whether the message that is shown does not fit its line. */
export const isMessageCut = ({messages, size}: State): boolean => widthOf(messages.at(-1)?.text ?? '') > size.columns - room;
// A glyph and the count of messages stand before it.
const room = 8;

/** The messages, whole. */
export const readMessages: Change = state => read({title: 'Messages', lines: state.messages.map(({text}) => text)})(state);
