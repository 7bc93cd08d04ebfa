import {wrapWords} from '../../../text/align.js';
import {cutEnd, padEnd} from '../../../text/cells.js';
import {Lines} from '../../components/lines.js';
import {
	bindingGroups, type Binding, type Overlay, type ViewProps,
} from '../../definitions.js';
import {keyLabels, keysUnder, ownKeys} from '../../keys/bindings.js';
import {globalKeys} from '../../keys/common-keys.js';
import {textKeys} from '../../keys/shared-keys.js';
import {currentScreen, openOverlay, type State} from '../../state/state.js';
import type {StyledText} from '../../../text/styled-text.js';
import {
	clearSearch, editSearch, help, leaveHelp, scrollHelp,
} from './state.js';

/** Lists the keys from their bindings, first this screen's, then the common ones, narrowed by the search. */
function Help({state, width, height}: ViewProps) {
	const all = helpLines(state, width);
	const top = Math.min(help.get(state).top, Math.max(0, all.length - height));
	return <Lines lines={all.slice(top, top + height)}/>;
}

const percentileNote = 'an uncertain percentile: its bounds are over 25 % apart, or fewer than ten samples lie beyond';

type Entry = {readonly keys: string; readonly binding: Binding};

const keyWidth = 20;

/** The lines of the help, by section. */
export function helpLines(state: State, width: number): readonly StyledText[] {
	const {theme, glyphs} = state.look;
	const {query, from} = help.get(state);
	const search = query.toLowerCase();
	const bindings = [...keysUnder(state, from), ...globalKeys].filter(({exists}) => exists?.(state) ?? true);
	const entries = entriesOf(bindings, glyphs.ascii).filter(({keys, binding}) => `${keys} ${binding.help}`.toLowerCase().includes(search));
	const section = (title: string, found: readonly Entry[]) => found.length === 0
		? []
		: [theme.strong(title), ...found.map(({keys, binding}) => cutEnd(`  ${padEnd(keys, keyWidth)}${binding.help}`, width, glyphs.ellipsis)), ''];
	const screen = currentScreen(state);
	const own = new Set(from === undefined ? ownKeys(screen).map(({id}) => id) : []);
	const here = section(`On ${screen.title}`, entries.filter(({binding}) => own.has(binding.id)));
	const elsewhere = bindingGroups.flatMap(group => section(group, entries.filter(({binding}) => !own.has(binding.id) && binding.group === group)));
	const rules = from === undefined && search === '' ? screen.rules ?? [] : [];
	const judged = rules.length === 0
		? []
		: [theme.strong('Rules'), ...rules.flatMap(rule => wrapWords(rule, width - 2)).map(line => cutEnd(`  ${line}`, width, glyphs.ellipsis)), ''];
	const notes = search === '' ? [theme.strong('Signs'), cutEnd(`  ${padEnd(glyphs.ascii ? '~21' : '≈21', keyWidth)}${percentileNote}`, width, glyphs.ellipsis), ''] : [];
	return here.length + elsewhere.length > 0 ? [...here, ...judged, ...elsewhere, ...notes] : [`no key matches "${query}": Esc clears the search`];
}

/** One entry per binding, with all its keys. */
function entriesOf(bindings: readonly Binding[], ascii: boolean): readonly Entry[] {
	const keys = new Map<string, {readonly binding: Binding; readonly keys: readonly string[]}>();
	for (const binding of bindings) {
		const known = keys.get(binding.id);
		keys.set(binding.id, {binding: known?.binding ?? binding, keys: [...known?.keys ?? [], ...binding.keys]});
	}

	return [...keys.values()].map(({binding, keys}) => ({binding, keys: keyLabels(keys, ascii)}));
}

/** Help on the keys available now. */
export const helpOverlay: Overlay = {
	View: Help,
	keys: [
		...textKeys(scrollHelp),
		{
			id: 'search-help', keys: ['/'], help: 'search the help', group: 'View', hint: 'search', run: openOverlay('search'),
		},
		{
			id: 'leave-help', keys: ['escape', '?', 'q', 'enter'], help: 'close', group: 'Program', hint: 'close', run: leaveHelp,
		},
	],
};

/** The help while the search text is edited. */
export const searchOverlay: Overlay = {
	View: Help,
	keys: [
		{
			id: 'text-down', keys: ['down'], help: 'down', group: 'Move', hint: 'scroll', run: scrollHelp(1),
		},
		{
			id: 'text-up', keys: ['up'], help: 'up', group: 'Move', run: scrollHelp(-1),
		},
		{
			id: 'keep-search', keys: ['enter'], help: 'keep the search', group: 'View', hint: 'keep', run: openOverlay('help'),
		},
		{
			id: 'clear-search', keys: ['escape'], help: 'clear the search', group: 'View', hint: 'clear', run: clearSearch,
		},
	],
	field: {prompt: '/', edit: editSearch, text: state => help.get(state).query},
};
