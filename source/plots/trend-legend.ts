import {itemAt} from '../system/lists.js';
import {alignPoints, widest} from '../text/align.js';
import {cutMiddle, padEnd} from '../text/cells.js';
import {formatDigits, formatNumber} from '../text/numbers.js';
import {markOf, type Point, type Series} from './canvas.js';
import type {ChartOptions} from './chart-options.js';
import {rangeOf} from './trend-ranges.js';

type Options = Pick<ChartOptions, 'width' | 'unit' | 'selectedX' | 'spread' | 'ascii' | 'paint'> & {readonly maximum: number};

/**
 * One line per series: marker, name, and its values (± σ) at the guide. Series that do not fit are counted in the last line. Shows the values as
 * given, including those a log axis cannot show.
 */
export function legendLines(series: readonly Series[], {width, unit, selectedX, spread = 'deviation', ascii = false, paint = text => text, maximum}: Options): readonly string[] {
	const shown = series.length > maximum ? series.slice(0, Math.max(0, maximum - 1)) : series;
	const names = shown.map(({name}) => cutMiddle(name, Math.floor(width / 2), ascii ? '~' : '…'));
	const nameWidth = widest(names);
	const there = shown.map(({points}) => points.filter(({x}) => x === selectedX));
	const firsts = alignPoints(there.map(([first]) => first ? valueText(first, ascii) : ''));
	const lines = shown.map((_, row) => {
		const points = itemAt(there, row);
		const values
			= points.length === 0
				? (selectedX === undefined
					? ''
					: 'none')
				: (points.length > maxValues
					? summary(points, ascii)
					: points
						.map((point, index) =>
							`${index === 0 ? itemAt(firsts, row).trimEnd() : valueText(point, ascii)}${spreadText(point, spread, ascii)}`)
						.join(', '));
		const unitText = points.some(({y}) => drawable(y) !== null) ? ` ${unit}` : '';
		return `${paint(markOf(row, ascii), row)} ${padEnd(itemAt(names, row), nameWidth)}  ${values}${unitText}`;
	});
	return shown.length < series.length && maximum > 0 ? [...lines, `${ascii ? '...' : '…'} ${series.length - shown.length} more`] : lines;
}

const valueText = ({y, text}: Point, ascii: boolean): string => drawable(y) === null ? formatNumber(null, {ascii}) : text ?? formatNumber(y, {ascii});

/** The range drawn around a point, as text: `± 4.2`, or `(2.9–9.8)`. */
function spreadText(point: Point, spread: ChartOptions['spread'], ascii: boolean): string {
	const range = spread === 'band' ? rangeOf(point, spread) : undefined;
	return range ? ` (${range.map(value => formatDigits(value, 2)).join(ascii ? '-' : '–')})` : (spread === 'deviation' ? deviation(point, ascii) : '');
}

const maxValues = 4;

/** A summary of many values: `mean 11.2 of 500 (3.00–25.0)`. */
function summary(points: readonly Point[], ascii: boolean): string {
	const values = points.map(({y}) => drawable(y)).filter(y => y !== null);
	const [mean, minimum, maximum] = [
		values.reduce((sum, y) => sum + y / values.length, 0),
		values.reduce((a, b) => Math.min(a, b), Infinity),
		values.reduce((a, b) => Math.max(a, b), -Infinity),
	];
	const range = [minimum, maximum].map(y => formatNumber(y, {ascii})).join(ascii ? '-' : '–');
	return values.length === 0 ? formatNumber(null, {ascii}) : `mean ${formatNumber(mean, {ascii})} of ${values.length} (${range})`;
}

const drawable = (value: number | null): number | null => value !== null && Number.isFinite(value) ? value : null;

function deviation({y, stdev}: Point, ascii: boolean): string {
	return drawable(y) === null || stdev === null || !(stdev >= 0) || !Number.isFinite(stdev) ? '' : ` ${ascii ? '+/-' : '±'} ${formatNumber(stdev, {ascii})}`;
}
