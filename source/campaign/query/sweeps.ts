import {stringify} from 'lossless-json';
import {groupBy} from '../../system/group-by.js';
import type {LoadedIteration} from '../model/iteration.js';

/** Iterations that a trend joins by a line, in the order of the campaign; one alone is a point. */
export type Sweep = readonly LoadedIteration[];

/** What names an iteration rather than makes it what it is. */
const noParameters: ReadonlySet<string> = new Set(['iteration_id', 'backup_dir', 'topics']);
const agentCounts = {nbr_clients: 'clients', nbr_servers: 'servers'} as const;
/** Axes along which an incremental campaign grows: its letters are its sweeps. */
const loadAxes: ReadonlySet<string> = new Set(['clients', 'servers', 'topics', 'index']);
/** The parameter that an axis stands for, where it is called otherwise. */
const axisParameters: Readonly<Record<string, string>> = {clients: 'nbr_clients', servers: 'nbr_servers', topics: 'nbr_topics'};

/**
 * The sweeps among iterations. Along clients, servers, topics or the index those with an id join by driver, what ran and the id's letter,
 * and a new sweep begins where the number behind it does not rise: letters come again after 26. Along all else, and without ids, those
 * join that are equal in every parameter but the one on the x axis.
 */
export function sweepsOf(iterations: readonly LoadedIteration[], x: string): readonly Sweep[] {
	const groups = groupBy([...iterations].sort((a, b) => a.index - b.index), iteration => {
		const letter = loadAxes.has(x) ? idParts(iteration)?.letter : undefined;
		return letter === undefined
			? `equal ${settingsKey(iteration, x)}`
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

/** `A-12` as its letter and its number. */
function idParts({iterationId}: LoadedIteration): {readonly letter: string; readonly number: number} | undefined {
	const parts = /^(?<letter>.*\D)-?(?<number>\d{1,9})$/v.exec(iterationId ?? '')?.groups;
	return parts && {letter: parts.letter ?? '', number: Number(parts.number)};
}

/** Entries of one folder are one iteration, whatever they are called: the first of them. */
export const oneOfEachFolder = (iterations: readonly LoadedIteration[]): readonly LoadedIteration[] => {
	const seen = new Set<string>();
	return iterations.filter(({backupDir}) => {
		const isNew = backupDir === null || !seen.has(backupDir);
		seen.add(backupDir ?? '');
		return isNew;
	});
};

/** The names of the parameters that make these iterations what they are, their numbers of agents last. */
export const settingNames = (iterations: readonly LoadedIteration[]): readonly string[] => [
	...[...new Set(iterations.flatMap(({parameters}) => Object.keys(parameters)))]
		.filter(name => !noParameters.has(name) && !(name in agentCounts))
		.sort(),
	...Object.keys(agentCounts),
];

/**
 * A parameter that makes an iteration what it is; null where it is absent. The call type is what ran. Numbers of agents are those that ran
 * where the campaign records increments, or nothing else: without ids params.json has what was asked for, which stays the same where an
 * agent failed to start.
 */
export function settingOf({parameters, iterationId, ranAs, ...sides}: LoadedIteration, name: string): unknown {
	const written = name === 'call_type' ? ranAs : (Object.hasOwn(parameters, name) ? parameters[name] ?? null : null);
	if (name !== 'nbr_clients' && name !== 'nbr_servers') {
		return written;
	}

	const isCounted = iterationId !== null || (written === null && parameters.nbr_topics === undefined);
	return isCounted ? sides[agentCounts[name]].agents : written;
}

/** All that makes an iteration what it is, but the parameter on the x axis: equal for those that a line may join. Without an axis, equal for repeats. */
export function settingsKey(iteration: LoadedIteration, x?: string): string {
	const ignored = ignoredFor(iteration, x);
	const names = settingNames([iteration]).filter(name => !ignored.includes(name));
	return stringify(names.map(name => [name, settingOf(iteration, name)]).filter(([, value]) => value !== null)) ?? '';
}

/** What follows x: the parameter of that name, and where there is one client for each topic the number of topics, too. */
function ignoredFor({parameters}: LoadedIteration, x: string | undefined): readonly string[] {
	const name = x === undefined ? undefined : (Object.hasOwn(axisParameters, x) ? axisParameters[x] : x);
	return name === undefined ? [] : [name, ...name in agentCounts && !Object.hasOwn(parameters, name) ? ['nbr_topics'] : []];
}
