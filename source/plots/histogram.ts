import {widest} from '../text/align.js';
import {cutEnd, padEnd, padStart} from '../text/cells.js';
import {formatCount, formatShare} from '../text/numbers.js';
import {drawBar, longestBar} from './bar.js';
import {
	mergeFewest, mergeToSteps, trimBins, type Bin,
} from './bins.js';

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
	const fine = trimBins(bins);
	const total = fine.reduce((sum, {count}) => sum + count, 0);
	if (total === 0) {
		return ['no samples'];
	}

	const room = height - 1;
	const stepped = trimBins(mergeToSteps(bins));
	const rows = [fine, stepped].map(one => foldEmpty(one)).find(one => one.length <= room) ?? foldEmpty(mergeFewest(stepped, room)).slice(0, Math.max(1, room));
	const bounds = rows.map(({from, to}) => `${formatCount(from)}${ascii ? '-' : '–'}${formatCount(to)}`);
	const counts = rows.map(({count}) => formatCount(count));
	const [boundsWidth, countWidth] = [Math.max(2, widest(bounds)), Math.max(5, widest(counts))];
	const barWidth = Math.max(1, Math.min(longestBar, width - boundsWidth - countWidth - 20));
	const tallest = Math.max(...rows.map(({count}) => count));
	const line = (cells: readonly string[], bar: string) => {
		const [bound = '', count = '', share = '', below = ''] = cells;
		return cutEnd(`${padEnd(bound, boundsWidth)}  ${padStart(count, countWidth)}  ${padStart(share, 6)}  ${padStart(below, 6)}  ${bar}`.trimEnd(), width, ascii ? '~' : '…');
	};

	let below = 0;
	return [
		line(['ms', 'count', 'share', 'cum'], log ? 'count, log scale' : 'count'),
		...rows.map(({count, empty}, place) => {
			below += count;
			const scale = log ? Math.log1p(count) / Math.log1p(tallest) : count / tallest;
			return line(
				[bounds[place] ?? '', counts[place] ?? '', formatShare(count, total, {ascii}), below === 0 ? (ascii ? '-' : '–') : formatShare(below, total, {ascii})],
				empty > 1 ? `(${empty} empty)` : drawBar(scale, barWidth, ascii),
			);
		}),
	];
}

type Row = Bin & {/** How many empty bins are in it. */ readonly empty: number};

const worthFolding = 3;

/** Three and more neighbouring empty bins in one row. */
function foldEmpty(bins: readonly Bin[]): readonly Row[] {
	const rows: Row[] = [];
	for (let place = 0; place < bins.length;) {
		const filled = bins.findIndex((bin, index) => index >= place && bin.count > 0);
		const end = Math.max(filled, place);
		const [first, last] = [bins[place], bins[end - 1]];
		if (first && last && end - place >= worthFolding) {
			rows.push({
				from: first.from, to: last.to, count: 0, empty: end - place,
			});
			place = end;
		} else if (first) {
			rows.push({...first, empty: 0});
			place++;
		}
	}

	return rows;
}
