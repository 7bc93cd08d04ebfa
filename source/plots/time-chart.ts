import {itemAt} from '../system/assert.js';
import {alignPoints, widest} from '../text/align.js';
import {
	cutEnd, cutMiddle, padEnd, padStart,
} from '../text/cells.js';
import {formatNumber} from '../text/numbers.js';
import {
	axisLines, rowLabels, type Axis, linearAxis,
} from './axes.js';
import {
	createCanvas, type Paint, joinPoints, markOf, type Series, extremePoints,
} from './canvas.js';
import {displayUnit, type DisplayUnit, type Quantity} from './quantity.js';
import {timeAxis} from './time-axis.js';

/** A named series: points ascending in time (ms), null where there is no value. */
export type TimeSeries = {readonly name: string; readonly points: ReadonlyArray<readonly [time: number, value: number | null]>};

/** What charts share, so that they compare: the time (ms, 0:00 is 0) and the values that the axes must hold, and the unit. */
export type TimeScale = {readonly from: number; readonly to: number; readonly top: number; readonly unit: DisplayUnit};

type Look = {
	readonly ascii?: boolean;
	readonly paint?: Paint;
};

export type TimeChartOptions = Look & {
	readonly width: number;
	/** Lines of the plot itself. */
	readonly rows: number;
	readonly scale: TimeScale;
	/** Moments (ms) to mark: an iteration's start and stop. */
	readonly marks?: readonly number[];
	/** The index of the first series among all, for its character. */
	readonly firstIndex?: number;
};

/** The scale that holds all series, and this span of time. */
export function timeScaleOf(series: readonly TimeSeries[], span: {readonly from: number; readonly to: number}, quantity: Quantity): TimeScale {
	const points = series.flatMap(timeSeries => timeSeries.points);
	const values = points.flatMap(([, value]) => value === null ? [] : [value]);
	const times = points.map(([time]) => time);
	const unit = displayUnit(quantity, values);
	return {
		from: times.reduce((a, b) => Math.min(a, b), span.from),
		to: times.reduce((a, b) => Math.max(a, b), span.to),
		top: values.reduce((a, b) => Math.max(a, b), 0) / unit.size,
		unit,
	};
}

// Where rows are few, an axis of one or two steps would leave half of them empty.
const maxInFew = 3;

/** Cells before the plot: labels of the values' axis and the axis itself. */
const leftOf = ({top}: TimeScale, rows: number): {readonly axis: Axis; readonly labels: ReadonlyMap<number, string>; readonly width: number} => {
	const axis = linearAxis(0, top > 0 ? top : 1, {maximum: Math.max(1, Math.floor((rows - 1) / 3), Math.min(maxInFew, Math.floor((rows - 1) / 1.5)))});
	const labels = rowLabels(axis, rows);
	return {axis, labels, width: widest([...labels.values()])};
};

/**
 * Series as lines over time, from 0 to the scale's top: every point has the character of its series, gaps stay open, the highest and
 * lowest of a column stay in sight.
 */
export function drawTimePlot(
	series: readonly TimeSeries[],
	{width, rows, scale, marks = [], firstIndex = 0, ascii = false, paint = text => text}: TimeChartOptions,
): readonly string[] {
	const {axis, labels, width: leftWidth} = leftOf(scale, rows);
	const columns = Math.max(1, width - leftWidth - 1);
	const time = timeAxis(scale.from, scale.to, columns);
	const columnOf = (value: number) => Math.round(time.share(value) * (columns - 1));
	const rowOf = (value: number) => Math.round(axis.share(value / scale.unit.size) * (rows - 1));
	const canvas = createCanvas(columns, rows);
	for (const mark of marks) {
		for (let row = 0; row < rows; row++) {
			canvas.put(columnOf(mark), row, ascii ? ':' : '┊');
		}
	}

	for (const [index, {points}] of series.entries()) {
		joinPoints(
			canvas,
			points.map(([time, value]) => ({column: columnOf(time), row: value === null ? null : rowOf(value)})),
			{series: firstIndex + index, rows, ascii},
		);
	}

	for (const [index, timeSeries] of series.entries()) {
		for (const {x, y} of extremePoints(plain(timeSeries), columns, columnOf).points) {
			if (y !== null) {
				canvas.put(columnOf(x), rowOf(y), markOf(firstIndex + index, ascii), firstIndex + index);
			}
		}
	}

	return canvas.lines(paint).map((line, index) => {
		const label = labels.get(rows - 1 - index);
		return `${padStart(label ?? '', leftWidth)}${label === undefined ? (ascii ? '|' : '│') : (ascii ? '+' : '┤')}${line}`.trimEnd();
	});
}

