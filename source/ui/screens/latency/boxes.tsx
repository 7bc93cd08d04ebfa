import {useMemo} from 'react';
import {isLoaded, type Iteration} from '../../../campaign/iteration.js';
import {drawBoxes, type BoxRow} from '../../../plots/box-plot.js';
import {cutEnd, padEnd} from '../../../text/cells.js';
import {cleanText} from '../../../text/clean.js';
import {Lines} from '../../components/lines.js';
import {useLook} from '../../context.js';
import {useWindow} from '../../hooks/use-window.js';
import {
	cursorOf, groupOf, selectedIteration, shownIterations, sideOf,
} from '../../state/selectors.js';
import type {State} from '../../state/state.js';
import type {ScreenProps} from '../screen-props.js';
import {boxOf} from './box-of.js';

/** Lines above the rows: the title, the key to the marks, the axis. */
const headHeight = 3;

/** A box plot for every shown iteration of the selected one's driver and call type, on one axis. */
export function BoxesView({state, width, height}: ScreenProps) {
	const {theme, glyphs} = useLook();
	const {ascii, ellipsis} = glyphs;
	const {side, marked} = state;
	const shown = shownIterations(state);
	const selected = selectedIteration(state);
	const group = selected ? groupOf(selected) : '';
	const rows = useMemo(() => shown.filter(one => groupOf(one) === group), [shown, group]);
	const extremes = useMemo(() => rows.flatMap(one => rowExtremes(one, side)), [rows, side]);
	const cursor = selected ? rows.indexOf(selected) : cursorOf(state);
	const {first, end} = useWindow(cursor, rows.length, height - headHeight);
	const [axis = '', ...boxes] = drawBoxes(rows.slice(first, end).map(one => rowOf(one, side)), {width: Math.max(1, width - 2), extremes, ascii});
	const speaking = side === 'auto' ? 'the side that speaks' : side;
	const legend = ascii ? '|- p5  ## p25 to p75  : p50  o mean  -| p95  . max' : '├─ p5  ██ p25–p75  │ p50  ● mean  ─┤ p95  · max';
	return (
		<Lines lines={[
			theme.strong(cutEnd(`Boxes: latency seen by ${side === 'auto' ? speaking : `the ${speaking}`}, ms, log  ${cleanText(group)}`, width, ellipsis)),
			theme.faint(cutEnd(legend, width, ellipsis)),
			theme.faint(`  ${axis}`),
			...boxes.map((line, place) => {
				const one = rows[first + place];
				const isSelected = one === selected;
				const text = padEnd(`${isSelected ? '>' : ' '}${one && marked.has(one.index) ? '*' : ' '}${line}`, width);
				return isSelected ? theme.cursor(text) : text;
			}),
		]}/>
	);
}

const rowExtremes = (one: Iteration, side: State['side']): readonly number[] => {
	const box = isLoaded(one) ? boxOf(one[sideOf({side}, one)].latency) : null;
	return box ? [box.p5, box.max] : [];
};

function rowOf(one: Iteration, side: State['side']): BoxRow {
	const label = cleanText(one.label);
	if (!isLoaded(one)) {
		return {
			label, count: null, box: null, note: `skipped: ${cleanText(one.reason)}`,
		};
	}

	const {latency} = one[sideOf({side}, one)];
	return {
		label, count: latency.count, box: boxOf(latency), note: 'no samples',
	};
}
