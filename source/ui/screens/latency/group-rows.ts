import type {Iteration} from '../../../campaign/model/iteration.js';
import {widest} from '../../../text/align.js';
import {padEnd, padStart} from '../../../text/cells.js';
import {cleanText} from '../../../text/clean.js';
import {formatCount} from '../../../text/numbers.js';
import type {Theme} from '../../../reports/theme.js';
import {useWindow} from '../../hooks/use-window.js';
import {clientsOf, groupRows} from '../../state/latency/groups.js';
import {groupOf, selectedIteration, sideOf} from '../../state/selectors.js';
import type {State} from '../../state/state.js';

/** The shown iterations of the selected one's driver and call type, those of them in sight, and which these are where they are not all. */
export function useGroupRows(state: State, height: number) {
	const rows = groupRows(state);
	const selected = selectedIteration(state);
	const {first, end} = useWindow(selected ? rows.indexOf(selected) : 0, rows.length, height, true);
	const location = end - first < rows.length ? `${formatCount(first + 1)} to ${formatCount(end)} of ${formatCount(rows.length)}` : '';
	return {rows, inSight: rows.slice(first, end), location};
}

/** What the picture is, whose latency it shows, and of which group, in which order. */
export const groupTitle = (picture: string, state: State, location: string): string => {
	const selected = selectedIteration(state);
	const order = state.latencyX === 'clients' ? '  against clients' : '';
	return `${picture}: latency seen by the ${selected ? sideOf(state, selected) : 'clients'}, ms, log  ${cleanText(selected ? groupOf(selected) : '')}${order}${location === '' ? '' : `  ${location}`}`;
};

/** The labels of rows and what stands above them: against clients their number comes first. */
export function rowLabels(
	rows: readonly Iteration[],
	{latencyX}: Pick<State, 'latencyX'>,
	ascii: boolean,
): {readonly head: string; readonly labels: readonly string[]} {
	const names = rows.map(({label}) => cleanText(label));
	if (latencyX === 'index') {
		return {head: 'ms', labels: names};
	}

	const head = 'clients';
	const counts = rows.map(iteration => formatCount(clientsOf(iteration), {ascii}));
	const width = Math.max(head.length, widest(counts));
	return {head: `${padStart(head, width)}  id`, labels: names.map((name, position) => `${padStart(counts[position] ?? '', width)}  ${name}`)};
}

/** Lines of iterations: `>` and reverse video for the selected one, `*` for marked ones. */
export function markRows(
	lines: readonly string[],
	iterations: readonly Iteration[],
	state: State,
	{width, theme}: {readonly width: number; readonly theme: Theme},
): readonly string[] {
	const selected = selectedIteration(state);
	return lines.map((line, position) => {
		const item = iterations[position];
		const text = padEnd(`${item === selected ? '>' : ' '}${item && state.marked.has(item.index) ? '*' : ' '}${line}`, width);
		return item === selected ? theme.cursor(text) : text;
	});
}
