import {itemAt} from '../system/assert.js';
import {widest} from '../text/align.js';
import {cutEnd, padStart} from '../text/cells.js';
import {drawSparkRows} from './bars.js';
import {
	createCanvas, type Paint, joinLevels, markOf,
} from './canvas.js';
import {displayUnit, type DisplayUnit, type Quantity} from './quantity.js';
import {timeAxis} from './time-axis.js';
import {timeLegend} from './time-legend.js';
import {tickLabels, valueAxis, type ValueAxis} from './value-axis.js';

/** A named series: means of buckets, by the time at which each begins (ms), ascending; null where there is no value. */
export type TimeSeries = {readonly name: string; readonly points: ReadonlyArray<readonly [time: number, value: number | null]>};

/** What charts share, so that they compare: the time (ms, 0:00 is 0) and the values that the axes must hold, the length of a bucket (ms), and the unit. */
export type TimeScale = {readonly from: number; readonly to: number; readonly bucket: number; readonly top: number; readonly unit: DisplayUnit};

type Look = {
	readonly ascii?: boolean;
	readonly paint?: Paint;
};

export type TimeChartOptions = Look & {
	readonly width: number;
	/** Lines of the plot itself, at the most. */
	readonly rows: number;
	readonly scale: TimeScale;
	/** The span that was looked at (ms): buckets that it cuts are marked. */
	readonly window?: {readonly from: number; readonly to: number} | undefined;
	/** When the load began and ended (ms). */
	readonly marks?: readonly number[];
	/** The index of the first series among all, for its character. */
	readonly firstIndex?: number;
	/** The series that is drawn last, and the others dim. */
	readonly selected?: number | undefined;
	readonly dim?: (text: string) => string;
};

/** The scale that holds all series, and this span of time. */
export function timeScaleOf(
	series: readonly TimeSeries[],
	{from, to, bucket}: {readonly from: number; readonly to: number; readonly bucket: number},
	quantity: Quantity,
): TimeScale {
	let [first, last, top] = [from, to, 0];
	const values: number[] = [];
	for (const {points} of series) {
		for (const [time, value] of points) {
			if (value !== null) {
				first = Math.min(first, time);
				last = Math.max(last, time + bucket);
				values.push(value);
				top = Math.max(top, value);
			}
		}
	}

	const unit = displayUnit(quantity, values);
	return {
		from: first, to: last, bucket, top: top / unit.size, unit,
	};
}

type Layout = {readonly axis: ValueAxis; readonly labels: ReadonlyMap<number, string>; readonly left: number; readonly columns: number; readonly rows: number};

/** Rows and columns of the plot, and what stands before it. Of one series the ticks are edges of rows, of several their middles. */
function layoutOf(isArea: boolean, {width, rows: maxRows, scale}: Pick<TimeChartOptions, 'width' | 'rows' | 'scale'>): Layout {
	const axis = valueAxis(scale.top, Math.max(1, isArea ? maxRows : maxRows - 1), {isWhole: scale.unit.name === 'connections'});
	const labels = tickLabels(axis);
	const left = widest([...labels.values()]);
	return {
		axis, labels, left, columns: Math.max(1, width - left - 1), rows: isArea ? axis.rows : axis.rows + 1,
	};
}

/** The column of a time: the one that begins at or before it. */
const columnAt = ({from, to}: TimeScale, time: number, columns: number): number => Math.floor((time - from) / Math.max(1, to - from) * columns + 1e-9);

/**
 * Means of buckets as levels over their own spans, from 0 to the scale's top: one series as an area in eighths of a cell, several as lines,
 * each with its character in the middle of its buckets. A bucket without a value is a gap.
 */
export function drawTimePlot(series: readonly TimeSeries[], options: TimeChartOptions): readonly string[] {
	const {scale, marks = [], ascii = false} = options;
	const layout = layoutOf(series.length <= 1, options);
	const lines = series.length <= 1 ? drawArea(series[0], layout, options) : drawLevels(series, layout, options);
	const guide = new Set(marks.map(mark => Math.min(layout.columns - 1, columnAt(scale, mark, layout.columns))));
	const [edge, tick, mark] = ascii ? ['|', '+', ':'] : ['│', '┤', '┊'];
	return lines.map((cells, index) => {
		const height = layout.rows - index - (series.length <= 1 ? 0 : 1);
		const label = layout.labels.get(height);
		const line = cells.map((cell, column) => cell === ' ' && guide.has(column) ? mark : cell).join('');
		return `${padStart(label ?? '', layout.left)}${label === undefined ? edge : tick}${line}`.trimEnd();
	});
}

/** Each column's level: the greatest of the buckets that begin in it, else that of the bucket it lies in; null in gaps. */
function levelsOf({points}: TimeSeries, {columns}: Layout, scale: TimeScale): ReadonlyArray<number | null> {
	const levels = Array.from<unknown, number | null>({length: columns}, () => null);
	const begun = new Set<number>();
	for (const [time, value] of points) {
		const first = Math.max(0, columnAt(scale, time, columns));
		const end = Math.max(first + 1, Math.min(columns, columnAt(scale, time + scale.bucket, columns)));
		for (let column = first; column < end && column < columns; column++) {
			const before = begun.has(column) ? levels[column] ?? null : null;
			levels[column] = value === null ? before : Math.max(value / scale.unit.size, before ?? -Infinity);
		}

		begun.add(first);
	}

	return levels;
}

