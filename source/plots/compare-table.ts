import {itemAt} from '../system/lists.js';
import {widest} from '../text/align.js';
import {
	cutEnd, cutMiddle, padEnd, padStart,
} from '../text/cells.js';
import {formatCount} from '../text/numbers.js';
import {countsFrom, foldEmpty, sumBins} from './bins.js';
import {markOf} from './canvas.js';
import type {Compared, CompareOptions} from './compared.js';

/** Distributions side by side: one line per logged bin (bounds in ms) with the count of each; three or more empty bins are folded into one line. */
export function drawCompareTable(
	distributions: readonly Compared[],
	{width, height, selected, ascii = false, paint = text => text}: CompareOptions,
): readonly string[] {
	const all = sumBins(distributions.map(({bins}) => bins));
	const filled = foldEmpty(all.slice(all.findIndex(({count}) => count > 0), all.findLastIndex(({count}) => count > 0) + 1));
	if (filled.every(({count}) => count === 0)) {
		return ['no samples'];
	}

	const ellipsis = ascii ? '~' : '…';
	const bounds = filled.map(({from, to}) => `${formatCount(from)}${ascii ? '-' : '–'}${formatCount(to)}`);
	const boundsWidth = Math.max(2, widest(bounds));
	const columns = distributions.map(({bins, short}, index) => {
		const texts = countsFrom(filled.map(({from}) => from), bins).map(count => count === 0 ? '' : formatCount(count));
		const head = `${index === selected ? '>' : ''}${markOf(index, ascii)} ${cutMiddle(short, maxName, ellipsis)}`;
		return {head, texts, width: widest([head, ...texts])};
	});
	const lines = [
		[padEnd('ms', boundsWidth), ...columns.map(({head, width: cells}, index) => padStart('', cells - widest([head])) + paint(head, index))].join('  '),
		...filled.map(({empty}, row) => [
			padEnd(itemAt(bounds, row), boundsWidth),
			...empty > 1 ? [`(${empty} empty)`] : columns.map(({texts, width: cells}) => padStart(itemAt(texts, row), cells)),
		].join('  ')),
	];
	const shown = lines.length > height ? [...lines.slice(0, Math.max(0, height - 1)), `${lines.length - height + 1} more bins: e writes all`] : lines;
	return shown.map(line => cutEnd(line.trimEnd(), width, ellipsis));
}

const maxName = 16;
