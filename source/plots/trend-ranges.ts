import type {Canvas, Point} from './canvas.js';
import type {TrendChartOptions} from './chart-options.js';

/** The y range drawn around a point: ± σ but not below the measured minimum, or low to high. */
export function yRangeOf({y, stdev, low, high, floor}: Point, spread: TrendChartOptions['spread']): readonly [number, number] | undefined {
	if (y === null || spread === 'none') {
		return undefined;
	}

	if (spread === 'band') {
		return low === null || low === undefined || high === null || high === undefined ? undefined : [Math.min(low, y), Math.max(high, y)];
	}

	return stdev === null ? undefined : [Math.max(y - stdev, Math.min(y, floor ?? -Infinity)), y + stdev];
}

/** The parts of the plot's layout that ranges need. */
type RangeLayout = {
	readonly ascii: boolean;
	readonly spread?: TrendChartOptions['spread'];
	/** The y at the top; a range that exceeds it ends in an arrow. */
	readonly top: number;
	readonly columnOf: (x: number) => number;
	readonly rowOf: (y: number) => number;
};

/** The range of a point as a vertical line. */
export function drawWhisker(canvas: Canvas, point: Point, series: number, {ascii, spread, top: end, columnOf, rowOf}: RangeLayout): void {
	const range = yRangeOf(point, spread);
	if (!range) {
		return;
	}

	const [bottom, top] = [rowOf(range[0]), rowOf(range[1])];
	const [line, arrow] = ascii ? ['|', '^'] : ['│', '↑'];
	for (let row = bottom; row <= top; row++) {
		canvas.put(columnOf(point.x), row, range[1] > end && row === top ? arrow : line, series);
	}
}

/** Fills the range of a series between its points. */
export function fillRange(canvas: Canvas, points: readonly Point[], series: number, {ascii, spread, columnOf, rowOf}: RangeLayout): void {
	const ranges = points.flatMap(point => {
		const range = yRangeOf(point, spread);
		return range ? [{column: columnOf(point.x), low: rowOf(range[0]), high: rowOf(range[1])}] : [];
	});
	for (const [index, a] of ranges.entries()) {
		const b = ranges[index + 1] ?? a;
		for (let {column} = a; column <= b.column; column++) {
			const part = b.column > a.column ? (column - a.column) / (b.column - a.column) : 0;
			const [low, high] = [a.low + (b.low - a.low) * part, a.high + (b.high - a.high) * part].map(row => Math.round(row)) as [number, number];
			for (let row = low; row <= high; row++) {
				canvas.put(column, row, ascii ? '.' : '░', series);
			}
		}
	}
}
