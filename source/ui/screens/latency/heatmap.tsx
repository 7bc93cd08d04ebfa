import {itemAt} from '../../../system/assert.js';
import type {Iteration} from '../../../campaign/model/iteration.js';
import type {Bin} from '../../../plots/bins.js';
import {drawHeatmap, shadesOf} from '../../../plots/heatmap.js';
import {stepEdges} from '../../../plots/step-edges.js';
import {memoizeLast} from '../../../system/memoize.js';
import {cutEnd} from '../../../text/cells.js';
import {Lines} from '../../components/lines.js';
import type {State} from '../../state/state.js';
import type {ViewProps} from '../../definitions.js';
import {latencyOf, noteOf, steppedBins} from './figures.js';
import {
	groupInSight, groupTitle, markRows, rowLabels,
} from './group-rows.js';

/** A row of shades for every shown iteration of the selected one's driver and call type, in the same bins. */
export function HeatmapView({state, width}: ViewProps) {
	const {side, look: {theme, glyphs: {ascii, ellipsis}}} = state;
	const {rows, inSight, location} = groupInSight(state);
	const edges = edgesOf(rows, side);
	const {head, labels} = rowLabels(inSight, state);
	const [axis = '', ...lines] = drawHeatmap(inSight.map((iteration, index) => ({
		label: itemAt(labels, index), count: latencyOf(iteration, side)?.count ?? null, bins: binsFor(iteration, side), note: noteOf(iteration),
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
				...markRows(lines, inSight, state, width),
			]}
		/>
	);
}

const binsFor = (iteration: Iteration, side: State['side']): readonly Bin[] => {
	const latency = latencyOf(iteration, side);
	return latency ? steppedBins(latency) : [];
};

/** The edges of the bins that all rows share. */
const edgesOf = memoizeLast((rows: readonly Iteration[], side: State['side']) => stepEdges(rows.flatMap(iteration => binsFor(iteration, side))));
