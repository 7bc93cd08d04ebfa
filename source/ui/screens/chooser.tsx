import {widest} from '../../text/align.js';
import {cleanText} from '../../text/clean.js';
import {cutEnd, padEnd, padStart} from '../../text/cells.js';
import {formatBytes} from '../../text/bytes.js';
import {formatCount} from '../../text/numbers.js';
import {Lines} from '../components/lines.js';
import type {Look} from '../../reports/theme.js';
import {useLook} from '../context.js';
import {useWindow} from '../hooks/use-window.js';
import type {State} from '../state/state.js';
import type {ScreenProps} from './screen-props.js';

/** The campaigns below the folder that was given: name, iterations and the size of params.json. */
export function Chooser({state, width, height}: ScreenProps) {
	const look = useLook();
	const {theme, glyphs} = look;
	const {choices, choice} = state;
	const {first, end} = useWindow(choice, choices.length, height - 1);
	const rows = rowsOf(choices, width, look).slice(first, end).map((row, index) => {
		const isSelected = first + index === choice;
		const text = padEnd(cutEnd(`${isSelected ? '>' : ' '} ${row}`, width, glyphs.ellipsis), width);
		return isSelected ? theme.cursor(text) : text;
	});
	return <Lines lines={[theme.strong(`Campaigns here: ${choice + 1}/${choices.length}`), ...rows]}/>;
}

function rowsOf(choices: State['choices'], width: number, {glyphs}: Look): readonly string[] {
	const counts = choices.map(({iterations}) => `${formatCount(iterations, glyphs)} ${iterations === 1 ? 'iteration ' : 'iterations'}`);
	const sizes = choices.map(({bytes}) => `params.json ${formatBytes(bytes)}`);
	const [countWidth, sizeWidth] = [widest(counts), widest(sizes)];
	const nameWidth = Math.max(1, Math.min(widest(choices.map(({name}) => cleanText(name))), width - countWidth - sizeWidth - 6));
	return choices.map(({name}, index) =>
		`${padEnd(cutEnd(cleanText(name), nameWidth, glyphs.ellipsis), nameWidth)}  ${padStart(counts[index] ?? '', countWidth)}  ${padStart(sizes[index] ?? '', sizeWidth)}`);
}
