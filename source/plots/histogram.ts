import {padEnd, padStart} from '../text/cells.js';
import {formatCount, formatNumber, formatShare} from '../text/numbers.js';

type Bin = {readonly from: number; readonly to: number; readonly count: number};

export type HistogramOptions = {
	readonly width: number;
	/** Lines at the most; without it every bin has its line. */
	readonly height?: number;
	/** Bars by the logarithm of the count. */
	readonly log?: boolean;
	readonly ascii?: boolean;
};

/**
 * Bins as lines: bounds (ms), count, share, cumulated share, bar. Outer empty bins are left out. Where there are more bins
 * than lines they are merged to 1-2-5 steps, which are edges of the bins; the smallest count above zero has a visible bar.
 */
export function drawHistogram(bins: readonly Bin[], {width, height = Infinity, log = false, ascii = false}: HistogramOptions): readonly string[] {
	const total = bins.reduce((sum, {count}) => sum + count, 0);
	if (total === 0) {
		return ['no samples'];
	}

	const fine = trim(bins);
	const rows = fine.length + 1 <= height ? fine : trim(mergeToSteps(bins));
	const kept = rows.length + 1 <= height ? rows : fewest(rows, Math.max(1, height - 1));
	const texts = kept.map(({from, to, count}) => ({bounds: `${formatNumber(from)}${ascii ? '-' : '–'}${formatNumber(to)}`, count: formatCount(count)}));
	const boundsWidth = Math.max(2, ...texts.map(({bounds}) => bounds.length));
	const countWidth = Math.max(5, ...texts.map(text => text.count.length));
	const barWidth = Math.max(1, width - boundsWidth - countWidth - 20);
	const tallest = Math.max(...kept.map(({count}) => count));
	const scale = (count: number) => log ? Math.log1p(count) / Math.log1p(tallest) : count / tallest;
	let below = 0;
	const lines = kept.map(({count}, place) => {
		below += count;
		const text = texts[place] ?? {bounds: '', count: ''};
		return `${padEnd(text.bounds, boundsWidth)}  ${padStart(text.count, countWidth)}  ${padStart(formatShare(count, total, {ascii}), 6)}  ${padStart(formatShare(below, total, {ascii}), 6)}  ${drawBar(scale(count), barWidth, ascii)}`;
	});
	const head = `${padEnd('ms', boundsWidth)}  ${padStart('count', countWidth)}  ${padStart('share', 6)}  ${padStart('cum', 6)}  ${log ? 'count, log' : 'count'}`;
	return [head.slice(0, width), ...lines];
}

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar of `share` (0–1) of the width, rounded down to an eighth of a cell, but visible for anything above zero. */
export function drawBar(share: number, width: number, ascii = false): string {
	if (share <= 0) {
		return '';
	}

	const cells = Math.min(1, share) * width;
	const whole = Math.floor(cells);
	return ascii ? ('#'.repeat(whole) || '.') : ('█'.repeat(whole) + (eighths[Math.floor((cells - whole) * 8)] ?? '') || '▏');
}

function trim(bins: readonly Bin[]): readonly Bin[] {
	const first = bins.findIndex(({count}) => count > 0);
	return bins.slice(first, bins.findLastIndex(({count}) => count > 0) + 1);
}

const steps: Readonly<Record<number, number>> = {
	0: 1, 1: 2, 2: 5, 5: 10,
};

function mergeToSteps(bins: readonly Bin[]): readonly Bin[] {
	const merged: Bin[] = [];
	for (const bin of bins) {
		const unit = bin.to - bin.from;
		const last = merged.at(-1);
		const isStart = Math.round(bin.from / unit) in steps || !last;
		if (isStart) {
			merged.push(bin);
		} else {
			merged[merged.length - 1] = {from: last.from, to: bin.to, count: last.count + bin.count};
		}
	}

	return merged;
}

// Neighbours of the fewest samples become one row until all fit.
function fewest(bins: readonly Bin[], rows: number): readonly Bin[] {
	const kept = [...bins];
	while (kept.length > rows) {
		const sums = kept.slice(1).map((bin, place) => bin.count + (kept[place]?.count ?? 0));
		const place = sums.indexOf(Math.min(...sums));
		const [a, b] = [kept[place], kept[place + 1]];
		if (!a || !b) {
			break;
		}

		kept.splice(place, 2, {from: a.from, to: b.to, count: a.count + b.count});
	}

	return kept;
}
