import {cleanText} from '../../text/clean.js';
import {cutEnd, padEnd} from '../../text/cells.js';
import {Lines} from '../components/lines.js';
import {useLook} from '../context.js';
import {useWindow} from '../hooks/use-window.js';
import type {ScreenProps} from './screen-props.js';

/** The campaigns below the folder that was given. */
export function Chooser({state, width, height}: ScreenProps) {
	const {theme, glyphs} = useLook();
	const {choices, choice} = state;
	const {first, end} = useWindow(choice, choices.length, height - 1);
	const rows = choices.slice(first, end).map((name, place) => {
		const isSelected = first + place === choice;
		const text = padEnd(cutEnd(`${isSelected ? '>' : ' '} ${cleanText(name)}`, width, glyphs.ellipsis), width);
		return isSelected ? theme.cursor(text) : text;
	});
	return <Lines lines={[theme.strong(`Campaigns here: ${choice + 1}/${choices.length}`), ...rows]}/>;
}
