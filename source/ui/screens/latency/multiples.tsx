import {isTroubled} from '../../../campaign/model/delivery.js';
import {multiplesGap, drawMultiple, multiplesHead} from '../../../plots/small-multiples.js';
import {cutEnd, padEnd} from '../../../text/cells.js';
import {Lines} from '../../components/lines.js';
import {cursorOf, markedIterations, shownIterations} from '../../state/iterations.js';
import {windowOf} from '../../state/scroll.js';
import type {ViewProps} from '../../definitions.js';
import {sideLabelOf} from './figures.js';
import {
	multiplesGrid, multiplesHeadHeight, multiplesMargin, multiplesOf, multiplesWindow,
} from './multiples-grid.js';

/** A small plot of the distribution of every shown iteration, on a common axis. */
export function MultiplesView({state, width, height}: ViewProps) {
	const {theme, glyphs: {ascii, ellipsis}} = state.look;
	const shown = shownIterations(state);
	const layout = multiplesGrid(state);
	const cursor = cursorOf(state);
	const {columns, rows, cell} = layout;
	const rowsHeight = height - multiplesHeadHeight;
	const {first, end} = windowOf(state, multiplesWindow(state));
	const multiples = multiplesOf(shown, state.side);
	const marked = markedIterations(state);
	const cells = multiples.slice(first * columns, end * columns).map((multiple, position) => {
		const index = (first * columns) + position;
		const isSelected = index === cursor;
		const iteration = shown[index];
		const signs = `${isSelected ? '>' : ' '}${marked.has(iteration?.index ?? -1) ? '*' : ' '}`;
		const {title, lines} = drawMultiple(multiple, layout, ascii);
		// The cursor does not invert densities, which would look like their complement.
		const name = `${signs}${title}`;
		const head = isSelected ? theme.cursor(name) : (iteration && isTroubled(iteration) ? theme.bad(name) : name);
		return [head, ...lines.map(text => `${' '.repeat(multiplesMargin)}${text}`)];
	});
	const blocks = Array.from({length: end - first}, (_, line) => {
		const beside = cells.slice(line * columns, (line + 1) * columns);
		const joined = Array.from({length: rows + 1}, (_row, row) => beside.map(lines => lines[row] ?? '').join(between));
		return [...joined, ''];
	});
	const scale = 'share per decade; each on a scale of its own, its highest cell is full';
	const head = Array.from({length: columns}, () => padEnd(' '.repeat(multiplesMargin) + multiplesHead(layout, ascii), multiplesMargin + cell)).join(between);
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
