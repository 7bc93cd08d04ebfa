import {itemAt} from '../../../system/assert.js';
import type {Iteration} from '../../../campaign/model/iteration.js';
import {widest} from '../../../text/align.js';
import {padEnd, padStart} from '../../../text/cells.js';
import {cleanText} from '../../../text/clean.js';
import {formatCount} from '../../../text/numbers.js';
import type {WindowSpec} from '../../definitions.js';
import {bodyHeight} from '../../layout.js';
import {
	groupOf, markedIterations, selectedIteration, sideOf,
} from '../../state/iterations.js';
import {windowOf} from '../../state/scroll.js';
import type {State} from '../../state/state.js';
import {clientsOf, groupRows, latency} from './state.js';

/** Lines above the rows of boxes and heatmap: the title, the key to the marks, the axis. */
const headHeight = 3;

/** What of the group is in sight. */
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

/** The shown iterations of the selected one's driver and call type, those of them in sight, and which these are where they are not all. */
export function groupInSight(state: State) {
	const rows = groupRows(state);
	const {first, end} = windowOf(state, groupWindow(state));
	const location = end - first < rows.length ? `${formatCount(first + 1)} to ${formatCount(end)} of ${formatCount(rows.length)}` : '';
	return {rows, inSight: rows.slice(first, end), location};
}

/** What the picture is, whose latency it shows, and of which group, in which order. */
export function groupTitle(picture: string, state: State, location: string): string {
	const selected = selectedIteration(state);
	const order = latency.get(state).x === 'clients' ? '  against clients' : '';
	return `${picture}: latency seen by the ${selected ? sideOf(state, selected) : 'clients'}, ms, log  ${cleanText(selected ? groupOf(selected) : '')}${order}${location === '' ? '' : `  ${location}`}`;
}

/** The labels of rows and what stands above them: against clients their number comes first. */
export function rowLabels(rows: readonly Iteration[], state: State): {readonly head: string; readonly labels: readonly string[]} {
	const names = rows.map(({label}) => cleanText(label));
	if (latency.get(state).x === 'index') {
		return {head: 'ms', labels: names};
	}

	const head = 'clients';
	const counts = rows.map(iteration => formatCount(clientsOf(iteration), {ascii: state.look.glyphs.ascii}));
	const width = Math.max(head.length, widest(counts));
	return {head: `${padStart(head, width)}  id`, labels: names.map((name, index) => `${padStart(itemAt(counts, index), width)}  ${name}`)};
}

/** Lines of iterations: `>` and reverse video for the selected one, `*` for marked ones. */
export function markRows(lines: readonly string[], iterations: readonly Iteration[], state: State, width: number): readonly string[] {
	const selected = selectedIteration(state);
	const marked = markedIterations(state);
	return lines.map((line, row) => {
		const iteration = iterations[row];
		const text = padEnd(`${iteration === selected ? '>' : ' '}${iteration && marked.has(iteration.index) ? '*' : ' '}${line}`, width);
		return iteration === selected ? state.look.theme.cursor(text) : text;
	});
}
