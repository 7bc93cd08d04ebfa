import {itemAt} from '../system/assert.js';
import {widest} from '../text/align.js';
import {cutEnd, padEnd, padStart} from '../text/cells.js';
import {formatCount, formatShare} from '../text/numbers.js';
import {drawBar, longestBar} from './bars.js';
import {rowsOf, type Bin} from './bins.js';

export type HistogramOptions = {
	readonly width: number;
	/** Lines at the most; without it every bin has its line. */
	readonly height?: number;
	/** Bars by the logarithm of the count. */
	readonly log?: boolean;
	readonly ascii?: boolean;
};

/**
 * Bins as lines: bounds (ms), count, share, cumulated share, bar. Outer empty bins are left out, three and more inner ones are
 * one line that says how many. Where there are more lines than fit, bins are merged to 1-2-5 steps, which are edges of the
 * bins. The smallest count above zero has a visible bar; equal counts have equal bars.
 */
export function drawHistogram(bins: readonly Bin[], {width, height = Infinity, log = false, ascii = false}: HistogramOptions): readonly string[] {
	const total = bins.reduce((sum, {count}) => sum + count, 0);
	if (total === 0) {
		return ['no samples'];
	}

	const rows = rowsOf(bins, height - 1);
	const bounds = rows.map(({from, to}) => `${formatCount(from)}${ascii ? '-' : '–'}${formatCount(to)}`);
	const counts = rows.map(({count}) => formatCount(count));
	const [boundsWidth, countWidth] = [Math.max(2, widest(bounds)), Math.max(5, widest(counts))];
	const barWidth = Math.max(1, Math.min(longestBar, width - boundsWidth - countWidth - 20));
	const tallest = Math.max(...rows.map(({count}) => count));
	const line = (cells: readonly string[], bar: string) => {
		const [bound = '', count = '', share = '', below = ''] = cells;
		return cutEnd(
			`${padEnd(bound, boundsWidth)}  ${padStart(count, countWidth)}  ${padStart(share, 6)}  ${padStart(below, 6)}  ${bar}`.trimEnd(),
			width,
			ascii ? '~' : '…',
		);
	};

	let below = 0;
	return [
		line(['ms', 'count', 'share', 'cum'], log ? 'count, log scale' : 'count'),
		...rows.map(({count, empty}, index) => {
			below += count;
			const scale = log ? Math.log1p(count) / Math.log1p(tallest) : count / tallest;
			return line(
				[
					itemAt(bounds, index),
					itemAt(counts, index),
					formatShare(count, total, {ascii}),
					below === 0 ? (ascii ? '-' : '–') : formatShare(below, total, {ascii}),
				],
				empty > 1 ? `(${empty} empty)` : drawBar(scale, barWidth, ascii),
			);
		}),
	];
}
