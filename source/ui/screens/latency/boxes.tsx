import {useMemo} from 'react';
import type {Iteration} from '../../../campaign/model/iteration.js';
import {drawBoxes} from '../../../plots/box-plot.js';
import {cutEnd} from '../../../text/cells.js';
import {Lines} from '../../components/lines.js';
import {useLook} from '../../context.js';
import {figuresOf, latencyOf, noteOf} from '../../state/latency/figures-of.js';
import type {State} from '../../state/state.js';
import type {ScreenProps} from '../screen-props.js';
import {
	groupTitle, markRows, rowLabels, useGroupRows,
} from './group-rows.js';

/** Lines above the rows: the title, the key to the marks, the axis. */
const headHeight = 3;

/** A box plot for every shown iteration of the selected one's driver and call type, on one axis. */
export function BoxesView({state, width, height}: ScreenProps) {
	const {theme, glyphs} = useLook();
	const {ascii, ellipsis} = glyphs;
	const {side} = state;
	const {rows, inSight, location} = useGroupRows(state, height - headHeight);
	const extremes = useMemo(() => rows.flatMap(iteration => extremesOf(iteration, side)), [rows, side]);
	const {head, labels} = rowLabels(inSight, state, ascii);
	const [axis = '', ...boxes] = drawBoxes(inSight.map((iteration, index) => {
		const latency = latencyOf(iteration, side);
		return {
			label: labels[index] ?? '', count: latency?.count ?? null, box: latency ? figuresOf(latency) : null, note: noteOf(iteration),
		};
	}), {
		width: Math.max(1, width - 2), extremes, head, ascii,
	});
	const legend = ascii ? '. min  |- p5  ## p25 to p75  : p50  o mean  -| p95  . max' : '· min  ├─ p5  ██ p25–p75  │ p50  ● mean  ─┤ p95  · max';
	return (
		<Lines lines={[
			theme.strong(cutEnd(groupTitle('Boxes', state, location), width, ellipsis)),
			theme.faint(cutEnd(legend, width, ellipsis)),
			theme.faint(`  ${axis}`),
			...markRows(boxes, inSight, state, {width, theme}),
		]}/>
	);
}

function extremesOf(iteration: Iteration, side: State['side']): readonly number[] {
	const latency = latencyOf(iteration, side);
	const box = latency ? figuresOf(latency) : null;
	return box ? [box.min, box.max] : [];
}
