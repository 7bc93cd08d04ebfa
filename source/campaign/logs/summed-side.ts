import type {Buffer} from 'node:buffer';
import type {AgentResult} from './agent-result.js';
import type {ScannedSide} from './log-scanner.js';
import type {NameSet} from './name-set.js';
import {CountSums} from './decade-counts.js';
import {SideSums} from './side-sums.js';

/** One side of an iteration, summed while its logs are scanned. */
export class SummedSide implements ScannedSide {
	readonly names: NameSet;
	readonly sums = new SideSums();
	private readonly counts = new CountSums();

	constructor(names: NameSet) {
		this.names = names;
	}

	begin(bytes: Buffer, from: number, to: number): void {
		this.sums.begin(bytes, from, to, this.names);
	}

	addScalars(values: Float64Array, positions: Int32Array): void {
		this.sums.addScalars(values, positions);
	}

	addCounts(decade: number, values: Float64Array, first: number): void {
		this.counts.add(decade, values, first);
	}

	addErrors(errors: AgentResult['errors']): void {
		this.sums.addErrors(errors);
	}

	/** Completes the sums; false if a count is too large to be exact. */
	complete(): boolean {
		return this.counts.moveTo(this.sums);
	}
}
