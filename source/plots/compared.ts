import type {DensityBin} from '../campaign/model/density.js';
import type {Bin} from '../campaign/model/distribution.js';
import type {Cumulative} from '../campaign/model/percentiles.js';
import type {Paint} from './canvas.js';

/** A distribution to compare: its name, a shorter one for where room is short, and its samples; none where there are none. */
export type Compared = {
	readonly name: string;
	readonly short: string;
	readonly count: number | null;
	readonly bins: readonly Bin[];
	readonly density: readonly DensityBin[];
	readonly cumulative: Cumulative | null;
};

export type CompareOptions = {
	readonly width: number;
	readonly height: number;
	/** The index of the iteration under the cursor. */
	readonly selected?: number | undefined;
	readonly ascii?: boolean;
	readonly paint?: Paint;
};
