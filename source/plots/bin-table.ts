import {itemAt} from '../system/lists.js';
import type {Bin} from '../campaign/model/distribution.js';
import {widest} from '../text/align.js';
import {cutEnd, padEnd, padStart} from '../text/cells.js';
import {formatCount, formatShare} from '../text/numbers.js';

/** The bins as logged, one line each below a header: bounds (ms), count, share, cumulative share. Leading and trailing empty bins are omitted. */
export function binTable(bins: readonly Bin[], {width, ascii = false}: {readonly width: number; readonly ascii?: boolean}): readonly string[] {
	const total = bins.reduce((sum, {count}) => sum + count, 0);
	if (total === 0) {
		return ['no samples'];
	}

	const shown = bins.slice(bins.findIndex(({count}) => count > 0), bins.findLastIndex(({count}) => count > 0) + 1);
	const bounds = shown.map(({from, to}) => `${formatCount(from)}${ascii ? '-' : '–'}${formatCount(to)}`);
	const counts = shown.map(({count}) => formatCount(count));
	const [boundsWidth, countWidth] = [Math.max(2, widest(bounds)), Math.max(5, widest(counts))];
	const line = (bound: string, count: string, share: string, below: string) =>
		cutEnd(`${padEnd(bound, boundsWidth)}  ${padStart(count, countWidth)}  ${padStart(share, 6)}  ${padStart(below, 6)}`, width, ascii ? '~' : '…');
	let below = 0;
	return [
		line('ms', 'count', 'share', 'cum'),
		...shown.map(({count}, index) => {
			below += count;
			return line(itemAt(bounds, index), itemAt(counts, index), formatShare(count, total, {ascii}), formatShare(below, total, {ascii}));
		}),
	];
}