function drawArea(
	series: TimeSeries | undefined,
	layout: Layout,
	{scale, firstIndex = 0, ascii = false, paint = text => text}: TimeChartOptions,
): readonly string[][] {
	const levels = series ? levelsOf(series, layout, scale) : [];
	// A level of 0 is a value, and seen.
	const heights = Array.from({length: layout.columns}, (_, column) => {
		const level = levels[column] ?? null;
		return level === null ? 0 : Math.max(layout.axis.to / layout.rows / 8, level);
	});
	const drawn = drawSparkRows(heights, {rows: layout.rows, greatest: layout.axis.to, ascii});
	return drawn.map(line => [...line].map(cell => cell === ' ' ? cell : paint(cell, firstIndex)));
}

function drawLevels(
	series: readonly TimeSeries[],
	layout: Layout,
	{scale, firstIndex = 0, selected, dim = text => text, ascii = false, paint = text => text}: TimeChartOptions,
): readonly string[][] {
	const {axis, columns, rows} = layout;
	const canvas = createCanvas(columns, rows);
	const rowOf = (level: number) => Math.round(Math.max(0, level) / axis.to * (rows - 1));
	const order = [...series.keys()].sort((a, b) => Number(a === selected) - Number(b === selected));
	for (const index of order) {
		const levels = levelsOf(itemAt(series, index), layout, scale);
		joinLevels(canvas, levels.map(level => level === null ? null : rowOf(level)), {series: firstIndex + index, rows, ascii});
		for (const [time, value] of itemAt(series, index).points) {
			if (value !== null) {
				const middle = columnAt(scale, time + scale.bucket / 2, columns);
				canvas.put(middle, rowOf(value / scale.unit.size), markOf(firstIndex + index, ascii), firstIndex + index);
			}
		}
	}

	const painted = (text: string, index: number) => selected === undefined || index === firstIndex + selected ? paint(text, index) : dim(text);
	return canvas.cells(painted);
}

/** The axis of time below plots: its rule, dotted below buckets that the window cuts, and its labels. */
export function drawTimeAxis(
	series: readonly TimeSeries[],
	options: Pick<TimeChartOptions, 'width' | 'rows' | 'scale' | 'ascii' | 'window' | 'marks'>,
): readonly [rule: string, labels: string] {
	const {scale, window, ascii = false} = options;
	const {left, columns, labels} = layoutOf(series.length <= 1, options);
	const {ticks} = timeAxis(scale.from, scale.to, columns);
	const rule = Array.from<unknown, string>({length: columns}, (_, column) => {
		const time = scale.from + (column + 0.5) / columns * (scale.to - scale.from);
		return isPartial(series, time, scale, window) ? (ascii ? '~' : '┄') : (ascii ? '-' : '─');
	});
	const below = Array.from({length: columns}, () => ' ');
	for (const {value, label} of ticks) {
		const column = Math.min(columns - 1, columnAt(scale, value, columns));
		const start = Math.min(column, columns - label.length);
		if (start >= 0 && below.slice(Math.max(0, start - 1), start + label.length + 1).every(cell => cell === ' ')) {
			below.splice(start, label.length, ...label);
			rule[column] = ascii ? '+' : '┬';
		}
	}

	for (const mark of options.marks ?? []) {
		// An area may cover the guides above.
		rule[Math.min(columns - 1, Math.max(0, columnAt(scale, mark, columns)))] = ascii ? ':' : '┊';
	}

	const zero = series.length <= 1 ? labels.get(0) ?? '' : '';
	return [`${padStart(zero, left)}${ascii ? '+' : '└'}${rule.join('')}`, `${' '.repeat(left)} ${below.join('').trimEnd()}`];
}

/** Whether the bucket at a time is cut by the window. */
function isPartial(series: readonly TimeSeries[], time: number, {bucket}: TimeScale, window: TimeChartOptions['window']): boolean {
	if (!window) {
		return false;
	}

	return series.some(({points}) => points.some(([start]) =>
		start <= time && time < start + bucket && (start < window.from || start + bucket > window.to)));
}

const minimum = {width: 20, height: 5};
/** Lines that are not plot: the unit, the axis and its labels. */
const frame = 3;

/** A whole chart: unit, plot, axis of time, legend. */
export function drawTimeChart(series: readonly TimeSeries[], options: Omit<TimeChartOptions, 'rows'> & {readonly height: number}): readonly string[] {
	const {width, height, scale, ascii = false} = options;
	const cut = (line: string) => cutEnd(line, width, ascii ? '~' : '…');
	if (width < minimum.width || height < minimum.height) {
		return [cut(`too small: ${minimum.width}${ascii ? 'x' : '×'}${minimum.height} needed`)].slice(0, Math.max(0, height));
	}

	if (series.every(({points}) => points.every(([, value]) => value === null))) {
		return ['no data'];
	}

	const maximum = Math.max(1, Math.floor((height - frame) / 2));
	const shown = series.length > maximum ? series.slice(0, maximum - 1) : series;
	const legend = [...timeLegend(shown, options), ...shown.length < series.length ? [`${ascii ? '...' : '…'} ${series.length - shown.length} more`] : []];
	const rows = Math.max(1, height - frame - legend.length);
	const lines = [scale.unit.name, ...drawTimePlot(shown, {...options, rows}), ...drawTimeAxis(shown, {...options, rows}), ...legend];
	return lines.map(line => cut(line)).slice(0, height);
}
