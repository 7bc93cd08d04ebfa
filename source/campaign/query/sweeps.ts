import {stringify} from 'lossless-json';
import {groupBy} from '../../system/lists.js';
import {memoizeEach} from '../../system/memoize.js';
import type {LoadedIteration} from '../model/iteration.js';

/** Iterations that a trend connects by a line, in campaign order; a single one is a point. */
export type Sweep = readonly LoadedIteration[];

/** Keys that identify an iteration rather than configure it. */
const noParameters: ReadonlySet<string> = new Set(['iteration_id', 'backup_dir', 'topics']);
const agentCounts = {nbr_clients: 'clients', nbr_servers: 'servers'} as const;
const agentCountNames = ['nbr_clients', 'nbr_servers'] as const;
const isAgentCount = (name: string): name is keyof typeof agentCounts => Object.hasOwn(agentCounts, name);
/** Axes along which an incremental campaign grows; the letters of its ids are the sweeps. */
const loadAxes: ReadonlySet<string> = new Set(['clients', 'servers', 'topics', 'index']);
/** The parameter of an axis, if it has another name. */
const axisParameters: Readonly<Record<string, string>> = {clients: 'nbr_clients', servers: 'nbr_servers', topics: 'nbr_topics'};

/**
 * Groups iterations into sweeps. Along clients, servers, topics or the index, those with an id are grouped by driver, test and letter of the id,
 * with a new sweep whenever the number after the letter does not increase, because letters are reused after 26. Along other axes, and without
 * ids, iterations that are equal in every parameter except the one on the x axis form a sweep.
 */
export function sweepsOf(iterations: readonly LoadedIteration[], x: string): readonly Sweep[] {
	const along = parametersAlong(iterations, x);
	const groups = groupBy([...iterations].sort((a, b) => a.index - b.index), iteration => {
		const letter = loadAxes.has(x) ? idParts(iteration)?.letter : undefined;
		return letter === undefined
			? `equal ${settingsKey(iteration, along)}`
			: `id ${stringify([iteration.driver, iteration.ranAs, letter]) ?? ''}`;
	});
	return [...groups].flatMap(([key, group]) => key.startsWith('id ') ? rising(group) : [group]).sort((a, b) => a[0]!.index - b[0]!.index);
}

function rising(group: readonly LoadedIteration[]): readonly Sweep[] {
	const sweeps: LoadedIteration[][] = [];
	let before = Infinity;
	for (const iteration of group) {
		const number = idParts(iteration)?.number ?? 0;
		if (number > before) {
			sweeps.at(-1)?.push(iteration);
		} else {
			sweeps.push([iteration]);
		}

		before = number;
	}

	return sweeps;
}

/** `A-12` as its letter and number. */
function idParts({iterationId}: LoadedIteration): {readonly letter: string; readonly number: number} | undefined {
	const parts = /^(?<letter>.*\D)-?(?<number>\d{1,9})$/v.exec(iterationId ?? '')?.groups;
	return parts && {letter: parts.letter ?? '', number: Number(parts.number)};
}

/** Entries that share a folder are one iteration, whatever their names: keeps the first. */
export const uniqueFolders = (iterations: readonly LoadedIteration[]): readonly LoadedIteration[] => {
	const seen = new Set<string>();
	return iterations.filter(({backupDir}) => {
		const isNew = backupDir === null || !seen.has(backupDir);
		seen.add(backupDir ?? '');
		return isNew;
	});
};

/** The names of the parameters that configure these iterations, numbers of agents last. */
export const settingNames = (iterations: readonly LoadedIteration[]): readonly string[] => [
	...[...new Set(iterations.flatMap(({parameters}) => Object.keys(parameters)))]
		.filter(name => !noParameters.has(name) && !isAgentCount(name))
		.sort(),
	...agentCountNames,
];

/**
 * A parameter that configures an iteration; null if missing. The call type is the one that ran. Numbers of agents are those that ran if
 * params.json has increments, or nothing; without ids it has the requested number, which stays the same when an agent fails to start.
 */
export function settingOf(iteration: LoadedIteration, name: string): unknown {
	const {parameters, iterationId, ranAs} = iteration;
	const written = name === 'call_type' ? ranAs : (Object.hasOwn(parameters, name) ? parameters[name] ?? null : null);
	if (!isAgentCount(name)) {
		return written;
	}

	const isCounted = iterationId !== null || (written === null && parameters.nbr_topics === undefined);
	return isCounted ? iteration[agentCounts[name]].agents : written;
}

/** The parameters of an iteration as JSON texts, by name. */
const settingTexts = memoizeEach((iteration: LoadedIteration): ReadonlyMap<string, string> =>
	new Map(settingNames([iteration]).map(name => [name, stringify(settingOf(iteration, name)) ?? 'null'])));

/** A parameter that configures an iteration as JSON text, to be compared. */
export const settingJson = (iteration: LoadedIteration, name: string): string => settingTexts(iteration).get(name) ?? 'null';

/** The configuration of an iteration except the ignored parameters: equal for iterations that may share a line; without any ignored, for repeats. */
export const settingsKey = (iteration: LoadedIteration, ignored: readonly string[] = []): string =>
	[...settingTexts(iteration)]
		.filter(([name, text]) => text !== 'null' && !ignored.includes(name))
		.map(([name, text]) => `${JSON.stringify(name)}:${text}`)
		.join(',');

/**
 * The parameters that change along an axis: its own and, where agents are started per topic, the same number for each, both the number of topics
 * and that of agents.
 */
export function parametersAlong(iterations: readonly LoadedIteration[], x: string): readonly string[] {
	const name = (Object.hasOwn(axisParameters, x) ? axisParameters[x] : undefined) ?? x;
	if (isAgentCount(name)) {
		return new Set(iterations.map(iteration => settingJson(iteration, name))).size <= 1 ? [name, 'nbr_topics'] : [name];
	}

	const followsTopics = (agents: keyof typeof agentCounts) => {
		const perTopic = new Set(iterations.map(iteration => agentsPerTopic(iteration, agentCounts[agents])));
		return perTopic.size === 1 && !perTopic.has(null);
	};

	return name === 'nbr_topics' ? [name, ...agentCountNames.filter(agents => followsTopics(agents))] : [name];
}

/** The agents that ran per topic, rounded because some may have failed to start; null without a number of topics. */
function agentsPerTopic(iteration: LoadedIteration, side: (typeof agentCounts)[keyof typeof agentCounts]): number | null {
	const {nbr_topics: topics} = iteration.parameters;
	return typeof topics === 'number' && topics > 0 ? Math.round(iteration[side].agents / topics) : null;
}
