import {itemAt} from '../../../system/lists.js';
import {drawBoxes} from '../../../plots/box-plot.js';
import {cutEnd} from '../../../text/cells.js';
import {Lines} from '../../components/lines.js';
import type {ViewProps} from '../../definitions.js';
import {figuresOf, latencyOf, noteOf} from './figures.js';
import {
	extremesInView, groupInSight, groupTitle, markRows, rowLabels,
} from './group-rows.js';

/** One box plot per shown iteration of the selected one's call type, on a common axis. */
export function BoxesView({state, width}: ViewProps) {
	const {side, look: {theme, glyphs: {ascii, ellipsis}}} = state;
	const {inSight, location} = groupInSight(state);
	const {head, labels} = rowLabels(inSight, state);
	const [axis = '', ...boxes] = drawBoxes(inSight.map((iteration, index) => {
		const latency = latencyOf(iteration, side);
		return {
			label: itemAt(labels, index), count: latency?.count ?? null, box: latency ? figuresOf(latency) : null, note: noteOf(iteration),
		};
	}), {
		width: Math.max(1, width - 2), extremes: extremesInView(state), head, ascii,
	});
	const legend = ascii ? '. min, max  -- p5 to p95  ## p25 to p75  : p50  m mean' : '· min, max  ── p5–p95  ██ p25–p75  ┃ p50  ◇ mean';
	return (
		<Lines lines={[
			theme.strong(cutEnd(groupTitle('Boxes', state, location), width, ellipsis)),
			theme.faint(cutEnd(legend, width, ellipsis)),
			theme.faint(`  ${axis}`),
			...markRows(boxes, inSight, state, width),
		]}/>
	);
}
