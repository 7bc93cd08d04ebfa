import type {Campaign} from '../campaign/files/parameters.js';
import type {LoadedIteration} from '../campaign/model/iteration.js';
import {campaignColumns, type CampaignColumns} from '../campaign/query/campaign-columns.js';
import type {Column} from '../campaign/query/column.js';
import {comparedNames, parseFilter} from '../campaign/query/filter.js';
import {metrics} from '../metrics/catalogue.js';
import {textFlag, type Flag, type Invocation} from './command.js';
import {engineFlags} from './engine-flags.js';
import {note} from './print.js';

/** The columns that a command can name, and what loads the values of those that are figures of metrics. */
export type CommandColumns = {
	readonly own: CampaignColumns;
	/** Loads what these columns need of these iterations, where it is not there yet. */
	readonly load: (columns: readonly Column[], iterations: readonly LoadedIteration[]) => Promise<void>;
};

/** Flags that name columns. */
const columnFlags = ['columns', 'sort', 'filter', 'metric', 'x', 'series'] as const;

/** How metrics are read, on commands that have them as columns. */
export const metricColumnFlags: readonly Flag[] = engineFlags.map(flag => flag.name === 'every'
	? {...flag, values: '10s', help: 'the buckets of which the figures of a metric are made: a number of s, m or h; 10s by default'}
	: flag);

/** The columns that a command can name. What metrics need is loaded only where a flag may ask for them. Throws a usage error for flags that mean nothing. */
export async function commandColumns(campaign: Campaign, invocation: Invocation): Promise<CommandColumns> {
	const own = campaignColumns(campaign.entries);
	const isAsked = mayName(invocation) || metricColumnFlags.some(({name}) => invocation.flags[name] !== undefined);
	return isAsked ? (await import('./load-figures.js')).columnsWithMetrics(own, campaign, invocation) : {own, async load() {}};
}

/** Whether a flag may name a figure of a metric, be it with a mistake. */
const mayName = (invocation: Invocation): boolean => columnFlags.some(flag => {
	const text = textFlag(invocation, flag) ?? '';
	return text.includes('(') || metrics.some(({name}) => text.includes(name));
});

type Keeping = CommandColumns & {
	/** As it was typed. */
	readonly filter: string | undefined;
	/** Columns that the command shows or computes with. */
	readonly used: readonly Column[];
};

type Keep = (iterations: readonly LoadedIteration[]) => Promise<readonly LoadedIteration[]>;

/** What to keep of the iterations, as the filter says; throws a usage error for one that is not understood. */
export function filterFor({filter, used, own, load}: Keeping, invocation: Invocation): Keep {
	const matches = filter === undefined ? undefined : parseFilter(filter, own);
	const compared = filter === undefined ? [] : comparedNames(filter).flatMap(name => own.named(name) ?? []);
	return async iterations => {
		if (compared.some(({metric}) => metric !== undefined)) {
			// An archive that is open for the filter has the rest as well.
			await load([...compared, ...used], iterations);
		}

		const kept = matches ? iterations.filter(iteration => matches(iteration)) : iterations;
		if (kept.length === 0 && iterations.length > 0 && matches) {
			note(invocation, `no iteration of ${iterations.length} matches the filter ${filter ?? ''}`);
		}

		await load(used, kept);
		return kept;
	};
}
