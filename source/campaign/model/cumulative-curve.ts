import {itemAt} from '../../system/assert.js';
import type {Bin} from './distribution.js';

/*
The share of samples below a latency: known at the edges of bins, between them a monotone cubic over ln(latency) (Fritsch and Carlson
1980, "Monotone piecewise cubic interpolation", SIAM J. Numer. Anal. 17).
*/

/** The share of the samples of a bin below a point over the logarithm of its latencies, both from 0 to 1. */
export type CurveInBin = (point: number) => number;

type Knot = {readonly x: number; readonly y: number};

/** For each of some bins, ascending and none without samples or width, how its samples lie inside it. */
export function curvesInBins(bins: readonly Bin[]): readonly CurveInBin[] {
	const total = bins.reduce((sum, {count}) => sum + count, 0);
	const knots: Knot[] = [];
	const starts: number[] = [];
	let below = 0;
	for (const {from, to, count} of bins) {
		const x = logOf(from);
		// Bins that touch share a knot; across a gap the curve is flat.
		if ((knots.at(-1)?.x ?? -Infinity) < x) {
			knots.push({x, y: below / total});
		}

		starts.push(knots.length - 1);
		below += count;
		knots.push({x: logOf(to), y: below / total});
	}

	const slopes = tangents(knots);
	return starts.map(start => {
		const [from, to] = [itemAt(knots, start), itemAt(knots, start + 1)];
		const [width, height] = [to.x - from.x, to.y - from.y];
		const [m0, m1] = [itemAt(slopes, start) * width / height, itemAt(slopes, start + 1) * width / height];
		return point => hermite(point, m0, m1);
	});
}

/** What stands for the logarithm of 0: a bin from 0 is taken to begin at a thousandth of its end, below which nothing is told apart. */
export const logStart = ({from, to}: {readonly from: number; readonly to: number}): number => from > 0 ? from : to / 1000;

const logOf = (value: number): number => Math.log(value);

/** The cubic from (0, 0) to (1, 1) with these slopes at its ends. */
const hermite = (t: number, m0: number, m1: number): number => {
	const [square, cube] = [t * t, t * t * t];
	return (cube - 2 * square + t) * m0 + (3 * square - 2 * cube) + (cube - square) * m1;
};

/** Slopes at the knots, the means of those on both sides, made smaller where the curve would not be monotone. */
function tangents(knots: readonly Knot[]): readonly number[] {
	const secants = knots.slice(1).map(({x, y}, index) => (y - knots[index]!.y) / (x - knots[index]!.x));
	const slopes = knots.map((_, index) => {
		const left = secants[index - 1] ?? secants[index] ?? 0;
		const right = secants[index] ?? left;
		return left > 0 && right > 0 ? (left + right) / 2 : 0;
	});
	for (let index = 0; index < secants.length; index++) {
		const secant = secants[index]!;
		const [a, b] = secant > 0 ? [slopes[index]! / secant, slopes[index + 1]! / secant] : [0, 0];
		const factor = a * a + b * b > 9 ? 3 / Math.hypot(a, b) : 1;
		if (secant === 0 || factor < 1) {
			slopes[index] = secant === 0 ? 0 : factor * a * secant;
			slopes[index + 1] = secant === 0 ? 0 : factor * b * secant;
		}
	}

	return slopes;
}
