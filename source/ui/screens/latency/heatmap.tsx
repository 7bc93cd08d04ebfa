import {latencyDensity} from '../../../campaign/model/density.js';
import {itemAt} from '../../../system/lists.js';
import {drawHeatmap, heatRamp, heatSteps} from '../../../plots/heatmap.js';
import {cutEnd} from '../../../text/cells.js';
import {Lines} from '../../components/lines.js';
import type {ViewProps} from '../../definitions.js';
import {latencyOf, noteOf} from './figures.js';
import {
	extremesInView, groupInSight, groupTitle, markRows, rowLabels,
} from './group-rows.js';

/** One row of densities per shown iteration of the selected one's call type, on a common axis. */
export function HeatmapView({state, width}: ViewProps) {
	const {side, look: {theme, glyphs: {ascii, ellipsis}}} = state;
	const {inSight, location} = groupInSight(state);
	const {head, labels} = rowLabels(inSight, state);
	const [axis = '', ...lines] = drawHeatmap(inSight.map((iteration, index) => {
		const latency = latencyOf(iteration, side);
		return {
			label: itemAt(labels, index), count: latency?.count ?? null, density: latency ? latencyDensity(latency) : [], note: noteOf(iteration),
		};
	}), {
		width: Math.max(1, width - 2), extremes: extremesInView(state), head, ascii, paint: (text, step) => theme.heat[step]?.(text) ?? text,
	});
	const key = [...heatRamp(ascii)].map((character, step) => `${theme.heat[step]?.(character) ?? character} >${heatSteps[step]}`).join('  ');
	return (
		<Lines
			lines={[
				theme.strong(cutEnd(groupTitle('Heatmap', state, location), width, ellipsis)),
				cutEnd(`${theme.faint('share per decade:')} ${key}`, width, ellipsis),
				theme.faint(`  ${axis}`),
				...markRows(lines, inSight, state, width),
			]}
		/>
	);
}
