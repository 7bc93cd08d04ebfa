import {latencyDensity} from '../../../campaign/model/density.js';
import {itemAt} from '../../../system/lists.js';
import type {Iteration} from '../../../campaign/model/iteration.js';
import {
	layoutMultiples, multipleFrame, multiplesGap, drawMultiple, multiplesHead, type Multiple, type MultiplesLayout,
} from '../../../plots/small-multiples.js';
import {memoizeLast} from '../../../system/memoize.js';
import {
	cursorOf, iterationsList, shownIterations, markedIterations,
} from '../../state/iterations.js';
import type {ListModel} from '../../state/list.js';
import type {State} from '../../state/state.js';
import {bodyHeight, visibleRows} from '../../layout.js';
import type {WindowSpec, ViewProps} from '../../definitions.js';
import {hasFailedMessages} from '../../../campaign/model/delivery.js';
import {cutEnd, padEnd} from '../../../text/cells.js';
import {Lines} from '../../components/lines.js';
import {concat} from '../../../text/styled-text.js';
import {
	latencyFigures, latencyOf, iterationNames, noPlotReason, sideLabelOf,
} from './figures.js';

/** Cells before each distribution, for cursor and mark. */
const multiplesMargin = 2;
/** Lines above the grid: title, legend, column headings. The rest of the height is a page. */
const multiplesHeadHeight = 3;

/** The layout of the shown iterations as small multiples on a screen of this size, memoized. */
export const multiplesGrid = (state: State): MultiplesLayout =>
	layoutOf(multiplesOf(shownIterations(state), state.side), state.size.columns, bodyHeight(state.size) - multiplesHeadHeight + 1);

/** The distributions of these iterations, as drawn in the grid. Memoized. */
export const multiplesOf = memoizeLast((shown: readonly Iteration[], side: State['side']): readonly Multiple[] => {
	const names = iterationNames(shown, ['driver', 'ranAs']);
	return shown.map((iteration, index) => {
		const latency = latencyOf(iteration, side);
		return {
			name: itemAt(names, index),
			count: latency?.count ?? null,
			p99: latency ? latencyFigures(latency)?.p99 ?? null : null,
			density: latency ? latencyDensity(latency) : [],
			note: noPlotReason(iteration),
		};
	});
});

const layoutOf = memoizeLast((multiples: readonly Multiple[], width: number, height: number) =>
	layoutMultiples(multiples, {width, height, margin: multiplesMargin}));

/** The shown iterations in the columns of the grid. */
export const multiplesList: ListModel<Iteration> = {...iterationsList, perLine: state => multiplesGrid(state).columns};

/** The visible lines of the grid. */
export function multiplesWindow(state: State): WindowSpec {
	const {columns, rows} = multiplesGrid(state);
	return {
		name: 'multiples',
		cursor: Math.floor(cursorOf(state) / columns),
		count: Math.ceil(shownIterations(state).length / columns),
		// The blank line below the last row may be cut off.
		height: Math.max(1, Math.floor((bodyHeight(state.size) - multiplesHeadHeight + 1) / (rows + multipleFrame))),
		byHalves: true,
	};
}

/** A small plot of the distribution of every shown iteration, on a common axis. */
export function MultiplesView({state, width, height}: ViewProps) {
	const {theme, glyphs: {ascii, ellipsis}} = state.look;
	const shown = shownIterations(state);
	const layout = multiplesGrid(state);
	const cursor = cursorOf(state);
	const {columns, rows, cell} = layout;
	const rowsHeight = height - multiplesHeadHeight;
	const {first, end} = visibleRows(state, multiplesWindow(state));
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
		const head = isSelected ? theme.cursor(name) : (iteration && hasFailedMessages(iteration) ? theme.bad(name) : name);
		return [head, ...lines.map(text => `${' '.repeat(multiplesMargin)}${text}`)];
	});
	const blocks = Array.from({length: end - first}, (_, line) => {
		const beside = cells.slice(line * columns, (line + 1) * columns);
		const joined = Array.from({length: rows + 1}, (_row, row) => concat(beside.map(lines => lines[row] ?? ''), between));
		return [...joined, ''];
	});
	const scale = 'share per decade; each scaled to its own maximum';
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
