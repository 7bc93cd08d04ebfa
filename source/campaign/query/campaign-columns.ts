import {stringify} from 'lossless-json';
import {usageError} from '../../system/errors.js';
import {nearest, suggestion} from '../../text/names.js';
import type {Entry} from '../model/iteration.js';
import {figureNames} from './column.js';
import {
	aliases, allColumns, columns, firstColumns, type Column,
} from './columns.js';
import {parameterColumn, type ParameterColumn} from './parameter-columns.js';

export type {ParameterColumn} from './parameter-columns.js';

/** The columns of one campaign: the built-in ones, and its parameters. */
export type CampaignColumns = {
	/** The notebook's columns, additional computed ones, then the parameters in the order of params.json. */
	readonly all: readonly Column[];
	/** The parameters that differ between iterations; a missing value counts as null. */
	readonly varying: readonly ParameterColumn[];
	/** The parameters with the same value in all iterations, if there are several iterations. */
	readonly constant: readonly ParameterColumn[];
	/** Figures of metrics. Not part of `all`, because their values must be loaded first. */
	readonly metrics: readonly Column[];
	/** The column of that name or alias (`clients`); undefined for any other text. */
	readonly named: (name: string) => Column | undefined;
};

/**
 * The columns of a campaign with these entries. A key of params.json with the name of a built-in column is that column; an alias (`p99`) does not
 * count, so that a key of that name takes precedence.
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

/** The same columns with other figures of metrics. */
export function withMetrics(own: CampaignColumns, metrics: readonly Column[]): CampaignColumns {
	return {...own, metrics, named: namedAmong([...own.all, ...metrics])};
}

function namedAmong(columns: readonly Column[]): CampaignColumns['named'] {
	// The first column of a name wins.
	const byName = new Map(columns.toReversed().map(column => [column.id, column]));
	return name => byName.get(name) ?? (Object.hasOwn(aliases, name) ? byName.get(aliases[name] ?? '') : undefined);
}

/** Names that stand for several columns in a list. */
const groups: Readonly<Record<string, (own: CampaignColumns) => readonly Column[]>> = {notebook: () => columns, all: ({all}) => all};

/**
 * The columns of a list (`driver,delay,p99`), without duplicates; `notebook` and `all` stand for several. Throws a usage error that mentions the
 * flag for an unknown name.
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

/** The names of a list, split at commas outside parentheses. */
const namesIn = (list: string): readonly string[] =>
	[...list.matchAll(/(?:[^,\(]|\([^\)]*\)|\()+/gv)].map(([name]) => name.trim()).filter(name => name !== '');

/** The message for an unknown column; `among` are the columns that would be valid. */
export function noColumn(name: string, {all, metrics}: CampaignColumns, among: readonly Column[] = all): string {
	const call = /^(?<figure>[\w.\-]+)\s*\((?<metric>.*)\)$/v.exec(name)?.groups;
	if (call) {
		return noFigure(name, call, metrics);
	}

	const ids = among.map(({id}) => id);
	const isMetric = metrics.some(({metric}) => metric === name);
	const figures = figureNames.map(figure => `${figure}(${isMetric ? name : 'NAME'})`).join(', ');
	return `no column ${name}; ${isMetric ? `the figures of a metric are ${figures}` : suggestion(name, ids, `the columns are ${ids.join(', ')}, and ${figures} of a metric`)}`;
}

/** The message for an unknown figure of a metric, with similarly named metrics. */
function noFigure(name: string, {figure = '', metric = ''}: Readonly<Record<string, string | undefined>>, metrics: readonly Column[]): string {
	const names = [...new Set(metrics.flatMap(column => column.metric ?? []))];
	if (names.includes(metric.trim())) {
		return `no column ${name}; the figures of a metric are ${figureNames.map(known => `${known}(${metric.trim()})`).join(', ')}`;
	}

	const near = nearest(metric.trim(), names);
	return `no column ${name}: no metric ${metric.trim() || 'of that name'}; ${near.length === 0 ? `the metrics are ${names.join(', ')}` : `did you mean ${near.map(other => `${figureOr(figure)}(${other})`).join(' or ')}?`}`;
}

const figureOr = (name: string): string => figureNames.find(figure => figure === name) ?? 'max';

const isVarying = (name: string, entries: ReadonlyArray<Pick<Entry, 'parameters'>>): boolean => {
	const [first, ...others] = entries.map(({parameters}) => stringify(parameters[name] ?? null));
	return others.some(other => other !== first);
};

/** Parameters that other columns represent better: agents that ran, and their topics. */
export const shownOtherwise: ReadonlySet<string> = new Set(['nbr_clients', 'nbr_servers', 'topics']);

/** The varying parameters worth a column of their own, without counts shown as what ran. */
export const sweptParameters = ({varying}: CampaignColumns): readonly ParameterColumn[] => varying.filter(({id}) => !shownOtherwise.has(id));

/**
 * The columns after the name of the iteration: driver, call type and swept parameters, the key figures, other varying parameters, then the rest
 * of the notebook's in its order.
 */
export function scrolledColumns(own: CampaignColumns): readonly Column[] {
	const first = firstColumns.flatMap(id => own.named(id) ?? []);
	const behind = first.findIndex(({id}) => id === 'ran_as') + 1;
	const varied = sweptParameters(own);
	const begin = [...first.toSpliced(behind, 0, ...varied.filter(({isSwept}) => isSwept)), ...varied.filter(({isSwept}) => !isSwept)];
	return [...begin, ...columns.filter(({id}) => id !== 'iteration_id' && begin.every(column => column.id !== id))];
}
