import type {Quantity} from '../../../plots/quantity.js';
import {markOf} from '../../../plots/canvas.js';
import {drawTimeAxis, drawTimePlot} from '../../../plots/time-chart.js';
import {timeScaleOf} from '../../../plots/time-scale.js';
import {timeLegend} from '../../../plots/time-legend.js';
import {cutEnd, cutMiddle, widthOf} from '../../../text/cells.js';
import type {Look} from '../../../reports/theme.js';
import {minChart} from './state.js';
import type {Chart, Charts} from './charts-of.js';

type Options = {
	readonly width: number;
	readonly height: number;
	/** The first chart in sight. */
	readonly top: number;
	readonly unit: Quantity;
	/** Whether the lines of a chart are iterations. */
	readonly isOverlaid: boolean;
	/** Which of the iterations is the selected one. */
	readonly selected: string | undefined;
};

const axisHeight = 2;

/** The lines, which of the charts are in sight, and the unit of all. */
export type DrawnCharts = {readonly lines: readonly string[]; readonly first: number; readonly end: number; readonly unit: string};

/** Charts one below the other as far as they fit, all to one scale, with one axis of time below. */
export function chartLines({charts, span, marks}: Charts, {width, height, top, unit, isOverlaid, selected}: Options, look: Look): DrawnCharts {
	const {theme, glyphs: {ascii, ellipsis}} = look;
	const paint = (text: string, index: number) => theme.series[index % theme.series.length]?.(text) ?? text;
	const legend = isOverlaid ? overlayLegend(charts[0]?.series ?? [], selected, {width, ascii}, paint) : [];
	const room = height - axisHeight - legend.length;
	const fitting = Math.max(1, Math.min(charts.length, Math.floor(room / minChart)));
	const first = Math.min(top, Math.max(0, charts.length - fitting));
	const rows = Math.max(1, Math.floor(room / fitting) - 1);
	const scale = timeScaleOf(charts.flatMap(({series}) => series), span, unit);
	const position = isOverlaid ? (charts[0]?.series ?? []).findIndex(({name}) => name === selected) : -1;
	const options = {
		width, rows, scale, marks, ascii, paint, window: span, dim: theme.faint, selected: position === -1 ? undefined : position,
	};
	const headOf = ({title, series}: Chart) =>
		isOverlaid
			? theme.strong(cutMiddle(title, width, ellipsis))
			: timeLegend(
				series.map(timeSeries => ({...timeSeries, name: title})),
				options,
			).join('');
	const shown = charts.slice(first, first + fitting);
	const lines = shown.flatMap(chart => [headOf(chart), ...drawTimePlot(chart.series, options)]);
	return {
		lines: [...legend, ...lines, ...drawTimeAxis(shown[0]?.series ?? [], options)].map(line => cutEnd(line, width, ellipsis)),
		first,
		end: first + shown.length,
		unit: scale.unit.name,
	};
}

const gap = '  ';

/** Whose line is which, in as many lines as it takes; the selected iteration has a `>`. */
function overlayLegend(
	series: Chart['series'],
	selected: string | undefined,
	{width, ascii}: {readonly width: number; readonly ascii: boolean},
	paint: (text: string, index: number) => string,
): readonly string[] {
	const lines = ['clients, servers:'];
	for (const [index, {name}] of series.entries()) {
		const text = paint(`${name === selected ? '>' : ''}${markOf(index, ascii)} ${name}`, index);
		const last = lines.at(-1) ?? '';
		if (widthOf(`${last}${gap}${text}`) <= width) {
			lines[lines.length - 1] = `${last}${gap}${text}`;
		} else {
			lines.push(text);
		}
	}

	return lines;
}
