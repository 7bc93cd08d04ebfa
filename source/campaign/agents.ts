import type {Count} from './iteration.js';

/** The columns, in the order of `lists`. */
export const scalarNames = ['start', 'stop', 'ok', 'failed', 'min', 'max', 'total', 'count', 'sumOfSquares'] as const;

export type ScalarName = (typeof scalarNames)[number];

/** One agent's numbers; NaN stands for null, as a typed array has no null. */
export type AgentScalars = Readonly<Record<ScalarName, number>>;

/** What an agent has whose results leave a number out: no time, no extreme, nothing counted. */
export const absent: AgentScalars = {
	start: Number.NaN, stop: Number.NaN, ok: 0, failed: 0, min: Number.NaN, max: Number.NaN, total: 0, count: 0, sumOfSquares: 0,
};

/**
 * The agents of one side, row by row in the order of the logs: compact columns instead of objects, so that 10,000 agents are
 * nine typed arrays. Distributions and errors are summed while they are read.
 */
export class AgentColumns {
	rows = 0;
	columns = allocate(16);
	/** The same columns by number. */
	lists = listsOf(this.columns);
	/** decade → ten sums. */
	readonly distribution = new Map<number, Count[]>();
	readonly errors = new Map<string, number>();

	/** Makes room behind the last row and returns its index; it counts once `rows` is raised. */
	nextRow(): number {
		if (this.rows === this.columns.start.length) {
			const larger = allocate(this.rows * 2);
			for (const name of scalarNames) {
				larger[name].set(this.columns[name]);
			}

			this.columns = larger;
			this.lists = listsOf(larger);
		}

		return this.rows;
	}

	add(agent: AgentScalars): void {
		const row = this.nextRow();
		for (const name of scalarNames) {
			this.columns[name][row] = agent[name];
		}

		this.rows++;
	}

	addCounts(decade: number, counts: readonly Count[]): void {
		const sums = this.distribution.get(decade);
		this.distribution.set(decade, sums ? sums.map((sum, index) => addExactly(sum, counts[index] ?? 0)) : [...counts]);
	}

	addError(text: string, count: number): void {
		this.errors.set(text, (this.errors.get(text) ?? 0) + count);
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

const allocate = (rows: number) => ({
	start: new Float64Array(rows),
	stop: new Float64Array(rows),
	ok: new Float64Array(rows),
	failed: new Float64Array(rows),
	min: new Float64Array(rows),
	max: new Float64Array(rows),
	total: new Float64Array(rows),
	count: new Float64Array(rows),
	sumOfSquares: new Float64Array(rows),
});

const listsOf = (columns: ReturnType<typeof allocate>): readonly Float64Array[] => scalarNames.map(name => columns[name]);
