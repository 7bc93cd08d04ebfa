import type {Campaign} from '../campaign/files/parameters.js';
import type {LoadedIteration} from '../campaign/model/iteration.js';
import {campaignColumns} from '../campaign/query/campaign-columns.js';
import type {Column} from '../campaign/query/column.js';
import {comparedNames, parseFilter} from '../campaign/query/filter.js';
import {catalogue} from '../metrics/catalogue.js';
import {textFlag, type Invocation} from './command.js';
import type {CommandColumns} from './load-figures.js';
import {note} from './print.js';
import {metricColumnFlags} from './shared-flags.js';

/** Flags that contain column names. */
const columnFlags = ['columns', 'sort', 'filter', 'metric', 'x', 'series'] as const;

/** The columns available to a command. Metrics are loaded only if a flag may refer to them. Throws a usage error for invalid flags. */
export async function commandColumns(campaign: Campaign, invocation: Invocation): Promise<CommandColumns> {
	const own = campaignColumns(campaign.entries);
	const usesMetrics = mayUseMetrics(invocation) || metricColumnFlags.some(({name}) => invocation.flags[name] !== undefined);
	return usesMetrics ? (await import('./load-figures.js')).columnsWithMetrics(own, campaign, invocation) : {own, async load() {}};
}

/** Whether a flag may refer to a figure of a metric, even misspelled. */
const mayUseMetrics = (invocation: Invocation): boolean => columnFlags.some(flag => {
	const text = textFlag(invocation, flag) ?? '';
	return text.includes('(') || catalogue.some(({name}) => text.includes(name));
});

type FilterOptions = CommandColumns & {
	/** The filter as typed. */
	readonly filter: string | undefined;
	/** Columns that the command displays or computes with. */
	readonly used: readonly Column[];
};

type IterationFilter = (iterations: readonly LoadedIteration[]) => Promise<readonly LoadedIteration[]>;

/** A predicate for iterations that implements the filter; throws a usage error if it cannot be parsed. */
export function filterFor({filter, used, own, load}: FilterOptions, invocation: Invocation): IterationFilter {
	const matches = filter === undefined ? undefined : parseFilter(filter, own);
	const compared = filter === undefined ? [] : comparedNames(filter).flatMap(name => own.named(name) ?? []);
	return async iterations => {
		if (compared.some(({metric}) => metric !== undefined)) {
			// While an archive is open for the filter, the other columns are loaded as well.
			await load([...compared, ...used], iterations);
		}

		const kept = matches ? iterations.filter(iteration => matches(iteration)) : iterations;
		if (kept.length === 0 && iterations.length > 0 && matches) {
			note(invocation, `0 of ${iterations.length} iterations match the filter ${filter ?? ''}`);
		}

		await load(used, kept);
		return kept;
	};
}
