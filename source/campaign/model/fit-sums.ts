/*
Changes a distribution given as shares of cells as little as possible (in terms of Kullback-Leibler divergence) so that its mean and mean of
squares match the measured ones: each share is multiplied by exp(a·x + b·x²), and each bin keeps its total. (S. Kullback, "Information Theory and
Statistics", 1959; for a single flat bin this is the maximum entropy distribution.)
*/

/** Cells of consecutive bins, the same number per bin: their latencies (ms), ascending, and shares of all samples. */
export type Cells = {readonly perBin: number; readonly values: Float64Array; readonly shares: Float64Array};

const maxRounds = 40;
const tolerance = 1e-5;
const maxStep = 50;
const maxSize = 1e6;
const minDeterminant = 1e-30;

/** The fitted shares by cell; undefined if there is no solution, as for a log whose sums contradict its bins. */
export function fitToSums({perBin, values, shares}: Cells, {mean, squares}: {readonly mean: number; readonly squares: number}): Float64Array | undefined {
	// Scaled to 1, powers of latencies remain comparable.
	const max = values.at(-1) ?? 0;
	const cells: Cells = {perBin, values: values.map(value => value / max), shares};
	const [goal1, goal2] = [mean / max, squares / (max * max)];
	if (!isWithin(cells, 1, goal1) || !isWithin(cells, 2, goal2)) {
		return undefined;
	}

	const tilted = new Float64Array(values.length);
	let [a, b] = [0, 0];
	for (let round = 0; round < maxRounds; round++) {
		const {moments: [m1, m2], covariances: [v11, v12, v22]} = tilt(cells, a, b, tilted);
		const [d1, d2] = [goal1 - m1, goal2 - m2];
		if (Math.abs(d1) <= tolerance * goal1 && Math.abs(d2) <= tolerance * goal2) {
			return tilted;
		}

		// Newton's method: the derivatives of the moments by a and b are the covariances of x and x².
		const determinant = v11 * v22 - v12 * v12;
		const [stepA, stepB] = [(d1 * v22 - d2 * v12) / determinant, (d2 * v11 - d1 * v12) / determinant];
		const damping = Math.min(1, maxStep / Math.hypot(stepA, stepB));
		a += stepA * damping;
		b += stepB * damping;
		if (!(determinant > minDeterminant) || !(Math.hypot(a, b) < maxSize)) {
			return undefined;
		}
	}

	return undefined;
}

/** Whether samples in these bins can have that mean of powers: more than with all in the first cells of their bins, less than with all in the last. */
function isWithin({perBin, values, shares}: Cells, power: 1 | 2, target: number): boolean {
	let [low, high] = [0, 0];
	for (let first = 0; first < values.length; first += perBin) {
		let mass = 0;
		for (let cell = first; cell < first + perBin; cell++) {
			mass += shares[cell]!;
		}

		low += mass * values[first]! ** power;
		high += mass * values[first + perBin - 1]! ** power;
	}

	return low < target && target < high;
}

type Moments = {readonly moments: readonly [number, number]; readonly covariances: readonly [number, number, number]};

/**
 * Writes the shares times exp(a·x + b·x²), normalised to each bin's total, into `tilted`; returns their mean and mean of squares, and the
 * covariances of x and x² within bins.
 */
function tilt({perBin, values, shares}: Cells, a: number, b: number, tilted: Float64Array): Moments {
	let [m1, m2, v11, v12, v22] = [0, 0, 0, 0, 0];
	// There may be thousands of distributions: plain loops are ten times as fast.
	for (let first = 0; first < values.length; first += perBin) {
		const end = first + perBin;
		const maxExponent = Math.max(exponentAt(values[first]!, a, b), exponentAt(values[end - 1]!, a, b), b < 0 ? exponentAt(-a / (2 * b), a, b) : -Infinity);
		let [mass, sum, s1, s2, s3, s4] = [0, 0, 0, 0, 0, 0];
		for (let cell = first; cell < end; cell++) {
			const x = values[cell]!;
			const share = shares[cell]!;
			const weight = share * Math.exp(Math.min(0, exponentAt(x, a, b) - maxExponent));
			const square = x * x;
			tilted[cell] = weight;
			mass += share;
			sum += weight;
			s1 += weight * x;
			s2 += weight * square;
			s3 += weight * square * x;
			s4 += weight * square * square;
		}

		for (let cell = first; cell < end; cell++) {
			tilted[cell] = tilted[cell]! * mass / sum;
		}

		const [mean, meanSquare] = [s1 / sum, s2 / sum];
		m1 += mass * mean;
		m2 += mass * meanSquare;
		v11 += mass * (meanSquare - mean * mean);
		v12 += mass * (s3 / sum - mean * meanSquare);
		v22 += mass * (s4 / sum - meanSquare * meanSquare);
	}

	return {moments: [m1, m2], covariances: [v11, v12, v22]};
}

const exponentAt = (x: number, a: number, b: number): number => (a + b * x) * x;
