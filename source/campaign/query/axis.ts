import type {LoadedIteration} from '../model/iteration.js';
import {usageError} from '../../system/errors.js';
import {noColumn, type CampaignColumns} from './campaign-columns.js';
import {measured, numberOf} from './column-text.js';
import type {Column} from './column.js';

/** What stands on the x axis of a trend. */
export type TrendAxis = {
	/** How it is asked for: `clients`, `servers`, `topics`, `index`, or the name of a column. */
	readonly name: string;
	readonly unit: string | undefined;
	/** Where an iteration stands; null where it has no value, as for a parameter that is null. */
	readonly valueOf: (iteration: LoadedIteration) => number | null;
};

/** Topics of an iteration: how many it was to have in all; where only a list of them is written, its length. */
function topicsOf({parameters}: LoadedIteration): number | null {
	const {nbr_topics: count, topics} = parameters;
	return typeof count === 'number' ? count : (Array.isArray(topics) ? topics.length : null);
}

/** What ran rather than what was asked for: counts that are an axis of their own. */
const counts: Readonly<Record<string, (iteration: LoadedIteration) => number | null>> = {
	clients: ({clients}) => clients.agents,
	servers: ({servers}) => servers.agents,
	topics: topicsOf,
	index: ({index}) => index,
};

/** How counts are asked for by the names of columns. */
const countNames: Readonly<Record<string, string>> = {_ombt_clients: 'clients', _ombt_servers: 'servers', nbr_topics: 'topics'};

/** The axis of that name; undefined where it names no column, or one of texts. */
export function axisNamed(name: string, own: CampaignColumns): TrendAxis | undefined {
	const count = Object.hasOwn(countNames, name) ? countNames[name]! : name;
	if (Object.hasOwn(counts, count)) {
		return {name: count, unit: undefined, valueOf: counts[count]!};
	}

	const column = own.named(name);
	return column && column.kind !== 'text' ? {name: column.id, unit: column.unit, valueOf: iteration => numberOf(measured(column, iteration))} : undefined;
}

/** The columns that have numbers, figures of metrics behind the others. */
export const numericColumns = ({all, metrics}: CampaignColumns): readonly Column[] => [...all.filter(({kind}) => kind !== 'text'), ...metrics];

/** The numeric column of that name; throws a usage error, which names the flag, where there is none. */
export function numericColumn(name: string, own: CampaignColumns, flag: string): Column {
	const column = own.named(name);
	if (!column || column.kind === 'text') {
		const numeric = own.all.filter(({kind}) => kind !== 'text');
		throw usageError(`${flag} ${name}: ${column ? `not a numeric column; there are ${numeric.map(({id}) => id).join(', ')}` : noColumn(name, own, numeric)}`);
	}

	return column;
}

/** The first of clients, servers and topics that varies, else the first parameter that does; clients where nothing does. */
export function defaultAxis(iterations: readonly LoadedIteration[], own: CampaignColumns): string {
	const names = ['clients', 'servers', 'topics', ...own.varying.map(({id}) => id)];
	const varies = (name: string) => {
		const axis = axisNamed(name, own);
		return axis !== undefined && new Set(iterations.map(iteration => axis.valueOf(iteration))).size > 1;
	};

	return names.find(name => varies(name)) ?? 'clients';
}
