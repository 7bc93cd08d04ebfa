import {useMemo} from 'react';
import type {Iteration} from '../../../campaign/iteration.js';
import {padEnd} from '../../../text/cells.js';
import {cleanText} from '../../../text/clean.js';
import type {Theme} from '../../theme.js';
import {useWindow} from '../../hooks/use-window.js';
import {
	groupOf, selectedIteration, shownIterations, sideOf,
} from '../../state/selectors.js';
import type {State} from '../../state/state.js';

/** The shown iterations of the selected one's driver and call type, and those of them in sight. */
export function useGroupRows(state: State, height: number) {
	const shown = shownIterations(state);
	const selected = selectedIteration(state);
	const group = selected ? groupOf(selected) : '';
	const rows = useMemo(() => shown.filter(one => groupOf(one) === group), [shown, group]);
	const {first, end} = useWindow(selected ? rows.indexOf(selected) : 0, rows.length, height);
	return {rows, inSight: rows.slice(first, end)};
}

/** What the picture is, whose latency it shows, and of which group. */
export const groupTitle = (picture: string, state: State): string => {
	const selected = selectedIteration(state);
	return `${picture}: latency seen by the ${selected ? sideOf(state, selected) : 'clients'}, ms, log  ${cleanText(selected ? groupOf(selected) : '')}`;
};

/** Lines of iterations: `>` and reverse video for the selected one, `*` for marked ones. */
export function markRows(lines: readonly string[], iterations: readonly Iteration[], state: State, {width, theme}: {readonly width: number; readonly theme: Theme}): readonly string[] {
	const selected = selectedIteration(state);
	return lines.map((line, place) => {
		const one = iterations[place];
		const text = padEnd(`${one === selected ? '>' : ' '}${one && state.marked.has(one.index) ? '*' : ' '}${line}`, width);
		return one === selected ? theme.cursor(text) : text;
	});
}
