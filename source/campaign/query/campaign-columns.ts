import {stringify} from 'lossless-json';
import {usageError} from '../../system/errors.js';
import {closest, nearest} from '../../text/closest.js';
import type {Entry} from '../model/iteration.js';
import {figureNames} from './column.js';
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
	/** Figures of metrics. They are not among all: they have no values until these are loaded. */
	readonly metrics: readonly Column[];
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
	const varies = new Set(parameters.filter(({id}) => isVarying(id, entries)));
	return {
		all,
		varying: parameters.filter(column => varies.has(column)),
		constant: entries.length > 1 ? parameters.filter(column => !varies.has(column)) : [],
		metrics: [],
		named: namedAmong(all),
	};
}

/** The same columns, with these figures of metrics in place of those that there were. */
export function withMetrics(own: CampaignColumns, metrics: readonly Column[]): CampaignColumns {
	return {...own, metrics, named: namedAmong([...own.all, ...metrics])};
}

function namedAmong(columns: readonly Column[]): CampaignColumns['named'] {
	// What comes first has a name.
	const byName = new Map(columns.toReversed().map(column => [column.id, column]));
	return name => byName.get(name) ?? (Object.hasOwn(aliases, name) ? byName.get(aliases[name] ?? '') : undefined);
}

/** What stands for several columns in a list of them. */
const groups: Readonly<Record<string, (own: CampaignColumns) => readonly Column[]>> = {notebook: () => columns, all: ({all}) => all};

/**
 * The columns that a list names (`driver,delay,p99`), each once; `notebook` and `all` stand for several. Throws a usage error, which names
 * the flag, for a name that is none.
 */
export function columnsIn(list: string, own: CampaignColumns, flag: string): readonly Column[] {
	const named = namesIn(list).flatMap(name => {
		const column = own.named(name);
		const group = Object.hasOwn(groups, name) ? groups[name] : undefined;
		if (!column && !group) {
			throw usageError(`${flag} ${list}: ${noColumn(name, own)}`);
		}

		return column ?? group?.(own) ?? [];
	});
	return named.filter((column, index) => named.indexOf(column) === index);
}

/** The names of a list, which commas part that are not in parentheses. */
const namesIn = (list: string): readonly string[] =>
	[...list.matchAll(/(?:[^,\(]|\([^\)]*\)|\()+/gv)].map(([name]) => name.trim()).filter(name => name !== '');

/** What to say when a column is asked for that the campaign does not have; `among` are those that are of use. */
export function noColumn(name: string, {all, metrics}: CampaignColumns, among: readonly Column[] = all): string {
	const call = /^(?<figure>[\w.\-]+)\s*\((?<metric>.*)\)$/v.exec(name)?.groups;
	if (call) {
		return noFigure(name, call, metrics);
	}

	const ids = among.map(({id}) => id);
	const near = closest(name, ids);
	const isMetric = metrics.some(({metric}) => metric === name);
	const figures = figureNames.map(figure => `${figure}(${isMetric ? name : 'NAME'})`).join(', ');
	return `no column ${name}; ${isMetric ? `of a metric ${figures} are` : (near === undefined ? `there are ${ids.join(', ')}, and ${figures} of a metric` : `did you mean ${near}?`)}`;
}

/** What to say of a figure of a metric where there is none such, with the metrics that have a name near it. */
function noFigure(name: string, {figure = '', metric = ''}: Readonly<Record<string, string | undefined>>, metrics: readonly Column[]): string {
	const names = [...new Set(metrics.flatMap(column => column.metric ?? []))];
	if (names.includes(metric.trim())) {
		return `no column ${name}; of a metric there are ${figureNames.map(known => `${known}(${metric.trim()})`).join(', ')}`;
	}

	const near = nearest(metric.trim(), names);
	return `no column ${name}: no metric is called ${metric.trim() || 'so'}; ${near.length === 0 ? `there are ${names.join(', ')}` : `did you mean ${near.map(other => `${figureOr(figure)}(${other})`).join(' or ')}?`}`;
}

const figureOr = (name: string): string => figureNames.find(figure => figure === name) ?? 'max';

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
