import {densityEnds, latencyDensity} from '../../../campaign/model/density.js';
import type {Iteration} from '../../../campaign/model/iteration.js';
import {memoizeLast} from '../../../system/memoize.js';
import {tableLines} from '../../../text/align.js';
import {padEnd, padStart} from '../../../text/cells.js';
import {cleanText} from '../../../text/clean.js';
import {formatCount} from '../../../text/numbers.js';
import type {WindowSpec} from '../../definitions.js';
import {bodyHeight, visibleRows} from '../../layout.js';
import {
	markedIterations, selectedIteration, sideOf,
} from '../../state/iterations.js';
import type {State} from '../../state/state.js';
import {styled, type StyledText} from '../../../text/styled-text.js';
import {latencyOf} from './figures.js';
import {clientsOf, groupRows, latency} from './state.js';

/** Lines above the rows of boxes and heatmap: title, legend, axis. */
const headHeight = 3;

/** The visible part of the group. */
export function groupWindow(state: State): WindowSpec {
	const rows = groupRows(state);
	const selected = selectedIteration(state);
	return {
		name: latency.get(state).view,
		cursor: selected ? rows.indexOf(selected) : 0,
		count: rows.length,
		height: bodyHeight(state.size) - headHeight,
		byHalves: true,
	};
}

/** The shown iterations of the selected one's call type, the visible ones among them, and their range if not all are visible. */
export function visibleGroup(state: State) {
	const rows = groupRows(state);
	const {first, end} = visibleRows(state, groupWindow(state));
	const location = end - first < rows.length ? `${formatCount(first + 1)} to ${formatCount(end)} of ${formatCount(rows.length)}` : '';
	return {rows, visible: rows.slice(first, end), location};
}

/** The title: kind of plot, call type and side of the latency, and order of the rows. */
export function groupTitle(picture: string, state: State, location: string): string {
	const {x, isByDriver} = latency.get(state);
	const selected = selectedIteration(state);
	const order = `${isByDriver ? 'by driver, ' : ''}${x === 'clients' ? 'by clients' : 'in the order of the list'}`;
	const what = selected ? `${cleanText(selected.ranAs ?? '')} seen by the ${sideOf(state, selected)}` : '';
	return `${picture}: ${what}, ms, log; ${order}${location === '' ? '' : `  ${location}`}`;
}

/** Row labels and their heading: clients if sorted by them, driver if there are several, id. */
export function groupRowLabels(rows: readonly Iteration[], state: State): {readonly head: string; readonly labels: readonly string[]} {
	const all = groupRows(state);
	const [head = '', ...labels] = tableLines([
		...latency.get(state).x === 'clients'
			? [{pad: padStart, cells: ['clients', ...rows.map(iteration => formatCount(clientsOf(iteration), {ascii: state.look.glyphs.ascii}))]}]
			: [],
		...new Set(all.map(({driver}) => driver)).size > 1 ? [{pad: padEnd, cells: ['driver', ...rows.map(({driver}) => cleanText(driver ?? ''))]}] : [],
		{pad: padEnd, cells: ['id', ...rows.map(({label}) => cleanText(label))]},
	]).map(line => line.trimEnd());
	return {head, labels};
}

/** The extremes (ms) of all iterations of the selected one's call type, including filtered ones: the axis does not change with the filter. */
export function groupExtremes(state: State): readonly number[] {
	const selected = selectedIteration(state);
	return selected ? extremesOf(state.iterations, selected.ranAs, state.side) : [];
}

const extremesOf = memoizeLast((iterations: readonly Iteration[], callType: string | null, side: State['side']): readonly number[] =>
	iterations.filter(({ranAs}) => ranAs === callType).flatMap(iteration => {
		const latency = latencyOf(iteration, side);
		return latency ? densityEnds(latencyDensity(latency)) : [];
	}));

/** Marks lines of iterations: `>` and reverse video for the selected one, `*` for marked ones. */
export function markRows(lines: readonly StyledText[], iterations: readonly Iteration[], state: State, width: number): readonly StyledText[] {
	const selected = selectedIteration(state);
	const marked = markedIterations(state);
	return lines.map((line, row) => {
		const iteration = iterations[row];
		const text = padEnd(styled`${iteration === selected ? '>' : ' '}${iteration && marked.has(iteration.index) ? '*' : ' '}${line}`, width);
		return iteration === selected ? state.look.theme.cursor(text) : text;
	});
}
