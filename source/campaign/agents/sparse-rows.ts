/** Rows of counts of which few are not zero: those of row r lie at [starts[r], starts[r + 1]), columns ascending. */
export type SparseRows = {readonly starts: Uint32Array; readonly positions: Uint8Array; readonly counts: Float64Array};

/** Gathers sparse rows, one after the other; a column is below 256. */
export class SparseRowsBuilder {
	private readonly starts = [0];
	private readonly indexes: number[] = [];
	private readonly counts: number[] = [];

	/** Adds a count to the row that is under way; zero is left out. */
	add(position: number, count: number): void {
		if (count !== 0) {
			this.indexes.push(position);
			this.counts.push(count);
		}
	}

	endRow(): void {
		this.starts.push(this.indexes.length);
	}

	build(): SparseRows {
		return {starts: Uint32Array.from(this.starts), positions: Uint8Array.from(this.indexes), counts: Float64Array.from(this.counts)};
	}
}

/** The counts of one row that are not zero; none for a row that there is not. */
export function indexesOf({starts, positions, counts}: SparseRows, row: number): ReadonlyArray<{readonly position: number; readonly count: number}> {
	const [from, to] = [starts[row] ?? 0, starts[row + 1] ?? 0];
	return Array.from(positions.subarray(from, Math.max(from, to)), (position, index) => ({position, count: counts[from + index] ?? 0}));
}
