import {countIn, type Bin} from './distribution.js';

/*
The share of samples below a latency: known at bin edges, between them a monotone cubic over ln(latency) (Fritsch and Carlson 1980, "Monotone
piecewise cubic interpolation", SIAM J. Numer. Anal. 17).
*/

/** The share of a bin's samples below a point on the logarithm of its latencies, both 0–1. */
export type CurveInBin = (point: number) => number;

/** The distribution of samples inside each bin, by its index; bins must be ascending, non-empty and of positive width. */
export function curvesInBins(bins: readonly Bin[]): (index: number) => CurveInBin {
	const total = countIn(bins);
	// There are hundreds of thousands of agents: knots are kept in arrays of numbers, and curves are made when they are needed.
	const xs: number[] = [];
	const ys: number[] = [];
	const starts: number[] = [];
	let below = 0;
	for (const {from, to, count} of bins) {
		const x = Math.log(from);
		// Adjacent bins share a knot; across a gap the curve is flat.
		if (xs.length === 0 || xs.at(-1)! < x) {
			xs.push(x);
			ys.push(below / total);
		}

		starts.push(xs.length - 1);
		below += count;
		xs.push(Math.log(to));
		ys.push(below / total);
	}

	const slopes = tangents(xs, ys);
	return index => {
		const start = starts[index]!;
		const [width, height] = [xs[start + 1]! - xs[start]!, ys[start + 1]! - ys[start]!];
		const [m0, m1] = [slopes[start]! * width / height, slopes[start + 1]! * width / height];
		return point => hermite(point, m0, m1);
	};
}

/** Replaces 0 on the log axis: a bin from 0 starts at a thousandth of its end, below which nothing is distinguished. */
export const logStart = ({from, to}: {readonly from: number; readonly to: number}): number => from > 0 ? from : to / 1000;

/** The cubic from (0, 0) to (1, 1) with these slopes at its ends. */
const hermite = (t: number, m0: number, m1: number): number => {
	const [square, cube] = [t * t, t * t * t];
	return (cube - 2 * square + t) * m0 + (3 * square - 2 * cube) + (cube - square) * m1;
};

/** Slopes at the knots: means of both sides, reduced where the curve would not be monotone. */
function tangents(xs: readonly number[], ys: readonly number[]): readonly number[] {
	const secants: number[] = [];
	for (let index = 1; index < xs.length; index++) {
		secants.push((ys[index]! - ys[index - 1]!) / (xs[index]! - xs[index - 1]!));
	}

	const slopes: number[] = [];
	for (let index = 0; index < xs.length; index++) {
		const left = secants[Math.max(0, index - 1)] ?? 0;
		const right = secants[index] ?? left;
		slopes.push(left > 0 && right > 0 ? (left + right) / 2 : 0);
	}

	for (let index = 0; index < secants.length; index++) {
		const secant = secants[index]!;
		const a = secant > 0 ? slopes[index]! / secant : 0;
		const b = secant > 0 ? slopes[index + 1]! / secant : 0;
		const factor = a * a + b * b > 9 ? 3 / Math.hypot(a, b) : 1;
		if (secant === 0 || factor < 1) {
			slopes[index] = secant === 0 ? 0 : factor * a * secant;
			slopes[index + 1] = secant === 0 ? 0 : factor * b * secant;
		}
	}

	return slopes;
}
