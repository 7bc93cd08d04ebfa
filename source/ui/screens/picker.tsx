import {cutEnd, padEnd} from '../../text/cells.js';
import {Lines} from '../components/lines.js';
import {useLook} from '../context.js';
import {useWindow} from '../hooks/use-window.js';
import {pickerCursor, pickerItems, pickers} from '../pickers.js';
import type {PickerItem} from '../palette.js';
import type {ScreenProps} from './screen-props.js';

/** The list of the open picker; its query is typed in the footer. */
export function PickerList({state, width, height}: ScreenProps) {
	const {theme, glyphs} = useLook();
	const {id, query} = state.picking;
	const cursor = pickerCursor(state);
	const items = pickerItems(state);
	const {first, end} = useWindow(cursor, items.length, height - 1);
	const textWidth = Math.min(Math.floor(width / 2), Math.max(12, ...items.map(({text}) => text.length)));
	const picker = pickers[id];
	const markOf = (item: PickerItem) => picker?.isOn ? (picker.isOn(state, item.id) ? '[x] ' : '[ ] ') : '';
	const rows = items.slice(first, end).map((item, index) => {
		const isSelected = first + index === cursor;
		const line = cutEnd(`${isSelected ? '>' : ' '} ${markOf(item)}${padEnd(item.text, textWidth)}  ${item.help}`, width, glyphs.ellipsis);
		return isSelected ? theme.cursor(line) : line;
	});
	const title = theme.strong(`${picker?.title ?? ''}  ${items.length === 0 ? 0 : cursor + 1}/${items.length}`);
	return <Lines lines={[title, ...(rows.length > 0 ? rows : [`nothing matches "${query}": Esc leaves, Backspace widens`])]}/>;
}
