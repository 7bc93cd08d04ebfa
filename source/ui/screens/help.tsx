import {cutEnd, padEnd} from '../../text/cells.js';
import {groups, type Action} from '../actions/action.js';
import {keyNames} from '../components/key-names.js';
import {Lines} from '../components/lines.js';
import type {Look} from '../../reports/theme.js';
import {useLook} from '../context.js';
import {
	actionOf, everywhere, isAbout, keymap, type KeyRow,
} from '../keymap.js';
import type {State} from '../state/state.js';
import type {ScreenProps} from './screen-props.js';
import {screenTitle} from './titles.js';

/** The keys, this screen's first, then those of everywhere, printed from the keymap; what is searched narrows them. */
export function Help({state, width, height}: ScreenProps) {
	const look = useLook();
	const all = helpLines(state, width, look);
	const top = Math.min(state.help.top, Math.max(0, all.length - height));
	return <Lines lines={all.slice(top, top + height)}/>;
}

type Entry = {readonly keys: string; readonly action: Action};

function helpLines(state: State, width: number, {theme, glyphs}: Look): readonly string[] {
	const {query, from} = state.help;
	const pendingEffect = query.toLowerCase();
	const rows = [
		...keymap[from].filter(row => from === 'choose' || isAbout(row, state.screen)).filter(row => actionOf(row.action).exists?.(state) ?? true),
		...everywhere.filter(row => row.action !== 'quit'),
	];
	const entries = entriesOf(rows, glyphs.ascii).filter(({keys, action}) => `${keys} ${action.help}`.toLowerCase().includes(pendingEffect));
	const section = (title: string, found: readonly Entry[]) => found.length === 0
		? []
		: [theme.strong(title), ...found.map(({keys, action}) => cutEnd(`  ${padEnd(keys, 16)}${action.help}`, width, glyphs.ellipsis)), ''];
	const here = section(`On ${screenTitle(state.screen)}`, entries.filter(({action}) => action.screens));
	const elsewhere = groups.flatMap(group => section(group, entries.filter(({action}) => !action.screens && action.group === group)));
	return here.length + elsewhere.length > 0 ? [...here, ...elsewhere] : [`no key matches "${query}": Esc clears the search`];
}

/** One entry an action, with all its keys. */
function entriesOf(rows: readonly KeyRow[], ascii: boolean): readonly Entry[] {
	const keys = new Map<Action, string>();
	for (const {shown, action} of rows) {
		const known = keys.get(actionOf(action));
		keys.set(actionOf(action), `${known === undefined ? '' : `${known} `}${keyNames(shown, ascii)}`);
	}

	return [...keys].map(([action, names]) => ({keys: names, action}));
}
