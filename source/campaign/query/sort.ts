import {naturalOrder} from '../../text/natural-order.js';
import {closest} from '../../text/closest.js';
import {usageError} from '../../system/errors.js';
import {isLoaded, type Iteration} from '../model/iteration.js';
import {
	allColumns, columnNamed, type Column, type ColumnId,
} from './columns.js';
import {numberOf} from './column-text.js';

export type Sorting = {readonly column: ColumnId; readonly descending: boolean};

/** Reads `COLUMN` or `COLUMN:desc`; throws a usage error for anything else. */
export function parseSort(text: string): Sorting {
	const [name = '', direction = 'asc', ...rest] = text.split(':');
	const column = columnNamed(name);
	if (!column) {
		throw usageError(`--sort ${text}: ${noColumn(name, allColumns)}`);
	}

	if ((direction !== 'asc' && direction !== 'desc') || rest.length > 0) {
		throw usageError(`--sort ${text}: the order is asc or desc`);
	}

	return {column: column.id, descending: direction === 'desc'};
}

/** What to say when a column is asked for that is not among these. */
export function noColumn(name: string, among: readonly Column[]): string {
	const ids = among.map(({id}) => id);
	const near = closest(name, ids);
	return `no column ${name}; ${near === undefined ? `there are ${ids.join(', ')}` : `did you mean ${near}?`}`;
}

/** The iterations by a column: stable, what has no value last in both directions, names in natural order (A-2 before A-10). */
export function sortIterations<Row extends Iteration>(iterations: readonly Row[], {column: id, descending}: Sorting): readonly Row[] {
	const column = columnNamed(id);
	if (!column) {
		return iterations;
	}

	const keyed = iterations.map(iteration => ({iteration, key: sortKey(iteration, column)}));
	return keyed.sort((a, b) => compare(a.key, b.key, descending)).map(({iteration}) => iteration);
}

type Key = number | string | null;
const sortKey = (iteration: Iteration, column: Column): Key => {
	if (!isLoaded(iteration)) {
		return null;
	}

	const value = column.value(iteration);
	return typeof value === 'string' ? value : numberOf(value);
};

function compare(a: Key, b: Key, descending: boolean): number {
	if (a === null || b === null) {
		return (a === null ? 1 : 0) - (b === null ? 1 : 0);
	}

	const order = typeof a === 'number' && typeof b === 'number' ? a - b : naturalOrder(String(a), String(b));
	return descending ? -order : order;
}
