import {Box} from 'ink';
import {wrapText} from '../../../text/align.js';
import {cutEnd, cutMiddle, padEnd} from '../../../text/cells.js';
import {dividerWidth, Lines, Panes} from '../../components/lines.js';
import type {Overlay, ViewProps, WindowSpec} from '../../definitions.js';
import {bodyHeight, textPage, visibleRows} from '../../layout.js';
import {closeOverlay, type State} from '../../state/state.js';
import type {StyledText} from '../../../text/styled-text.js';
import {
	goBack, hasBack, hasMarks, movePickerCursor, openedPicker, selectedItem, pickerCursor, pickerItems, isMultiSelect, applySelectedItem, togglePickerMark,
} from './pickers.js';
import {editPickerQuery, picking} from './state.js';

const windowSpec = (state: State): WindowSpec =>
	({cursor: pickerCursor(state), count: pickerItems(state).length, height: bodyHeight(state.size) - 1});

/** The list of the open picker, with its preview beside it; the query is typed in the footer. */
function PickerList({state, width, height}: ViewProps) {
	const {theme, glyphs} = state.look;
	const picker = openedPicker(state);
	const items = pickerItems(state);
	const count = `${items.length === 0 ? 0 : pickerCursor(state) + 1}/${items.length}`;
	const title = theme.strong(`${cutEnd(picker?.title(state) ?? '', width - count.length - 2, glyphs.ellipsis)}  ${count}`);
	if (!picker?.preview) {
		return <Lines lines={[title, ...itemLines(state, width)]}/>;
	}

	const leftWidth = Math.floor((width - dividerWidth) * listShare);
	const size = {width: width - leftWidth - dividerWidth, height: height - 1};
	return (
		<Box flexDirection='column'>
			<Lines lines={[title]}/>
			<Panes
				left={itemLines(state, leftWidth)}
				leftWidth={leftWidth}
				right={picker.preview(state, selectedItem(state), size).slice(0, size.height)}
				height={size.height}
				divider={glyphs.divider}
			/>
		</Box>
	);
}

/** Fraction of the width for a list with a preview. */
const listShare = 0.5;
/** Minimum width of the column of texts. */
const minText = 12;

/** The visible items, one per line; a message if there are none. */
function itemLines(state: State, width: number): readonly StyledText[] {
	const {theme, glyphs} = state.look;
	const items = pickerItems(state);
	const picker = openedPicker(state);
	const {query} = picking.get(state);
	if (items.length === 0) {
		const reasons = query === '' ? picker?.waiting?.(state) : undefined;
		return (reasons ?? [`nothing matches "${query}": Esc cancels, Backspace widens`]).flatMap(line => wrapText(line, width));
	}

	const {first, end} = visibleRows(state, windowSpec(state));
	const longest = items.reduce((max, {text}) => Math.max(max, text.length), minText);
	const textWidth = Math.min(Math.floor(width * (picker?.preview ? 2 / 3 : 1 / 2)), longest);
	const isOn = picker?.isOn ?? picker?.marks?.has;
	return items.slice(first, end).map((item, index) => {
		const isSelected = first + index === pickerCursor(state);
		const mark = isOn ? (isOn(state, item.id) ? '[x] ' : '[ ] ') : '';
		const text = padEnd(picker?.preview ? cutMiddle(item.text, textWidth, glyphs.ellipsis) : item.text, textWidth);
		const line = cutEnd(`${isSelected ? '>' : ' '} ${mark}${text}  ${item.help}`, width, glyphs.ellipsis);
		return isSelected ? theme.cursor(line) : line;
	});
}

/** A list to choose from: columns, metrics, or in the palette everything. */
export const pickerOverlay: Overlay = {
	View: PickerList,
	window: windowSpec,
	keys: [
		{
			id: 'pick-down', keys: ['down', 'ctrl-n'], help: 'down', group: 'Move', hint: 'choose', run: movePickerCursor(1),
		},
		{
			id: 'pick-up', keys: ['up', 'ctrl-p'], help: 'up', group: 'Move', run: movePickerCursor(-1),
		},
		{
			id: 'pick-page-down', keys: ['pagedown', 'ctrl-f'], help: 'a page down', group: 'Move', run: state => movePickerCursor(textPage(state.size))(state),
		},
		{
			id: 'pick-page-up', keys: ['pageup', 'ctrl-b'], help: 'a page up', group: 'Move', run: state => movePickerCursor(-textPage(state.size))(state),
		},
		{
			id: 'toggle-pick', keys: ['enter', 'space'], help: 'show or hide it', group: 'View', hint: 'show or hide', applies: isMultiSelect, run: applySelectedItem,
		},
		{
			id: 'close-picker', keys: ['escape'], help: 'close', group: 'View', hint: 'close', applies: isMultiSelect, run: closeOverlay,
		},
		{
			id: 'back-a-step', keys: ['escape'], help: 'one step back', group: 'View', hint: 'back', applies: hasBack, run: goBack,
		},
		{
			id: 'back-a-step',
			keys: ['backspace'],
			help: 'one step back',
			group: 'View',
			applies: state => hasBack(state) && picking.get(state).query === '',
			run: goBack,
		},
		{
			id: 'take-pick', keys: ['enter'], help: 'choose it', group: 'View', hint: 'take', run: applySelectedItem,
		},
		{
			id: 'mark-pick', keys: ['space'], help: 'mark it, to choose several', group: 'View', hint: 'several', applies: hasMarks, run: togglePickerMark,
		},
		{
			id: 'leave-picker', keys: ['escape'], help: 'cancel', group: 'View', hint: 'cancel', run: closeOverlay,
		},
	],
	field: {prompt: '> ', edit: editPickerQuery, text: state => picking.get(state).query},
};
