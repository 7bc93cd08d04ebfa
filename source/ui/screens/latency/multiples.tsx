import {multiplesGap} from '../../../plots/multiples-layout.js';
import {drawMultiple, multiplesHead} from '../../../plots/small-multiples.js';
import {cutEnd, padEnd} from '../../../text/cells.js';
import {formatShare} from '../../../text/numbers.js';
import {Lines} from '../../components/lines.js';
import {useLook} from '../../context.js';
import {useWindow} from '../../hooks/use-window.js';
import {
	multiplesGrid, multiplesHeadHeight, multiplesMargin, multiplesOf,
} from '../../state/latency/multiples.js';
import {sideLabelOf} from '../../state/latency/names.js';
import {cursorOf, shownIterations} from '../../state/selectors.js';
import type {ScreenProps} from '../screen-props.js';

/** The distribution of every shown iteration, small, in the same bins and on the same scale. */
export function MultiplesView({state, width, height}: ScreenProps) {
	const {theme, glyphs: {ascii, ellipsis}} = useLook();
	const shown = shownIterations(state);
	const layout = multiplesGrid(state);
	const cursor = cursorOf(state);
	const {columns, isTall, rows, cell, greatest} = layout;
	const room = height - multiplesHeadHeight;
	const block = isTall ? rows + 2 : 1;
	const {first, end} = useWindow(Math.floor(cursor / columns), Math.ceil(shown.length / columns), Math.floor(room / block), true);
	const multiples = multiplesOf(shown, state.side);
	const cells = multiples.slice(first * columns, end * columns).map((multiple, position) => {
		const index = (first * columns) + position;
		const isSelected = index === cursor;
		const signs = `${isSelected ? '>' : ' '}${state.marked.has(shown[index]?.index ?? -1) ? '*' : ' '}`;
		const lines = drawMultiple(multiple, layout, ascii).map((text, row) => `${row === 0 ? signs : '  '}${text}`);
		return isSelected ? lines.map(text => theme.cursor(text)) : lines;
	});
	const blocks = Array.from({length: end - first}, (_, line) => {
		const beside = cells.slice(line * columns, (line + 1) * columns);
		const joined = Array.from({length: isTall ? rows + 1 : 1}, (_row, row) => beside.map(lines => lines[row] ?? '').join(between));
		return isTall ? [...joined, ''] : joined;
	});
	const [low, none] = ascii ? ['.', 'blank'] : ['▁', '·'];
	const scale = `one scale: a full bar is ${formatShare(greatest, 1, {ascii})} of the own n, ${low} the least above 0, ${none} 0`;
	const head = Array.from({length: columns}, () => padEnd(' '.repeat(multiplesMargin) + multiplesHead(layout), multiplesMargin + cell)).join(between);
	return (
		<Lines lines={[
			theme.strong(cutEnd(`Multiples: latency seen by the ${sideLabelOf(shown, state.side)}, ms, log`, width, ellipsis)),
			theme.faint(cutEnd(scale, width, ellipsis)),
			theme.faint(cutEnd(head.trimEnd(), width, ellipsis)),
			...blocks.flat().slice(0, room).map(line => cutEnd(line, width, ellipsis)),
		]}/>
	);
}

const between = ' '.repeat(multiplesGap);
