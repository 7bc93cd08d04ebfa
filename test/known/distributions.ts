import type {Latency} from '../../source/campaign/model/iteration.js';
import {Random} from '../metrics/engines/embedded/random.js';

/*
Samples of known distributions, binned as by ombt, to compare plots and estimates with the true values.
*/

type Draw = (random: () => number) => number;

const gauss: Draw = random => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const lognormal = (median: number, sigma: number): Draw => random => median * Math.exp(sigma * gauss(random));
const mix = (...parts: ReadonlyArray<readonly [weight: number, draw: Draw]>): Draw => random => {
	let left = random() * parts.reduce((sum, [weight]) => sum + weight, 0);
	for (const [weight, draw] of parts) {
		left -= weight;
		if (left <= 0) {
			return draw(random);
		}
	}

	return parts[0]![1](random);
};

/** Distributions by name, with the positions of their modes (ms) if those are tested. */
export const distributions: Readonly<Record<string, {readonly draw: Draw; readonly modes?: readonly number[]; readonly isSmall?: boolean}>> = {
	'log-uniform': {draw: random => 10 ** (4 * random())},
	uniform: {draw: random => 5 + 90 * random()},
	exponential: {draw: random => -20 * Math.log(1 - random()), modes: [20]},
	'lognormal wide': {draw: lognormal(20, 1), modes: [20]},
	'lognormal narrow': {draw: lognormal(20, 0.1), modes: [20]},
	'lognormal at an edge': {draw: lognormal(10, 0.3), modes: [10]},
	'two modes': {draw: mix([0.7, lognormal(5, 0.25)], [0.3, lognormal(200, 0.25)]), modes: [5, 200]},
	'two modes in one bin': {draw: mix([0.5, lognormal(12, 0.03)], [0.5, lognormal(18, 0.03)])},
	'three modes': {draw: mix([0.5, lognormal(3, 0.2)], [0.3, lognormal(40, 0.2)], [0.2, lognormal(800, 0.2)]), modes: [3, 40, 800]},
	'a small second mode': {draw: mix([0.9, lognormal(8, 0.3)], [0.1, lognormal(300, 0.2)]), modes: [8, 300]},
	'far tail': {draw: mix([0.98, lognormal(6, 0.3)], [0.02, lognormal(2000, 0.5)])},
	shifted: {draw: random => 30 - 10 * Math.log(1 - random())},
	'gamma-like': {draw: random => -8 * (Math.log(1 - random()) + Math.log(1 - random()) + Math.log(1 - random()))},
	'sub-millisecond': {draw: lognormal(0.3, 0.25), isSmall: true},
	'sub-millisecond with a tail': {draw: mix([0.99, lognormal(0.4, 0.2)], [0.01, lognormal(3, 0.3)]), isSmall: true},
	'sub-millisecond uniform': {draw: random => 0.1 + 0.8 * random(), isSmall: true},
};

/** Samples of a distribution (ms), ascending. */
export function samplesOf(name: string, count: number, seed = 1): readonly number[] {
	const source = new Random(seed * 7919 + name.length);
	const random = () => source.next();
	const {draw} = distributions[name]!;
	return Array.from({length: count}, () => draw(random)).sort((a, b) => a - b);
}

/** The samples as logged by ombt: counts in [i·10^p, (i+1)·10^p), all below 1 ms in one bin, and sums. */
export function latencyOf(samples: readonly number[]): Latency {
	const rows = new Map<number, number[]>();
	for (const sample of samples) {
		const decade = sample < 1 ? 0 : Math.floor(Math.log10(sample) + 1e-12);
		const row = rows.get(decade) ?? Array.from({length: 10}, () => 0);
		const index = Math.min(9, Math.floor(sample / 10 ** decade));
		row[index]!++;
		rows.set(decade, row);
	}

	const total = samples.reduce((sum, sample) => sum + sample, 0);
	const sumOfSquares = samples.reduce((sum, sample) => sum + sample * sample, 0);
	const count = samples.length;
	return {
		min: Math.min(...samples.slice(0, 1)),
		max: Math.max(...samples.slice(-1)),
		total,
		count,
		sumOfSquares,
		mean: total / count,
		stdev: Math.sqrt(Math.max(0, sumOfSquares / count - (total / count) ** 2)),
		distribution: [...rows].sort(([a], [b]) => a - b).map(([decade, counts]) => ({decade, counts})),
	};
}
