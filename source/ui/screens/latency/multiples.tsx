import {multiplesGap} from '../../../plots/multiples-layout.js';
import {drawMultiple, multiplesHead} from '../../../plots/small-multiples.js';
import {cutEnd, padEnd} from '../../../text/cells.js';
import {formatShare} from '../../../text/numbers.js';
import {Lines} from '../../components/lines.js';
import {cursorOf, markedIterations, shownIterations} from '../../state/iterations.js';
import {windowOf} from '../../state/scroll.js';
import type {ViewProps} from '../../definitions.js';
import {sideLabelOf} from './figures.js';
import {
	multiplesGrid, multiplesHeadHeight, multiplesMargin, multiplesOf, multiplesWindow,
} from './multiples-grid.js';

/** The distribution of every shown iteration, small, in the same bins and on the same scale. */
export function MultiplesView({state, width, height}: ViewProps) {
	const {theme, glyphs: {ascii, ellipsis}} = state.look;
	const shown = shownIterations(state);
	const layout = multiplesGrid(state);
	const cursor = cursorOf(state);
	const {columns, isTall, rows, cell, greatest} = layout;
	const rowsHeight = height - multiplesHeadHeight;
	const {first, end} = windowOf(state, multiplesWindow(state));
	const multiples = multiplesOf(shown, state.side);
	const marked = markedIterations(state);
	const cells = multiples.slice(first * columns, end * columns).map((multiple, position) => {
		const index = (first * columns) + position;
		const isSelected = index === cursor;
		const signs = `${isSelected ? '>' : ' '}${marked.has(shown[index]?.index ?? -1) ? '*' : ' '}`;
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
			...blocks.flat().slice(0, rowsHeight).map(line => cutEnd(line, width, ellipsis)),
		]}/>
	);
}

const between = ' '.repeat(multiplesGap);
