import {drawMultiple, multiplesHead} from '../../../plots/small-multiples.js';
import {cutEnd, padEnd} from '../../../text/cells.js';
import {formatShare} from '../../../text/numbers.js';
import {Lines} from '../../components/lines.js';
import {useLook} from '../../context.js';
import {useWindow} from '../../hooks/use-window.js';
import {multiplesGrid, multiplesMargin, multiplesOf} from '../../state/latency/multiples.js';
import {speakersOf} from '../../state/latency/names.js';
import {cursorOf, shownIterations} from '../../state/selectors.js';
import type {ScreenProps} from '../screen-props.js';

/** Lines above: the title, the key, what stands above each column. */
const headHeight = 3;
/** Rows of bars, where there is room for more than one. */
const mostRows = 4;

/** The distribution of every shown iteration, small, in the same bins and on the same scale. */
export function MultiplesView({state, width, height}: ScreenProps) {
	const {theme, glyphs} = useLook();
	const {ascii, ellipsis} = glyphs;
	const shown = shownIterations(state);
	const multiples = multiplesOf(shown, state.side);
	const layout = multiplesGrid(state);
	const cursor = cursorOf(state);
	const lines = Math.ceil(shown.length / layout.columns);
	const room = height - headHeight;
	const rows = Math.max(1, Math.min(mostRows, Math.floor(room / lines) - 1));
	const {first, end} = useWindow(Math.floor(cursor / layout.columns), lines, Math.floor(room / (rows === 1 ? 1 : rows + 1)));
	const picture = Array.from({length: end - first}, (_, line) => {
		const start = (first + line) * layout.columns;
		const cells = multiples.slice(start, start + layout.columns).map((one, place) => {
			const isMarked = state.marked.has(shown[start + place]?.index ?? -1);
			const isSelected = start + place === cursor;
			return drawMultiple(one, layout, {rows, ascii}).map((text, row) => {
				const marks = row === rows - 1 ? `${isSelected ? '>' : ' '}${isMarked ? '*' : ' '}` : '  ';
				return isSelected ? theme.cursor(marks + text) : marks + text;
			});
		});
		const joined = Array.from({length: rows}, (_row, row) => cells.map(one => one[row] ?? '').join(between));
		return rows === 1 ? joined : [...joined, ''];
	}).flat();
	const [low, high] = ascii ? ['.', '%'] : ['▁', '█'];
	const scale = `same scale: ${high} ${formatShare(layout.greatest, 1, {ascii})} of the own n, ${low} the least above 0, ${ascii ? 'blank' : '·'} 0`;
	const head = Array.from({length: layout.columns}, () => padEnd(' '.repeat(multiplesMargin) + multiplesHead(layout), multiplesMargin + layout.cell)).join(between);
	return (
		<Lines lines={[
			theme.strong(cutEnd(`Multiples: latency seen by the ${speakersOf(shown, state.side)}, ms, log`, width, ellipsis)),
			theme.faint(cutEnd(scale, width, ellipsis)),
			theme.faint(cutEnd(head.trimEnd(), width, ellipsis)),
			...picture.slice(0, room),
		]}/>
	);
}

const between = '  ';
