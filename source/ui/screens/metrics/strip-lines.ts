import {timeLegendFigures} from '../../../plots/time-legend.js';
import {cutBuckets} from '../../../plots/time-scale.js';
import {
	drawStripAxis, drawTimeStrips, rampCaption, stripLabelWidth, type StripOptions, type TimeStrip,
} from '../../../plots/time-strips.js';
import {widest} from '../../../text/align.js';
import {
	cutEnd, cutMiddle, padEnd,
} from '../../../text/cells.js';
import {formatNumber} from '../../../text/numbers.js';
import {paintHeat, type Look} from '../../../reports/theme.js';
import {
	concat, styled, trimEnd, type StyledText,
} from '../../../text/styled-text.js';
import type {Chart, Charts} from './charts.js';
import {valueAt, type ChartLinesOptions, type DrawnCharts} from './chart-lines.js';

/** Lines besides the strips: the caption of the ramp, and the time axis. */
const otherLines = 3;
/** Minimum width of a column of strips, if there are several columns. */
const minColumn = 44;
const columnGap = 2;

/** The number of charts that fit in this many lines, with this many strips each. */
export const fittingStrips = (height: number, strips: number): number => Math.max(1, Math.floor((height - otherLines) / (strips + 1)));

/**
 * One strip per iteration: charts one below the other if several fit; otherwise the strips of a single chart in as many columns as needed; if
 * these do not fit either, those around the selected iteration.
 */
export function stripLines(charts: Charts, options: ChartLinesOptions, look: Look): DrawnCharts {
	const {width, height, top, cursor, scale} = options;
	const {theme, glyphs: {ascii, ellipsis, to}} = look;
	const count = charts.charts[0]?.series.length ?? 0;
	const fitting = Math.min(charts.charts.length, fittingStrips(height, count));
	const first = Math.min(top, Math.max(0, charts.charts.length - fitting));
	const shown = charts.charts.slice(first, first + fitting);
	const rows = Math.max(1, height - otherLines - 1);
	const columns = Math.ceil(count / rows);
	const what = cursor === undefined ? 'max under load' : 'at the cursor';
	const headOf = ({title}: Chart) => styled`${theme.strong(cutMiddle(title, width, ellipsis))}${theme.faint(`  right: ${what}, ${scale.unit.name}`)}`;
	const caption = rampCaption(scale, {width, ascii, paint: paintHeat(theme)});
	const draw = (drawn: readonly Chart[], block: Block) => drawBlock(drawn, block, {charts, options, look});
	const done = (lines: readonly StyledText[], window?: string): DrawnCharts => ({
		lines: [caption, ...lines].map(line => cutEnd(line, width, ellipsis)),
		first,
		end: first + shown.length,
		...window === undefined ? {} : {rows: window},
	});
	if (count <= rows) {
		return done(draw(shown, {
			width, from: 0, end: count, headOf,
		}));
	}

	const blockWidth = Math.floor((width - (columns - 1) * columnGap) / columns);
	if (blockWidth >= minColumn) {
		const perBlock = Math.ceil(count / columns);
		const blocks = Array.from({length: columns}, (_, index) => draw(shown, {
			width: blockWidth, from: index * perBlock, end: Math.min(count, (index + 1) * perBlock),
		}));
		const [chart] = shown;
		return done([...chart ? [headOf(chart)] : [], ...sideBySide(blocks, perBlock, blockWidth)]);
	}

	const from = Math.max(0, Math.min(count - rows, (options.selected ?? 0) - Math.floor(rows / 2)));
	return done(draw(shown, {
		width, from, end: from + rows, headOf,
	}), `rows ${from + 1}${to}${from + rows} of ${count}`);
}

/** Strips [from, end) of charts in this many cells, each chart below its heading. */
type Block = {readonly width: number; readonly from: number; readonly end: number; readonly headOf?: (chart: Chart) => StyledText};

type Drawing = {readonly charts: Charts; readonly options: ChartLinesOptions; readonly look: Look};

function drawBlock(
	drawn: readonly Chart[],
	{width, from, end, headOf}: Block,
	{charts: {charts, loadTimes}, options: {scale, selected, cursor}, look}: Drawing,
): readonly StyledText[] {
	const {theme, glyphs: {ascii}} = look;
	const strips = drawn.map(({series}) => series.map((item): TimeStrip => {
		const figures = timeLegendFigures(item, scale, loadTimes);
		const max = figures?.isOfLoad ? figures.max / scale.unit.size : null;
		return {
			label: item.name,
			series: item,
			value: cursor === undefined ? formatNumber(max, {ascii}) : valueAt(item, scale, cursor, ascii),
		};
	}));
	const options: StripOptions = {
		width,
		scale,
		labelWidth: stripLabelWidth(charts[0]?.series.map(({name}) => name) ?? []),
		valueWidth: widest(strips.flatMap(items => items.map(({value}) => value))),
		loadTimes,
		cut: cutBuckets(selected === undefined ? [] : drawn[0]?.series.slice(selected, selected + 1) ?? [], scale, undefined),
		cursor,
		ascii,
		paint: paintHeat(theme),
		strong: theme.accent,
		selected: selected === undefined ? undefined : selected - from,
	};
	const lines = drawn.flatMap((chart, index) => [...headOf ? [headOf(chart)] : [], ...drawTimeStrips(strips[index]?.slice(from, end) ?? [], options)]);
	return [...lines, ...drawStripAxis(options)];
}

/** Blocks of strips side by side; the last one may have fewer strips, but its axis is aligned with the others. */
function sideBySide(blocks: ReadonlyArray<readonly StyledText[]>, rows: number, width: number): readonly StyledText[] {
	const filled = blocks.map(lines => [...lines.slice(0, -2), ...Array.from({length: rows + 2 - lines.length}, () => ''), ...lines.slice(-2)]);
	return Array.from({length: rows + 2}, (_, row) =>
		trimEnd(concat(filled.map(lines => padEnd(lines[row] ?? '', width)), ' '.repeat(columnGap))));
}

