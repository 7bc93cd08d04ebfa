import type {Key} from './terminal/key.js';
import {typeExport} from './state/exporting.js';
import {typeFilter} from './state/filtering.js';
import {typeSearch} from './state/helping.js';
import {typePick} from './state/picking.js';
import type {Change, Mode} from './state/state.js';

/** Where a typed text goes, by mode; in the other modes there is none. */
const fields: Readonly<Partial<Record<Mode, (edit: (text: string) => string) => Change>>> = {
	export: typeExport,
	filter: typeFilter,
	pick: typePick,
	search: typeSearch,
};

/** What a key that is bound to no action does to the text that is being typed; undefined where it does nothing. */
export function typingChange(mode: Mode, {name, text, paste}: Key): Change | undefined {
	const field = fields[mode];
	const edit = editOf(name, paste ? text?.replaceAll(/\s+/gv, ' ') : text);
	return field && edit && field(edit);
}

function editOf(name: string, added: string | undefined): ((text: string) => string) | undefined {
	switch (name) {
		case 'backspace': {
			return typed => [...typed].slice(0, -1).join('');
		}

		case 'ctrl-u': {
			return () => '';
		}

		case 'ctrl-w': {
			return typed => typed.replace(/\S*\s*$/v, '');
		}

		default: {
			return added === undefined ? undefined : typed => typed + added;
		}
	}
}
