import {alignPoints, widest} from '../text/align.js';
import {cutMiddle, padEnd} from '../text/cells.js';
import {formatNumber} from '../text/numbers.js';
import {markOf, type Point, type Series} from './series.js';
import type {ChartOptions} from './chart-options.js';

type Options = Pick<ChartOptions, 'width' | 'unit' | 'selectedX' | 'ascii' | 'paint'> & {readonly maximum: number};

/**
 * A line per series: its character, its name, its values (± σ) where the guide stands. What finds no room is counted in the last line.
 * Values are those given: also what a log axis cannot show.
 */
export function legendLines(series: readonly Series[], {width, unit, selectedX, ascii = false, paint = text => text, maximum}: Options): readonly string[] {
	const shown = series.length > maximum ? series.slice(0, Math.max(0, maximum - 1)) : series;
	const names = shown.map(({name}) => cutMiddle(name, Math.floor(width / 2), ascii ? '~' : '…'));
	const nameWidth = widest(names);
	const there = shown.map(({points}) => points.filter(({x}) => x === selectedX));
	const firsts = alignPoints(there.map(([first]) => first ? formatNumber(drawable(first.y), {ascii}) : ''));
	const lines = shown.map((_, row) => {
		const points = there[row] ?? [];
		const values
			= points.length === 0
				? (selectedX === undefined
					? ''
					: 'none')
				: (points.length > maxValues
					? summary(points, ascii)
					: points
						.map((point, index) =>
							`${index === 0 ? (firsts[row] ?? '').trimEnd() : formatNumber(drawable(point.y), {ascii})}${deviation(point, ascii)}`)
						.join(', '));
		const unitText = points.some(({y}) => drawable(y) !== null) ? ` ${unit}` : '';
		return `${paint(markOf(row, ascii), row)} ${padEnd(names[row] ?? '', nameWidth)}  ${values}${unitText}`;
	});
	return shown.length < series.length && maximum > 0 ? [...lines, `${ascii ? '...' : '…'} ${series.length - shown.length} more`] : lines;
}

const maxValues = 4;

/** Many values in short: `mean 11.2 of 500 (3.00–25.0)`. */
function summary(points: readonly Point[], ascii: boolean): string {
	const values = points.map(({y}) => drawable(y)).filter(y => y !== null);
	const [mean, minimum, greatest] = [
		values.reduce((sum, y) => sum + y / values.length, 0),
		values.reduce((a, b) => Math.min(a, b), Infinity),
		values.reduce((a, b) => Math.max(a, b), -Infinity),
	];
	const range = [minimum, greatest].map(y => formatNumber(y, {ascii})).join(ascii ? '-' : '–');
	return values.length === 0 ? formatNumber(null, {ascii}) : `mean ${formatNumber(mean, {ascii})} of ${values.length} (${range})`;
}

const drawable = (value: number | null): number | null => value !== null && Number.isFinite(value) ? value : null;

function deviation({y, stdev}: Point, ascii: boolean): string {
	return drawable(y) === null || stdev === null || !(stdev >= 0) || !Number.isFinite(stdev) ? '' : ` ${ascii ? '+/-' : '±'} ${formatNumber(stdev, {ascii})}`;
}
