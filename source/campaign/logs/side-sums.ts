import {Buffer} from 'node:buffer';
import type {Count} from '../model/iteration.js';
import {
	scalarNames, scalarPositions, type AgentResult, type ScalarName,
} from './agent-result.js';
import {FigureCollector} from './agent-figures.js';
import {AgentOrigins, type NamePrefix} from './agent-origins.js';

const size = scalarNames.length;
/** The scalars before `ok` are times. */
const times = scalarNames.indexOf('ok');
const ok = scalarNames.indexOf('ok');
const failed = scalarNames.indexOf('failed');
const total = scalarNames.indexOf('total');
const count = scalarNames.indexOf('count');
const [agentsIndex, squaresIndex, idleIndex] = [0, 1, 2];

/** The sums of the agents of one side, built while they are read: 10,000 agents need no more memory than one. */
export class SideSums {
	/** decade → ten sums. */
	readonly distribution = new Map<number, Count[]>();
	readonly errors = new Map<string, number>();
	readonly origins = new AgentOrigins();
	readonly figures = new FigureCollector();
	/** Index of the current agent's topic. */
	private topic = -1;
	private readonly sums = new Float64Array(size);
	private readonly minimums = new Float64Array(size).fill(Infinity);
	private readonly maximums = new Float64Array(size).fill(-Infinity);
	private readonly hasZero = new Uint8Array(times);
	// Not plain fields: code compiled for small integers would be discarded when they grow.
	private readonly totals = new Float64Array(3);

	get agents(): number {
		return this.totals[agentsIndex]!;
	}

	/** Number of agents without any message. */
	get idle(): number {
		return this.totals[idleIndex]!;
	}

	/** The sum of the squares of the agents' ok messages. */
	get okSquares(): number {
		return this.totals[squaresIndex]!;
	}

	add(name: string, {scalars, distribution, errors}: AgentResult): void {
		const bytes = Buffer.from(name);
		this.begin(bytes, 0, bytes.length);
		this.addScalars(Float64Array.from(scalarNames, scalar => scalars[scalar]), scalarPositions);
		this.addErrors(errors);
		for (const {decade, counts} of distribution) {
			this.addCounts(decade, counts);
		}
	}

	/** Starts the next agent, with its name in these bytes and, if known, the hash of its prefix. */
	begin(bytes: Buffer, from: number, to: number, prefix?: NamePrefix): void {
		const {origins} = this;
		origins.find(bytes, from, to, prefix);
		this.topic = origins.topic;
		this.figures.begin(bytes, from, to, origins.host);
	}

	/** Adds an agent's numbers, found in `values` at the indexes in `positions`, to the side and to its topic. */
	addScalars(values: Float64Array, positions: Int32Array): void {
		const {sums, minimums, maximums, hasZero} = this;
		for (let scalar = 0; scalar < size; scalar++) {
			const value = values[positions[scalar] ?? 0] ?? 0;
			sums[scalar] = (sums[scalar] ?? 0) + value;
			if (scalar < times && value === 0) {
				hasZero[scalar] = 1;
				continue;
			}

			// Comparisons with NaN are false, so that null is never an extreme.
			if (value < (minimums[scalar] ?? 0)) {
				minimums[scalar] = value;
			}

			if (value > (maximums[scalar] ?? 0)) {
				maximums[scalar] = value;
			}
		}

		const {totals} = this;
		const okCount = values[positions[ok]!]!;
		const failedCount = values[positions[failed]!]!;
		totals[agentsIndex]!++;
		totals[squaresIndex]! += okCount * okCount;
		totals[idleIndex]! += okCount === 0 && failedCount === 0 ? 1 : 0;
		this.origins.topics.add(this.topic, okCount, failedCount);
		this.figures.add(okCount, values[positions[total]!]! / values[positions[count]!]!);
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

	/** Summed in the order of the agents, so that even rounding matches the notebook. */
	sum(name: ScalarName): number {
		return this.sums[scalarNames.indexOf(name)] ?? 0;
	}

	min(name: ScalarName): number | null {
		return this.extreme(this.minimums, name, Infinity);
	}

	max(name: ScalarName): number | null {
		return this.extreme(this.maximums, name, -Infinity);
	}

	// The notebook ignores a time of 0 unless there is no other.
	private extreme(extremes: Float64Array, name: ScalarName, none: number): number | null {
		const scalar = scalarNames.indexOf(name);
		const value = extremes[scalar] ?? none;
		return value === none ? (this.hasZero[scalar] === 1 ? 0 : null) : value;
	}
}

/** The exact sum of two integers: a bigint if a double cannot hold it. */
export function addExactly(a: Count, b: Count): Count {
	if (typeof a === 'number' && typeof b === 'number') {
		const sum = a + b;
		return Number.isSafeInteger(sum) || !Number.isInteger(a) || !Number.isInteger(b) ? sum : BigInt(a) + BigInt(b);
	}

	return typeof a === 'bigint' && typeof b === 'bigint' ? a + b : addMixed(a, b);
}

const addMixed = (a: Count, b: Count): Count =>
	Number.isInteger(Number(a)) && Number.isInteger(Number(b)) ? BigInt(a) + BigInt(b) : Number(a) + Number(b);
