import {naturalOrder} from '../../text/names.js';
import {usageError} from '../../system/errors.js';
import {isLoaded, type Iteration} from '../model/iteration.js';
import {campaignColumns, noColumn, type CampaignColumns} from './campaign-columns.js';
import type {Column} from './columns.js';
import {numberOf} from './column-text.js';

/** A sort order of iterations. */
export type Sorting = {readonly column: Column; readonly descending: boolean};

/** Parses `COLUMN` or `COLUMN:desc`, with the columns of a campaign; throws a usage error for anything else. */
export function parseSort(text: string, own: CampaignColumns = campaignColumns([])): Sorting {
	const whole = own.named(text);
	const [name = '', direction = 'asc', ...rest] = whole ? [text] : text.split(':');
	const column = whole ?? own.named(name);
	if (!column) {
		throw usageError(`--sort ${text}: ${noColumn(name, own)}`);
	}

	if ((direction !== 'asc' && direction !== 'desc') || rest.length > 0) {
		throw usageError(`--sort ${text}: the order is asc or desc`);
	}

	return {column, descending: direction === 'desc'};
}

/** Sorts iterations by a column: stable, missing values last in both directions, names in natural order (A-2 before A-10). */
export function sortIterations<Row extends Iteration>(iterations: readonly Row[], {column, descending}: Sorting): readonly Row[] {
	const keyed = iterations.map(iteration => ({iteration, key: sortKey(iteration, column)}));
	return keyed.sort((a, b) => compare(a.key, b.key, descending)).map(({iteration}) => iteration);
}

type SortKey = number | string | null;
const sortKey = (iteration: Iteration, column: Column): SortKey => {
	if (!isLoaded(iteration)) {
		return null;
	}

	const value = column.value(iteration);
	return typeof value === 'string' ? value : numberOf(value);
};

function compare(a: SortKey, b: SortKey, descending: boolean): number {
	if (a === null || b === null) {
		return (a === null ? 1 : 0) - (b === null ? 1 : 0);
	}

	const order = typeof a === 'number' && typeof b === 'number' ? a - b : naturalOrder(String(a), String(b));
	return descending ? -order : order;
}
