import type {DensityBin} from '../campaign/model/density.js';
import type {Bin} from '../campaign/model/distribution.js';
import type {Cumulative} from '../campaign/model/percentiles.js';
import type {Paint} from './canvas.js';

/** A distribution to compare: its name, a shorter name for narrow screens, and its samples, if any. */
export type Compared = {
	readonly name: string;
	readonly short: string;
	readonly count: number | null;
	readonly bins: readonly Bin[];
	readonly density: readonly DensityBin[];
	readonly cumulative: Cumulative | null;
};

/** Options of plots that compare distributions; `width` and `height` are in cells. */
export type CompareOptions = {
	readonly width: number;
	readonly height: number;
	/** Index of the iteration under the cursor. */
	readonly selected?: number | undefined;
	readonly ascii?: boolean;
	readonly paint?: Paint;
};
