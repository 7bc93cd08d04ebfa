import {stringify} from 'lossless-json';
import {usageError} from '../../system/errors.js';
import {closest} from '../../text/closest.js';
import type {Entry} from '../model/iteration.js';
import {
	aliases, allColumns, columns, firstColumns, type Column,
} from './columns.js';
import {parameterColumn, type ParameterColumn} from './parameter-columns.js';

export type {ParameterColumn} from './parameter-columns.js';

/** The columns of one campaign: those of all campaigns, and its parameters. */
export type CampaignColumns = {
	/** The notebook's, what is computed beside them, then the parameters in the order in which params.json has them. */
	readonly all: readonly Column[];
	/** The parameters that are not the same in all iterations; what is absent counts as null. */
	readonly varying: readonly ParameterColumn[];
	/** The parameters that are the same in all iterations, where there are several. */
	readonly constant: readonly ParameterColumn[];
	/** The column of that name, or short name (`clients`); undefined for any other text. */
	readonly named: (name: string) => Column | undefined;
};

/**
 * The columns of a campaign with these entries. A key of params.json that is called as a column is that column, and no other; a short
 * name of a column (`p99`) is none, so that a key of that name comes before it.
 */
export function campaignColumns(entries: ReadonlyArray<Pick<Entry, 'parameters'>>): CampaignColumns {
	const taken = new Set<string>(allColumns.map(({id}) => id));
	const keys = [...new Set(entries.flatMap(({parameters}) => Object.keys(parameters)))].filter(key => !taken.has(key));
	const parameters = keys.map(key => parameterColumn(key, entries));
	const all: readonly Column[] = [...allColumns, ...parameters];
	const byName = new Map(all.map(column => [column.id, column]));
	const varies = new Set(parameters.filter(({id}) => isVarying(id, entries)));
	return {
		all,
		varying: parameters.filter(column => varies.has(column)),
		constant: entries.length > 1 ? parameters.filter(column => !varies.has(column)) : [],
		named: name => byName.get(name) ?? (Object.hasOwn(aliases, name) ? byName.get(aliases[name] ?? '') : undefined),
	};
}

/** What stands for several columns in a list of them. */
const groups: Readonly<Record<string, (own: CampaignColumns) => readonly Column[]>> = {notebook: () => columns, all: ({all}) => all};

/**
 * The columns that a list names (`driver,delay,p99`), each once; `notebook` and `all` stand for several. Throws a usage error, which names
 * the flag, for a name that is none.
 */
export function columnsIn(list: string, own: CampaignColumns, flag: string): readonly Column[] {
	const named = list.split(',').map(name => name.trim()).filter(name => name !== '').flatMap(name => {
		const column = own.named(name);
		const group = Object.hasOwn(groups, name) ? groups[name] : undefined;
		if (!column && !group) {
			throw usageError(`${flag} ${list}: ${noColumn(name, own.all)}`);
		}

		return column ?? group?.(own) ?? [];
	});
	return named.filter((column, index) => named.indexOf(column) === index);
}

/** What to say when a column is asked for that is not among these. */
export function noColumn(name: string, among: readonly Column[]): string {
	const ids = among.map(({id}) => id);
	const near = closest(name, ids);
	return `no column ${name}; ${near === undefined ? `there are ${ids.join(', ')}` : `did you mean ${near}?`}`;
}

const isVarying = (name: string, entries: ReadonlyArray<Pick<Entry, 'parameters'>>): boolean => {
	const [first, ...others] = entries.map(({parameters}) => stringify(parameters[name] ?? null));
	return others.some(other => other !== first);
};

/** Parameters that other columns show better: how many agents ran, and what names and folders say already. */
const shownOtherwise: ReadonlySet<string> = new Set(['nbr_clients', 'nbr_servers', 'topics']);

/** What was varied and is worth a column by itself: not the counts that are there as what ran. */
export const sweptParameters = ({varying}: CampaignColumns): readonly ParameterColumn[] => varying.filter(({id}) => !shownOtherwise.has(id));

/**
 * The columns beside the name of the iteration: driver, call type and what was swept, what one reads first, parameters that vary besides, then
 * the notebook's in its order.
 */
export function scrolledColumns(own: CampaignColumns): readonly Column[] {
	const first = firstColumns.flatMap(id => own.named(id) ?? []);
	const behind = first.findIndex(({id}) => id === 'ran_as') + 1;
	const varied = sweptParameters(own);
	const begin = [...first.toSpliced(behind, 0, ...varied.filter(({isSwept}) => isSwept)), ...varied.filter(({isSwept}) => !isSwept)];
	return [...begin, ...columns.filter(({id}) => id !== 'iteration_id' && begin.every(column => column.id !== id))];
}
