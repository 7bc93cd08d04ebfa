/** Sparse rows of counts: the non-zero counts of row r are at [starts[r], starts[r + 1]), with ascending positions in the row. */
export type SparseRows = {readonly starts: Uint32Array; readonly positions: Uint8Array; readonly counts: Float64Array};

const firstSize = 1024;

/** Builds sparse rows one after the other; positions must be below 256. */
export class SparseRowsBuilder {
	private readonly starts = [0];
	private positions = new Uint8Array(firstSize);
	private counts = new Float64Array(firstSize);
	private size = 0;

	/** Adds a count to the current row; zero is skipped. */
	add(position: number, count: number): void {
		if (count === 0) {
			return;
		}

		if (this.size === this.positions.length) {
			this.grow();
		}

		this.positions[this.size] = position;
		this.counts[this.size] = count;
		this.size++;
	}

	endRow(): void {
		this.starts.push(this.size);
	}

	build(): SparseRows {
		return {starts: Uint32Array.from(this.starts), positions: this.positions.slice(0, this.size), counts: this.counts.slice(0, this.size)};
	}

	private grow(): void {
		const {positions, counts} = this;
		this.positions = new Uint8Array(this.size * 2);
		this.positions.set(positions);
		this.counts = new Float64Array(this.size * 2);
		this.counts.set(counts);
	}
}

/** The non-zero counts of a row with their positions; empty if the row does not exist. */
export function countsInRow({starts, positions, counts}: SparseRows, row: number): ReadonlyArray<{readonly position: number; readonly count: number}> {
	const [from, to] = [starts[row] ?? 0, starts[row + 1] ?? 0];
	return Array.from(positions.subarray(from, Math.max(from, to)), (position, index) => ({position, count: counts[from + index] ?? 0}));
}
