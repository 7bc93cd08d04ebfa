import {latencyDensity} from '../../../campaign/model/density.js';
import type {Latency} from '../../../campaign/model/iteration.js';
import {drawBoxes} from '../../../plots/box-plot.js';
import {drawHeatmap, heatRamp, heatSteps} from '../../../plots/heatmap.js';
import type {AxisRow, AxisRowsOptions} from '../../../plots/latency-axis.js';
import {paintHeat, type Look} from '../../../reports/theme.js';
import {itemAt} from '../../../system/lists.js';
import {cutEnd} from '../../../text/cells.js';
import {Lines} from '../../components/lines.js';
import type {ViewProps} from '../../definitions.js';
import {concat, styled, type StyledText} from '../../../text/styled-text.js';
import {latencyFigures, latencyOf, noPlotReason} from './figures.js';
import {
	groupExtremes, visibleGroup, groupTitle, markRows, groupRowLabels,
} from './group-rows.js';

type Row = AxisRow & {readonly latency: Latency | undefined; readonly note: string};

/** A kind of picture with one row per iteration. */
type GroupPicture = {
	readonly name: string;
	readonly legend: (look: Look, cut: (line: StyledText) => StyledText) => StyledText;
	/** The axis, then a line for each row. */
	readonly draw: (rows: readonly Row[], options: AxisRowsOptions, look: Look) => readonly StyledText[];
};

/** The picture of the shown iterations of the selected one's call type, on a common axis. */
const groupView = ({name, legend, draw}: GroupPicture) => ({state, width}: ViewProps) => {
	const {side, look} = state;
	const {theme, glyphs: {ascii, ellipsis}} = look;
	const cut = (line: StyledText) => cutEnd(line, width, ellipsis);
	const {visible, location} = visibleGroup(state);
	const {head, labels} = groupRowLabels(visible, state);
	const rows = visible.map((iteration, index): Row => {
		const latency = latencyOf(iteration, side);
		return {
			label: itemAt(labels, index), count: latency?.count ?? null, latency, note: noPlotReason(iteration),
		};
	});
	const [axis = '', ...lines] = draw(rows, {
		width: Math.max(1, width - 2), extremes: groupExtremes(state), head, ascii,
	}, look);
	return (
		<Lines lines={[
			theme.strong(cut(groupTitle(name, state, location))),
			legend(look, cut),
			theme.faint(styled`  ${axis}`),
			...markRows(lines, visible, state, width),
		]}/>
	);
};

/** Box plots. */
export const BoxesView = groupView({
	name: 'Boxes',
	legend: ({theme, glyphs: {ascii}}, cut) =>
		theme.faint(cut(ascii ? '. min, max  -- p5 to p95  ## p25 to p75  : p50  m mean' : '· min, max  ── p5–p95  ██ p25–p75  ┃ p50  ◇ mean')),
	draw: (rows, options) => drawBoxes(rows.map(({latency, ...row}) => ({...row, box: latency ? latencyFigures(latency) : null})), options),
});

/** Densities, as shades of cells. */
export const HeatmapView = groupView({
	name: 'Heatmap',
	legend({theme, glyphs: {ascii}}, cut) {
		const key = [...heatRamp(ascii)].map((character, step) => styled`${paintHeat(theme)(character, step)} >${heatSteps[step] ?? ''}`);
		return cut(styled`${theme.faint('share per decade:')} ${concat(key, '  ')}`);
	},
	draw: (rows, options, {theme}) => drawHeatmap(
		rows.map(({latency, ...row}) => ({...row, density: latency ? latencyDensity(latency) : []})),
		{...options, paint: paintHeat(theme)},
	),
});
