import {stringify} from 'lossless-json';
import {groupBy} from '../../system/lists.js';
import {memoizeEach} from '../../system/memoize.js';
import type {LoadedIteration} from '../model/iteration.js';
import type {CampaignColumns} from './campaign-columns.js';
import {numberOf} from './column-text.js';
import {
	settingNames, settingOf, settingJson, type Sweep,
} from './sweeps.js';

/** Shown elsewhere: every line has its driver, every chart its call type. */
const namedElsewhere: ReadonlySet<string> = new Set(['driver', 'call_type']);

/** A parameter of an iteration as in its column (numeric if possible), but for numbers of agents those that ran. */
export function seriesValue(iteration: LoadedIteration, name: string, own: CampaignColumns): unknown {
	const value = settingOf(iteration, name);
	const column = own.named(name);
	return column?.parameter && value === (iteration.parameters[name] ?? null) ? column.parameter(iteration) : value;
}

/**
 * The parameters that distinguish a line from the others: swept parameters that are constant along it, and those whose value differs from the
 * usual one. Includes numbers of agents if x is something else.
 */
export function distinctions(
	sweep: Sweep,
	all: readonly LoadedIteration[],
	{own, x}: {readonly own: CampaignColumns; readonly x: string},
): Readonly<Record<string, unknown>> {
	const swept = new Set(own.varying.filter(({isSwept}) => isSwept).map(({id}) => id));
	return Object.fromEntries([...usualValues(all)].filter(([name]) => !namedElsewhere.has(name) && isNamed(name, x)).flatMap(([name, usual]) => {
		const values = new Set(sweep.map(iteration => settingJson(iteration, name)));
		return values.size === 1 && usual.count < all.length && (swept.has(name) || name.startsWith('nbr_') || !values.has(usual.value))
			? [[name, seriesValue(sweep[0]!, name, own)]]
			: [];
	}));
}

/** Numbers of agents follow clients, servers, topics and the index. */
const isNamed = (name: string, x: string): boolean => name !== x && !(isAgents(name) && ['clients', 'servers', 'topics', 'index', 'nbr_clients', 'nbr_servers'].includes(x));
const isAgents = (name: string): boolean => name === 'nbr_clients' || name === 'nbr_servers';

/** The parameters that change along a line, except the one on the x axis and those that follow it. */
export const changingParameters = (sweep: Sweep, x: string): readonly string[] =>
	settingNames(sweep).filter(name => isNamed(name, x) && !(name === 'nbr_topics' && x === 'topics') && new Set(sweep.map(iteration => settingJson(iteration, name))).size > 1);

/** One line per combination of values of these columns, in campaign order. */
export function seriesBy(iterations: readonly LoadedIteration[], names: readonly string[], own: CampaignColumns): readonly Sweep[] {
	const inOrder = [...iterations].sort((a, b) => a.index - b.index);
	return [...groupBy(inOrder, iteration => stringify(names.map(name => columnValue(iteration, name, own)))).values()];
}

/** The value of a column for grouping into series: the mean of a spread. */
export function columnValue(iteration: LoadedIteration, name: string, own: CampaignColumns): unknown {
	const value = own.named(name)?.value(iteration) ?? null;
	return typeof value === 'string' ? value : numberOf(value);
}

type UsualValue = {readonly value: string; readonly count: number};

/** The most frequent value of each parameter and its count; the first in case of a tie. */
const usualValues = memoizeEach((iterations: readonly LoadedIteration[]): ReadonlyMap<string, UsualValue> => new Map(settingNames(iterations).map(name => {
	const counts = groupBy(iterations, iteration => settingJson(iteration, name));
	return [name, [...counts].reduce((best, [value, {length}]) => length > best.count ? {value, count: length} : best, {value: 'null', count: 0})];
})));
