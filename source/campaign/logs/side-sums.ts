import type {Count} from '../model/iteration.js';
import {scalarNames, type AgentResult, type ScalarName} from './agent-scalars.js';

const size = scalarNames.length;
/** The first of them are times. */
const times = scalarNames.indexOf('ok');
const ok = scalarNames.indexOf('ok');
const failed = scalarNames.indexOf('failed');
const inOrder = Int32Array.from(scalarNames, (_, index) => index);

/** What the agents of one side come to, summed while they are read: 10,000 agents take no more room than one. */
export class SideSums {
	agents = 0;
	/** Agents without any message. */
	idle = 0;
	/** decade → ten sums. */
	readonly distribution = new Map<number, Count[]>();
	readonly errors = new Map<string, number>();
	private readonly sums = new Float64Array(size);
	private readonly minimums = new Float64Array(size).fill(Infinity);
	private readonly maximums = new Float64Array(size).fill(-Infinity);
	private readonly hasZero = new Uint8Array(times);

	add(result: AgentResult): void {
		this.addAllButCounts(result);
		for (const {decade, counts} of result.distribution) {
			this.addCounts(decade, counts);
		}
	}

	addAllButCounts({scalars, errors}: AgentResult): void {
		this.addScalars(Float64Array.from(scalarNames, name => scalars[name]), inOrder);
		this.addErrors(errors);
	}

	/** Adds an agent's numbers, each of which stands in `values` at the place that `places` has for it. */
	addScalars(values: Float64Array, positions: Int32Array): void {
		const {sums, minimums, maximums, hasZero} = this;
		for (let scalar = 0; scalar < size; scalar++) {
			const value = values[positions[scalar] ?? 0] ?? 0;
			sums[scalar] = (sums[scalar] ?? 0) + value;
			if (scalar < times && value === 0) {
				hasZero[scalar] = 1;
				continue;
			}

			// No comparison holds for NaN, so that null is no extreme.
			if (value < (minimums[scalar] ?? 0)) {
				minimums[scalar] = value;
			}

			if (value > (maximums[scalar] ?? 0)) {
				maximums[scalar] = value;
			}
		}

		this.agents++;
		this.idle += values[positions[ok] ?? 0] === 0 && values[positions[failed] ?? 0] === 0 ? 1 : 0;
	}

	addErrors(errors: AgentResult['errors']): void {
		for (const [text, count] of errors) {
			this.errors.set(text, (this.errors.get(text) ?? 0) + count);
		}
	}

	addCounts(decade: number, counts: readonly Count[]): void {
		const sums = this.distribution.get(decade) ?? counts.map(() => 0);
		this.distribution.set(decade, sums.map((sum, index) => addExactly(sum, counts[index] ?? 0)));
	}

	/** In the order of the agents, so that even the rounding is the notebook's. */
	sum(name: ScalarName): number {
		return this.sums[scalarNames.indexOf(name)] ?? 0;
	}

	min(name: ScalarName): number | null {
		return this.extreme(this.minimums, name);
	}

	max(name: ScalarName): number | null {
		return this.extreme(this.maximums, name);
	}

	// To the notebook a time of 0 is no time, unless there is no other.
	private extreme(extremes: Float64Array, name: ScalarName): number | null {
		const scalar = scalarNames.indexOf(name);
		const value = extremes[scalar] ?? Infinity;
		return Number.isFinite(value) ? value : (this.hasZero[scalar] === 1 ? 0 : null);
	}
}

/** The exact sum of two integers: a bigint once a double could not hold it. */
export function addExactly(a: Count, b: Count): Count {
	if (typeof a === 'number' && typeof b === 'number') {
		const sum = a + b;
		return Number.isSafeInteger(sum) || !Number.isInteger(a) || !Number.isInteger(b) ? sum : BigInt(a) + BigInt(b);
	}

	return typeof a === 'bigint' && typeof b === 'bigint' ? a + b : addMixed(a, b);
}

const addMixed = (a: Count, b: Count): Count =>
	Number.isInteger(Number(a)) && Number.isInteger(Number(b)) ? BigInt(a) + BigInt(b) : Number(a) + Number(b);
