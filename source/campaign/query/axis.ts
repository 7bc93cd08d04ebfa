import type {LoadedIteration} from '../model/iteration.js';
import {usageError} from '../../system/errors.js';
import {noColumn, type CampaignColumns} from './campaign-columns.js';
import {measuredValue, numberOf} from './column-text.js';
import type {Column} from './column.js';

/** The x axis of a trend. */
export type TrendAxis = {
	/** Its name on the command line: `clients`, `servers`, `topics`, `index`, or a column name. */
	readonly name: string;
	readonly unit: string | undefined;
	/** The x of an iteration; null if it has no value, as for a null parameter. */
	readonly valueOf: (iteration: LoadedIteration) => number | null;
};

/** The topics of an iteration: the configured total, or the length of the list if only that is given. */
function topicsOf({parameters}: LoadedIteration): number | null {
	const {nbr_topics: count, topics} = parameters;
	return typeof count === 'number' ? count : (Array.isArray(topics) ? topics.length : null);
}

/** Counts that are axes of their own: what ran rather than what was configured. */
const counts: Readonly<Record<string, (iteration: LoadedIteration) => number | null>> = {
	clients: ({clients}) => clients.agents,
	servers: ({servers}) => servers.agents,
	topics: topicsOf,
	index: ({index}) => index,
};

/** Column names that are aliases of these counts. */
const countNames: Readonly<Record<string, string>> = {_ombt_clients: 'clients', _ombt_servers: 'servers', nbr_topics: 'topics'};

/** The axis of that name; undefined if there is no such column, or it is not numeric. */
export function axisNamed(name: string, own: CampaignColumns): TrendAxis | undefined {
	const count = Object.hasOwn(countNames, name) ? countNames[name]! : name;
	if (Object.hasOwn(counts, count)) {
		return {name: count, unit: undefined, valueOf: counts[count]!};
	}

	const column = own.named(name);
	return column && column.kind !== 'text' ? {name: column.id, unit: column.unit, valueOf: iteration => numberOf(measuredValue(column, iteration))} : undefined;
}

/** The numeric columns, figures of metrics last. */
export const numericColumns = ({all, metrics}: CampaignColumns): readonly Column[] => [...all.filter(({kind}) => kind !== 'text'), ...metrics];

/** The numeric column of that name; throws a usage error that mentions the flag if there is none. */
export function numericColumn(name: string, own: CampaignColumns, flag: string): Column {
	const column = own.named(name);
	if (!column || column.kind === 'text') {
		const numeric = own.all.filter(({kind}) => kind !== 'text');
		throw usageError(`${flag} ${name}: ${column ? `not a numeric column; the numeric columns are ${numeric.map(({id}) => id).join(', ')}` : noColumn(name, own, numeric)}`);
	}

	return column;
}

/** The first of clients, servers and topics that varies, otherwise the first parameter that does; clients if nothing varies. */
export function defaultAxis(iterations: readonly LoadedIteration[], own: CampaignColumns): string {
	const names = ['clients', 'servers', 'topics', ...own.varying.map(({id}) => id)];
	const varies = (name: string) => {
		const axis = axisNamed(name, own);
		return axis !== undefined && new Set(iterations.map(iteration => axis.valueOf(iteration))).size > 1;
	};

	return names.find(name => varies(name)) ?? 'clients';
}
