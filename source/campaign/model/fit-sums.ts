/*
A distribution given as shares of cells is changed as little as possible, in the sense of Kullback's information, so that its mean and
its mean of squares become those that were measured: each share is multiplied by exp(a·x + b·x²), and each bin keeps its own. (S. Kullback,
"Information Theory and Statistics", 1959; of a single bin that was flat this is the distribution of greatest entropy.)
*/

/** The cells of one bin: their latencies (ms) and shares of all samples. */
export type BinCells = {readonly values: Float64Array; readonly shares: Float64Array};

const maxTurns = 40;
const tolerance = 1e-5;
const maxStep = 50;
const maxSize = 1e6;
const minDeterminant = 1e-30;

/** The shares that fit, bin by bin; undefined where none do, as in a log whose sums contradict its bins. */
export function fitToSums(bins: readonly BinCells[], {mean, squares}: {readonly mean: number; readonly squares: number}): readonly Float64Array[] | undefined {
	// Scaled to 1, powers of latencies stay comparable.
	const max = bins.reduce((greatest, {values}) => Math.max(greatest, values.at(-1) ?? 0), 0);
	const scaled = bins.map(({values, shares}) => ({values: values.map(value => value / max), shares}));
	const [goal1, goal2] = [mean / max, squares / (max * max)];
	let [a, b] = [0, 0];
	for (let turn = 0; turn < maxTurns; turn++) {
		const {shares, moments: [m1, m2], covariances: [v11, v12, v22]} = tilt(scaled, a, b);
		const [d1, d2] = [goal1 - m1, goal2 - m2];
		if (Math.abs(d1) <= tolerance * goal1 && Math.abs(d2) <= tolerance * goal2) {
			return shares;
		}

		// Newton's method: how the moments change with a and b are the covariances of x and x².
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

type Tilted = {
	readonly shares: readonly Float64Array[];
	readonly moments: readonly [number, number];
	readonly covariances: readonly [number, number, number];
};

/** The shares times exp(a·x + b·x²), with each bin's sum as before; mean and mean of squares, and within bins the covariances of these. */
function tilt(bins: readonly BinCells[], a: number, b: number): Tilted {
	const all: Float64Array[] = [];
	let [m1, m2, v11, v12, v22] = [0, 0, 0, 0, 0];
	// There may be thousands of distributions: plain loops take a tenth of the time.
	for (const {values, shares} of bins) {
		const tilted = new Float64Array(values.length);
		const greatest = Math.max(exponentAt(values[0]!, a, b), exponentAt(values.at(-1)!, a, b), b < 0 ? exponentAt(-a / (2 * b), a, b) : -Infinity);
		let [mass, sum, s1, s2, s3, s4] = [0, 0, 0, 0, 0, 0];
		for (let cell = 0; cell < values.length; cell++) {
			const x = values[cell]!;
			const share = shares[cell]!;
			const weight = share * Math.exp(Math.min(0, exponentAt(x, a, b) - greatest));
			const square = x * x;
			tilted[cell] = weight;
			mass += share;
			sum += weight;
			s1 += weight * x;
			s2 += weight * square;
			s3 += weight * square * x;
			s4 += weight * square * square;
		}

		for (let cell = 0; cell < values.length; cell++) {
			tilted[cell] = tilted[cell]! * mass / sum;
		}

		const [first, second] = [s1 / sum, s2 / sum];
		all.push(tilted);
		m1 += mass * first;
		m2 += mass * second;
		v11 += mass * (second - first * first);
		v12 += mass * (s3 / sum - first * second);
		v22 += mass * (s4 / sum - second * second);
	}

	return {shares: all, moments: [m1, m2], covariances: [v11, v12, v22]};
}

const exponentAt = (x: number, a: number, b: number): number => (a + b * x) * x;