const plain = ({name, points}: TimeSeries): Series => ({name, points: points.map(([x, y]) => ({x, y, stdev: null}))});

/** The axis of time below plots of that many rows: its rule and its labels. */
export function drawTimeAxis({
	width,
	rows,
	scale,
	ascii = false,
}: Pick<TimeChartOptions, 'width' | 'rows' | 'scale' | 'ascii'>): readonly [rule: string, labels: string] {
	const {width: leftWidth} = leftOf(scale, rows);
	const columns = Math.max(1, width - leftWidth - 1);
	const [rule, labels] = axisLines(timeAxis(scale.from, scale.to, columns), columns, ascii);
	const indent = ' '.repeat(leftWidth);
	return [`${indent}${rule}`, `${indent} ${labels}`];
}

/**
 * A line per series: its character, its name, and the minimum, mean, maximum and last of its values as they are, not as they are drawn; fewer
 * of these where there is no room.
 */
export function timeLegend(
	series: readonly TimeSeries[],
	{width, scale: {unit}, firstIndex = 0, ascii = false, paint = text => text}: Pick<TimeChartOptions, 'width' | 'scale' | 'firstIndex'> & Look,
): readonly string[] {
	const figures = series.map(({points}) => figuresOf(points));
	const columns = (['min', 'mean', 'max', 'last'] as const).map(name => {
		const numbers = alignPoints(figures.map(item => (item ? formatNumber(item[name] / unit.size, {ascii}) : '')));
		return {name, texts: numbers.map(text => `${name} ${padStart(text, widest(numbers))}`)};
	});
	const legendText = (kept: ReadonlySet<string>, index: number) =>
		figures[index]
			? `${columns
				.filter(({name}) => kept.has(name))
				.map(({texts}) => itemAt(texts, index))
				.join('  ')} ${unit.name}`
			: 'no data';
	const maxNameWidth = Math.min(Math.floor(width / 2), widest(series.map(({name}) => name)));
	const kept
		= choices.find(names => maxNameWidth + 4 + widest(series.map((_, index) => legendText(names, index))) <= width) ?? new Set<string>(['max']);
	const texts = series.map((_, index) => legendText(kept, index));
	const names = series.map(({name}) => cutMiddle(name, Math.max(minName, width - widest(texts) - 4), ascii ? '~' : '…'));
	const nameWidth = widest(names);
	return series.map((_, index) => {
		const text = itemAt(texts, index);
		return cutEnd(
			`${paint(markOf(firstIndex + index, ascii), firstIndex + index)} ${padEnd(itemAt(names, index), nameWidth)}  ${text}`,
			width,
			ascii ? '~' : '…',
		);
	});
}

const minName = 8;
/** A legend shortens its values before its names, which must stay distinct. */
const choices: ReadonlyArray<ReadonlySet<string>> = [['min', 'mean', 'max', 'last'], ['min', 'mean', 'max'], ['mean', 'max'], ['max']].map(names => new Set(names));

function figuresOf(points: TimeSeries['points']): {readonly min: number; readonly mean: number; readonly max: number; readonly last: number} | undefined {
	const values = points.flatMap(([, value]) => value === null ? [] : [value]);
	const last = values.at(-1);
	return last === undefined
		? undefined
		: {
			min: values.reduce((a, b) => Math.min(a, b)),
			mean: values.reduce((sum, value) => sum + value, 0) / values.length,
			max: values.reduce((a, b) => Math.max(a, b)),
			last,
		};
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
	const rows = height - frame - legend.length;
	return [scale.unit.name, ...drawTimePlot(series, {...options, rows}), ...drawTimeAxis({...options, rows}), ...legend].map(line => cut(line));
}
