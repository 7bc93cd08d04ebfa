import {itemAt} from '../../system/lists.js';
import {curvesInBins, logStart, type CurveInBin} from './cumulative-curve.js';
import {countIn, type Bin} from './distribution.js';
import {fitToSums} from './fit-sums.js';
import type {Latency} from './iteration.js';

/** Cells per bin, equal on the logarithm of the latency. */
const cellsPerBin = 12;

/** The latency below which a share (0–1) of a bin's samples lies. */
type Quantile = (share: number) => number;

/** The quantiles of each bin, by its index. */
export type Quantiles = (index: number) => Quantile;

const hasWidth = ({from, to}: Bin): boolean => to > Math.max(from, 0) * (1 + 1e-9);

/** Estimates quantiles within bins, fitted to the sums unless these are NaN. */
export function quantilesInBins(bins: readonly Bin[], {total, sumOfSquares}: Pick<Latency, 'total' | 'sumOfSquares'>): Quantiles {
	const all = countIn(bins);
	const wide: Bin[] = [];
	/** The index of each bin among the wide ones; -1 for others. */
	const indexes = bins.map(bin => hasWidth(bin) ? wide.push({from: logStart(bin), to: bin.to, count: bin.count}) - 1 : -1);
	const curves = curvesInBins(wide);
	const quantiles = (quantileOf: (index: number) => Quantile): Quantiles => index => {
		const wideIndex = itemAt(indexes, index);
		return wideIndex < 0 ? () => itemAt(bins, index).to : quantileOf(wideIndex);
	};

	if (!Number.isFinite(total) || !Number.isFinite(sumOfSquares)) {
		return quantiles(index => quantileAlong(itemAt(wide, index), curves(index)));
	}

	const narrow = bins.filter(bin => !hasWidth(bin));
	const {edges, ...cells} = cellsOf(wide, curves, all);
	const inNarrow = (power: number) => narrow.reduce((sum, {to, count}) => sum + count * to ** power, 0);
	const fitted = fitToSums(cells, {mean: (total - inNarrow(1)) / all, squares: (sumOfSquares - inNarrow(2)) / all});
	return quantiles(index => quantileIn(index, edges, fitted ?? cells.shares));
}

/** Like `quantileIn` on the cells of `cellsOf`, without creating them. */
const quantileAlong = ({from, to}: Bin, curve: CurveInBin): Quantile => (share: number): number => {
	const step = (to / from) ** (1 / cellsPerBin);
	let [start, below] = [from, 0];
	for (let cell = 1; cell <= cellsPerBin; cell++) {
		const [end, upTo] = [cell === cellsPerBin ? to : start * step, curve(cell / cellsPerBin)];
		if (share <= upTo && upTo > below) {
			return start * (end / start) ** ((share - below) / (upTo - below));
		}

		start = end;
		below = upTo;
	}

	return to;
};

/** The cells of bins with positive width, and their edges (ms): one more per bin. */
function cellsOf(bins: readonly Bin[], curves: (index: number) => CurveInBin, all: number) {
	const edges = new Float64Array(bins.length * (cellsPerBin + 1));
	const [values, shares] = [new Float64Array(bins.length * cellsPerBin), new Float64Array(bins.length * cellsPerBin)];
	for (const [index, {from, to, count}] of bins.entries()) {
		const [firstEdge, first] = [index * (cellsPerBin + 1), index * cellsPerBin];
		const curve = curves(index);
		const step = (to / from) ** (1 / cellsPerBin);
		edges[firstEdge] = from;
		let below = 0;
		for (let cell = 0; cell < cellsPerBin; cell++) {
			const upTo = curve((cell + 1) / cellsPerBin);
			const [start, end] = [edges[firstEdge + cell]!, cell === cellsPerBin - 1 ? to : edges[firstEdge + cell]! * step];
			edges[firstEdge + cell + 1] = end;
			values[first + cell] = (start + end) / 2;
			shares[first + cell] = Math.max(0, upTo - below) * count / all;
			below = upTo;
		}
	}

	return {
		perBin: cellsPerBin, edges, values, shares,
	};
}

/** Finds the latency below which a share of a bin's samples lies, within its cells. */
const quantileIn = (bin: number, edges: Float64Array, shares: Float64Array): Quantile => (share: number): number => {
	const [firstEdge, first] = [bin * (cellsPerBin + 1), bin * cellsPerBin];
	let sum = 0;
	for (let cell = 0; cell < cellsPerBin; cell++) {
		sum += shares[first + cell]!;
	}

	let left = share * sum;
	for (let cell = 0; cell < cellsPerBin; cell++) {
		const item = shares[first + cell]!;
		const [from, to] = [edges[firstEdge + cell]!, edges[firstEdge + cell + 1]!];
		if (left <= item && item > 0) {
			return from * (to / from) ** (left / item);
		}

		left -= item;
	}

	return edges[firstEdge + cellsPerBin]!;
};
