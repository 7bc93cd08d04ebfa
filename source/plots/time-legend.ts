import {itemAt, maxOf, minOf} from '../system/lists.js';
import {alignPoints, widest} from '../text/align.js';
import {
	cutEnd, cutMiddle, ellipsisFor, padEnd, padStart,
} from '../text/cells.js';
import {formatNumber} from '../text/numbers.js';
import {styled, type StyledText} from '../text/styled-text.js';
import {markOf} from './canvas.js';
import type {TimeChartOptions} from './chart-options.js';
import {bucketOf, type TimeScale, type TimeSeries} from './time-scale.js';

type Options = Pick<TimeChartOptions, 'width' | 'scale' | 'loadTimes' | 'firstIndex' | 'ascii' | 'paint'>;

/**
 * One line per series: marker, name, then min, mean, max and last of its buckets under load (between both `loadTimes`, if there are two)
 * and the mean of the others; fewer figures when space is short.
 */
export function timeLegend(
	series: readonly TimeSeries[],
	{width, scale, loadTimes = [], firstIndex = 0, ascii = false, paint = text => text}: Options,
): readonly StyledText[] {
	const {unit} = scale;
	const figures = series.map(item => timeLegendFigures(item, scale, loadTimes));
	const columns = (['min', 'mean', 'max', 'last', 'idle'] as const).map(name => {
		const numbers = alignPoints(figures.map(item => {
			const value = item?.[name];
			return value === undefined ? '' : formatNumber(value / unit.size, {ascii});
		}));
		return {name, texts: numbers.map(text => text.trim() === '' ? '' : `${name} ${padStart(text, widest(numbers))}`)};
	});
	const legendText = (kept: ReadonlySet<string>, index: number) =>
		figures[index]
			? `${figures[index]?.isOfLoad ? '' : 'load and idle: '}${columns.filter(({name}) => kept.has(name)).map(({texts}) => itemAt(texts, index)).filter(Boolean).join('  ')} ${unit.name}`
			: 'no data';
	const maxNameWidth = Math.min(Math.floor(width / 2), widest(series.map(({name}) => name)));
	const kept = choices.find(names => maxNameWidth + 4 + widest(series.map((_, index) => legendText(names, index))) <= width) ?? new Set<string>(['max']);
	const texts = series.map((_, index) => legendText(kept, index));
	const names = series.map(({name}) => cutMiddle(name, Math.max(minName, width - widest(texts) - 4), ellipsisFor(ascii)));
	const nameWidth = widest(names);
	return series.map((_, index) => cutEnd(
		styled`${paint(markOf(firstIndex + index, ascii), firstIndex + index)} ${padEnd(itemAt(names, index), nameWidth)}  ${itemAt(texts, index)}`,
		width,
		ellipsisFor(ascii),
	));
}

const minName = 8;
/** The legend drops values before it truncates names, which must stay distinct. */
const choices: ReadonlyArray<ReadonlySet<string>> = [
	['min', 'mean', 'max', 'last', 'idle'], ['min', 'mean', 'max', 'last'], ['min', 'mean', 'max'], ['mean', 'max'], ['max'],
].map(names => new Set(names));

type Figures = {
	readonly min: number;
	readonly mean: number;
	readonly max: number;
	readonly last: number;
	readonly idle: number | undefined;
	readonly isOfLoad: boolean;
};

/**
 * Figures of the buckets whose middle is under load, or of all buckets if none is (`isOfLoad` tells which); `idle` is the mean of the others.
 * Undefined without values.
 */
export function timeLegendFigures(series: TimeSeries, scale: TimeScale, loadTimes: readonly number[]): Figures | undefined {
	const [start = -Infinity, stop = Infinity] = series.load ?? loadTimes;
	const bucket = bucketOf(series, scale);
	const known = series.points.flatMap(([time, value]) => value === null ? [] : [{middle: time + bucket / 2, value}]);
	const isLoaded = ({middle}: {readonly middle: number}) => middle >= start && middle <= stop;
	const under = known.filter(point => isLoaded(point));
	const [loaded, idle] = under.length === 0 ? [known, []] : [under, known.filter(point => !isLoaded(point))];
	const last = loaded.at(-1);
	return last && {
		min: minOf(loaded.map(({value}) => value)),
		mean: meanOf(loaded),
		max: maxOf(loaded.map(({value}) => value)),
		last: last.value,
		isOfLoad: under.length > 0,
		idle: idle.length === 0 ? undefined : meanOf(idle),
	};
}

const meanOf = (points: ReadonlyArray<{readonly value: number}>): number => points.reduce((sum, {value}) => sum + value, 0) / points.length;
