import {itemAt} from '../../system/assert.js';
import type {Bin} from './distribution.js';

/*
The share of samples below a latency: known at bin edges, between them a monotone cubic over ln(latency) (Fritsch and Carlson 1980, "Monotone
piecewise cubic interpolation", SIAM J. Numer. Anal. 17).
*/

/** The share of a bin's samples below a point on the logarithm of its latencies, both 0–1. */
export type CurveInBin = (point: number) => number;

type Knot = {readonly x: number; readonly y: number};

/** The distribution of samples inside each bin; bins must be ascending, non-empty and of positive width. */
export function curvesInBins(bins: readonly Bin[]): readonly CurveInBin[] {
	const total = bins.reduce((sum, {count}) => sum + count, 0);
	const knots: Knot[] = [];
	const starts: number[] = [];
	let below = 0;
	for (const {from, to, count} of bins) {
		const x = logOf(from);
		// Adjacent bins share a knot; across a gap the curve is flat.
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

/** Replaces 0 on the log axis: a bin from 0 starts at a thousandth of its end, below which nothing is distinguished. */
export const logStart = ({from, to}: {readonly from: number; readonly to: number}): number => from > 0 ? from : to / 1000;

const logOf = (value: number): number => Math.log(value);

/** The cubic from (0, 0) to (1, 1) with these slopes at its ends. */
const hermite = (t: number, m0: number, m1: number): number => {
	const [square, cube] = [t * t, t * t * t];
	return (cube - 2 * square + t) * m0 + (3 * square - 2 * cube) + (cube - square) * m1;
};

/** Slopes at the knots: means of both sides, reduced where the curve would not be monotone. */
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
