import {cutEnd, padEnd} from '../../text/cells.js';
import {Lines} from '../components/lines.js';
import {useLook} from '../context.js';
import {sortChoices} from '../state/changes.js';
import {windowAround} from '../state/selectors.js';
import type {ScreenProps} from './screens.js';

/** The columns to sort by. */
export function SortList({state, width, height}: ScreenProps) {
	const {theme, glyphs} = useLook();
	const {first, end} = windowAround(state.sortCursor, sortChoices.length, height - 1);
	const rows = sortChoices.slice(first, end).map((choice, place) => {
		const text = cutEnd(`${first + place === state.sortCursor ? '>' : ' '} ${padEnd(choice?.id ?? 'run order', 22)}  ${choice?.help ?? 'as the campaign ran'}`, width, glyphs.ellipsis);
		return first + place === state.sortCursor ? theme.cursor(text) : text;
	});
	return <Lines lines={[theme.strong('Sort by'), ...rows]}/>;
}
