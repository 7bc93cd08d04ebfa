import {useMemo} from 'react';
import type {Iteration} from '../../../campaign/model/iteration.js';
import type {Bin} from '../../../plots/bins.js';
import {drawHeatmap, shadesOf} from '../../../plots/heatmap.js';
import {stepEdges} from '../../../plots/step-edges.js';
import {cutEnd} from '../../../text/cells.js';
import {Lines} from '../../components/lines.js';
import {useLook} from '../../context.js';
import {latencyOf, noteOf, steppedBins} from '../../state/latency/figures-of.js';
import type {State} from '../../state/state.js';
import type {ScreenProps} from '../screen-props.js';
import {
	groupTitle, markRows, rowLabels, useGroupRows,
} from './group-rows.js';

/** Lines above the rows: the title, the key to the shades, the edges. */
const headHeight = 3;

/** A row of shades for every shown iteration of the selected one's driver and call type, in the same bins. */
export function HeatmapView({state, width, height}: ScreenProps) {
	const {theme, glyphs} = useLook();
	const {ascii, ellipsis} = glyphs;
	const {side} = state;
	const {rows, inSight, location} = useGroupRows(state, height - headHeight);
	const edges = useMemo(() => stepEdges(rows.flatMap(iteration => binsFor(iteration, side))), [rows, side]);
	const {head, labels} = rowLabels(inSight, state, ascii);
	const [axis = '', ...lines] = drawHeatmap(inSight.map((iteration, index) => ({
		label: labels[index] ?? '', count: latencyOf(iteration, side)?.count ?? null, bins: binsFor(iteration, side), note: noteOf(iteration),
	})), {
		width: Math.max(1, width - 2), edges, head, ascii,
	});
	const [tiny = '', few = '', some = '', many = '', maximum = ''] = shadesOf(ascii);
	const upTo = ascii ? '<=' : '≤';
	return (
		<Lines
			lines={[
				theme.strong(cutEnd(groupTitle('Heatmap', state, location), width, ellipsis)),
				theme.faint(cutEnd(
					`% of the row: blank 0  ${tiny} ${upTo}0.1  ${few} ${upTo}1  ${some} ${upTo}10  ${many} ${upTo}50  ${maximum} >50`,
					width,
					ellipsis,
				)),
				theme.faint(`  ${axis}`),
				...markRows(lines, inSight, state, {width, theme}),
			]}
		/>
	);
}

const binsFor = (iteration: Iteration, side: State['side']): readonly Bin[] => {
	const latency = latencyOf(iteration, side);
	return latency ? steppedBins(latency) : [];
};
