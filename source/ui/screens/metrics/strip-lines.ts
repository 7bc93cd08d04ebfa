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
import type {Look} from '../../../reports/theme.js';
import type {Chart, Charts} from './charts-of.js';
import {valueAt, type ChartOptions, type DrawnCharts} from './chart-lines.js';

/** The caption of the ramp, and the axis of time. */
const around = 3;
/** Cells of a column of strips at the least, where they stand beside each other. */
const minColumn = 44;
const columnGap = 2;

/** Charts that have room in so many lines, with so many strips each. */
export const fittingStrips = (height: number, strips: number): number => Math.max(1, Math.floor((height - around) / (strips + 1)));

/**
 * A strip per iteration: charts one below the other where there is room for several, else the strips of one in as many columns as it
 * takes, else those around the selected iteration.
 */
export function stripLines(charts: Charts, options: ChartOptions, look: Look): DrawnCharts {
	const {width, height, top, cursor, scale} = options;
	const {theme, glyphs: {ascii, ellipsis, to}} = look;
	const count = charts.charts[0]?.series.length ?? 0;
	const fitting = Math.min(charts.charts.length, fittingStrips(height, count));
	const first = Math.min(top, Math.max(0, charts.charts.length - fitting));
	const shown = charts.charts.slice(first, first + fitting);
	const rows = Math.max(1, height - around - 1);
	const columns = Math.ceil(count / rows);
	const what = cursor === undefined ? 'greatest under load' : 'at the cursor';
	const headOf = ({title}: Chart) => `${theme.strong(cutMiddle(title, width, ellipsis))}${theme.faint(`  right: ${what}, ${scale.unit.name}`)}`;
	const caption = rampCaption(scale, {width, ascii, paint: heatPaint(look)});
	const draw = (drawn: readonly Chart[], block: Block) => drawBlock(drawn, block, {charts, options, look});
	const done = (lines: readonly string[], window?: string): DrawnCharts => ({
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
		return done([...chart ? [headOf(chart)] : [], ...besideEachOther(blocks, perBlock, blockWidth)]);
	}

	const from = Math.max(0, Math.min(count - rows, (options.selected ?? 0) - Math.floor(rows / 2)));
	return done(draw(shown, {
		width, from, end: from + rows, headOf,
	}), `rows ${from + 1}${to}${from + rows} of ${count}`);
}

/** Strips [from, end) of charts, in so many cells, each chart below its head. */
type Block = {readonly width: number; readonly from: number; readonly end: number; readonly headOf?: (chart: Chart) => string};

function drawBlock(
	drawn: readonly Chart[],
	{width, from, end, headOf}: Block,
	{charts: {charts, marks}, options: {scale, selected, cursor}, look}: {readonly charts: Charts; readonly options: ChartOptions; readonly look: Look},
): readonly string[] {
	const {theme, glyphs: {ascii}} = look;
	const strips = drawn.map(({series}) => series.map((item): TimeStrip => {
		const figures = timeLegendFigures(item, scale, marks);
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
		marks,
		cut: cutBuckets(selected === undefined ? [] : drawn[0]?.series.slice(selected, selected + 1) ?? [], scale, undefined),
		cursor,
		ascii,
		paint: heatPaint(look),
		strong: theme.accent,
		selected: selected === undefined ? undefined : selected - from,
	};
	const lines = drawn.flatMap((chart, index) => [...headOf ? [headOf(chart)] : [], ...drawTimeStrips(strips[index]?.slice(from, end) ?? [], options)]);
	return [...lines, ...drawStripAxis(options)];
}

/** Blocks of strips as columns; those of the last one may be fewer, its axis stands below the others all the same. */
function besideEachOther(blocks: ReadonlyArray<readonly string[]>, rows: number, width: number): readonly string[] {
	const filled = blocks.map(lines => [...lines.slice(0, -2), ...Array.from({length: rows + 2 - lines.length}, () => ''), ...lines.slice(-2)]);
	return Array.from({length: rows + 2}, (_, row) => filled.map(lines => padEnd(lines[row] ?? '', width)).join(' '.repeat(columnGap)).trimEnd());
}

/** Paints a step of the heat ramp. */
export const heatPaint = ({theme}: Look) => (text: string, step: number): string => theme.heat[step]?.(text) ?? text;
