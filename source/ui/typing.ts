import {graphemesOf} from '../text/cells.js';
import type {Key} from './terminal/key.js';
import type {Field} from './definitions.js';
import type {Change} from './state/state.js';

/** Maximum length of the text in a field. */
const maxTyped = 1000;

/** The change for a key without a binding while text is edited; undefined if it has no effect. */
export function typingChange(field: Field['edit'] | undefined, {name, text, paste}: Key): Change | undefined {
	const edit = editOf(name, paste ? text?.replaceAll(/\s+/gv, ' ') : text);
	return field && edit && field(edit);
}

function editOf(name: string, added: string | undefined): ((text: string) => string) | undefined {
	switch (name) {
		case 'backspace': {
			return typed => graphemesOf(typed).slice(0, -1).join('');
		}

		case 'ctrl-u': {
			return () => '';
		}

		case 'ctrl-w': {
			return typed => typed.replace(/\S*\s*$/v, '');
		}

		default: {
			return added === undefined ? undefined : typed => `${typed}${added}`.slice(0, maxTyped);
		}
	}
}
