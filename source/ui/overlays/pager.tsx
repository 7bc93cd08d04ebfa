import {replaceAliases} from '../../system/paths.js';
import type {Binding, Overlay, ViewProps} from '../definitions.js';
import {
	defineSlice, closeOverlay, openOverlay, sequence, type Change, type State,
} from '../state/state.js';
import {clamp} from '../state/list.js';
import {memoizeLast} from '../../system/memoize.js';
import {contains} from '../../campaign/query/filter.js';
import {textOutput} from '../../reports/formats.js';
import {wrapText} from '../../text/align.js';
import {cutEnd} from '../../text/cells.js';
import {cleanText} from '../../text/clean.js';
import {formatAmount} from '../../text/numbers.js';
import {Lines} from '../components/lines.js';
import {copyKey, textKeys} from '../keys/shared-keys.js';

/** A text to show, wrapped when displayed: not cleaned. `keys` are actions on what it is about. */
type Text = {readonly title: string; readonly lines: readonly string[]; readonly keys?: readonly Binding[] | undefined};

/** The text, its first visible line, and the search text that its lines must contain. */
const pager = defineSlice<{readonly text: Text; readonly top: number; readonly query: string}>('pager', {
	text: {title: '', lines: []}, top: 0, query: '',
});

/** Shows a text in place of the screen. */
export const openPager = (text: Text): Change => sequence(
	pager.set({text: {...text, lines: text.lines.map(line => replaceAliases(line))}, top: 0, query: ''}),
	openOverlay('pager'),
);

/** Edits the search text. */
const editPagerSearch = (edit: (text: string) => string): Change => pager.update(({query}) => ({query: edit(query), top: 0}));

const clearPagerSearch: Change = sequence(pager.set({query: '', top: 0}), openOverlay('pager'));

/** Goes one step back: clears the search, or returns to the screen. */
const leavePager: Change = state => pager.get(state).query === '' ? closeOverlay(state) : clearPagerSearch(state);

/** Shows the messages in full. */
export const openMessages: Change = state => openPager({title: 'Messages', lines: state.messages.map(({text}) => text)})(state);

const maxLines = 100_000;

/** Scrolls the text; the view limits this to its length. */
const scrollPager = (by: number): Change => pager.update(({top}) => ({top: clamp(top + by, maxLines)}));

const wrap = memoizeLast((lines: readonly string[], width: number) => lines.flatMap(line => wrapText(cleanText(line), width)));

/** The lines that contain the search text; case-sensitive only if uppercase was typed. */
const matching = memoizeLast((lines: readonly string[], query: string) => query === '' ? lines : lines.filter(line => contains(line, query)));

/** A text wrapped to the width. */
function Pager({state, width, height}: ViewProps) {
	const {theme, glyphs} = state.look;
	const {text: {title, lines}, top, query} = pager.get(state);
	const shown = matching(lines, query);
	const wrapped = shown.length === 0 ? [`no line matches "${cleanText(query)}": Esc clears the search`] : wrap(shown, width);
	const rows = height - 1;
	const first = Math.min(top, Math.max(0, wrapped.length - rows));
	const location = wrapped.length > rows ? `  ${first + 1}${glyphs.to}${Math.min(wrapped.length, first + rows)} of ${wrapped.length}` : '';
	const search = query === '' ? '' : `  ${shown.length} of ${lines.length} lines match "${cleanText(query)}"`;
	return <Lines lines={[theme.strong(cutEnd(`${title}${search}${location}`, width, glyphs.ellipsis)), ...wrapped.slice(first, first + rows)]}/>;
}

function copiedLines(state: State): ReturnType<NonNullable<Overlay['copied']>> {
	const {lines} = pager.get(state).text;
	return {text: textOutput(lines.map(line => cleanText(line)), state.look.glyphs), amount: formatAmount(lines.length, 'line')};
}

/** Shows a text in place of the screen: full messages, or where the figures come from. */
export const pagerOverlay: Overlay = {
	View: Pager,
	keysOfContent: state => pager.get(state).text.keys ?? [],
	copied: copiedLines,
	keys: [
		...textKeys(scrollPager),
		{
			id: 'search-pager', keys: ['/'], help: 'search: show only the lines that match', group: 'View', hint: 'search', run: openOverlay('pagerSearch'),
		},
		copyKey,
		{
			id: 'leave-pager', keys: ['escape', 'enter', 'q', 'i'], help: 'close', group: 'Program', hint: 'close', run: leavePager,
		},
	],
};

/** The text while the search text is edited. */
export const pagerSearchOverlay: Overlay = {
	View: Pager,
	keys: [
		{
			id: 'keep-pager-search', keys: ['enter'], help: 'keep the search', group: 'View', hint: 'keep', run: openOverlay('pager'),
		},
		{
			id: 'clear-pager-search', keys: ['escape'], help: 'clear the search', group: 'View', hint: 'clear', run: clearPagerSearch,
		},
	],
	field: {prompt: '/', edit: editPagerSearch, text: state => pager.get(state).query},
};
