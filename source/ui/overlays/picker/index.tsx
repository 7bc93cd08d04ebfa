import {cutEnd, padEnd} from '../../../text/cells.js';
import {Lines} from '../../components/lines.js';
import type {
	Overlay, PickerItem, ViewProps, WindowSpec,
} from '../../definitions.js';
import {bodyHeight, textPage} from '../../layout.js';
import {windowOf} from '../../state/scroll.js';
import {closeOverlay, type State} from '../../state/state.js';
import {
	movePick, openedPicker, pickerCursor, pickerItems, staysOpen, takePick,
} from './pickers.js';
import {editQuery, picking} from './state.js';

const windowSpec = (state: State): WindowSpec =>
	({cursor: pickerCursor(state), count: pickerItems(state).length, height: bodyHeight(state.size) - 1});

/** The list of the open picker; its query is typed in the footer. */
function PickerList({state, width}: ViewProps) {
	const {theme, glyphs} = state.look;
	const cursor = pickerCursor(state);
	const items = pickerItems(state);
	const {first, end} = windowOf(state, windowSpec(state));
	const textWidth = Math.min(Math.floor(width / 2), items.reduce((max, {text}) => Math.max(max, text.length), 12));
	const picker = openedPicker(state);
	const markOf = (item: PickerItem) => picker?.isOn ? (picker.isOn(state, item.id) ? '[x] ' : '[ ] ') : '';
	const rows = items.slice(first, end).map((item, index) => {
		const isSelected = first + index === cursor;
		const line = cutEnd(`${isSelected ? '>' : ' '} ${markOf(item)}${padEnd(item.text, textWidth)}  ${item.help}`, width, glyphs.ellipsis);
		return isSelected ? theme.cursor(line) : line;
	});
	const title = theme.strong(`${picker?.title(state) ?? ''}  ${items.length === 0 ? 0 : cursor + 1}/${items.length}`);
	return <Lines lines={[title, ...(rows.length > 0 ? rows : [`nothing matches "${picking.get(state).query}": Esc leaves, Backspace widens`])]}/>;
}

/** A list to choose from: columns, metrics, and in the palette everything. */
export const pickerOverlay: Overlay = {
	View: PickerList,
	window: windowSpec,
	keys: [
		{
			id: 'pick-down', keys: ['down', 'ctrl-n'], help: 'down', group: 'Move', hint: 'choose', run: movePick(1),
		},
		{
			id: 'pick-up', keys: ['up', 'ctrl-p'], help: 'up', group: 'Move', run: movePick(-1),
		},
		{
			id: 'pick-page-down', keys: ['pagedown', 'ctrl-f'], help: 'a page down', group: 'Move', run: state => movePick(textPage(state.size))(state),
		},
		{
			id: 'pick-page-up', keys: ['pageup', 'ctrl-b'], help: 'a page up', group: 'Move', run: state => movePick(-textPage(state.size))(state),
		},
		{
			id: 'toggle-pick', keys: ['enter', 'space'], help: 'show it, or hide it', group: 'Look', hint: 'show or hide', applies: staysOpen, run: takePick,
		},
		{
			id: 'close-picker', keys: ['escape'], help: 'close', group: 'Look', hint: 'close', applies: staysOpen, run: closeOverlay,
		},
		{
			id: 'take-pick', keys: ['enter'], help: 'take it', group: 'Look', hint: 'take', run: takePick,
		},
		{
			id: 'leave-picker', keys: ['escape'], help: 'leave all as it is', group: 'Look', hint: 'cancel', run: closeOverlay,
		},
	],
	field: {prompt: '> ', edit: editQuery, text: state => picking.get(state).query},
};
