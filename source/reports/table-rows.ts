import {columns, isSpread, type Column} from '../campaign/query/columns.js';
import {rawParameter, type Iteration, type LoadedIteration} from '../campaign/model/iteration.js';

/** Identifies an iteration uniquely: ids may repeat or be missing. */
const identity = ['index', 'iteration_id', 'backup_dir'] as const;

const written: ReadonlySet<string> = new Set(['call_type', 'driver', 'iteration_id', 'backup_dir']);

/** The identifying fields of an iteration in machine-readable rows. */
export const identify = (iteration: Pick<Iteration, 'index' | 'parameters'>): Readonly<Record<(typeof identity)[number], unknown>> =>
	({index: iteration.index, iteration_id: rawParameter(iteration, 'iteration_id'), backup_dir: rawParameter(iteration, 'backup_dir')});

/**
 * A machine-readable table row: the given columns by name (the notebook's by default), and what identifies the iteration. Values from params.json
 * keep their type, whether text or not.
 */
export const tableRow = (iteration: LoadedIteration, shown: readonly Column[] = columns): Record<string, unknown> => ({
	...Object.fromEntries(shown.map(column => [
		column.id, written.has(column.id) ? rawParameter(iteration, column.id) : column.value(iteration),
	])),
	...identify(iteration),
});

/** Like `tableRow`, with spreads flattened to `per_client_ok.mean`, `.min`, `.max`. */
export const flatRow = (iteration: LoadedIteration, shown: readonly Column[] = columns): Record<string, unknown> =>
	Object.fromEntries(Object.entries(tableRow(iteration, shown)).flatMap(([id, value]): ReadonlyArray<[string, unknown]> =>
		isSpread(value) ? parts.map(part => [`${id}.${part}`, value[part]]) : [[id, value]]));

/** The keys of a flat row, in order. */
export function flatColumns(shown: readonly Column[] = columns): readonly string[] {
	const names = shown.flatMap(({id, kind}) => kind === 'spread' ? parts.map(part => `${id}.${part}`) : [id]);
	return [...names, ...identity.filter(name => !names.includes(name))];
}

const parts = ['mean', 'min', 'max'] as const;
