import {stringify} from 'lossless-json';
import {groupBy} from '../../system/group-by.js';
import type {LoadedIteration} from '../model/iteration.js';

/** Iterations that a trend joins by a line, in the order of the campaign; one alone is a point. */
export type Sweep = readonly LoadedIteration[];

/** What is named elsewhere, or different by nature. */
const noParameters: ReadonlySet<string> = new Set(['iteration_id', 'backup_dir', 'topics', 'driver', 'call_type']);
/** Numbers of agents are those that ran: incremental campaigns write increments. */
const counted: ReadonlySet<string> = new Set(['nbr_clients', 'nbr_servers']);

/**
 * The sweeps among iterations of one driver and call type. Those with an id join by its letter, and a new sweep begins where the number
 * behind it does not rise: letters come again after 26. Those without one join where all parameters but the one on the x axis are equal.
 */
export function sweepsOf(iterations: readonly LoadedIteration[], x: string): readonly Sweep[] {
	const groups = groupBy([...iterations].sort((a, b) => a.index - b.index), iteration => {
		const letter = idParts(iteration)?.letter;
		return letter === undefined ? `equal ${settingsKey(iteration, x)}` : `id ${letter}`;
	});
	return [...groups.values()].flatMap(group => idParts(group[0]!) ? rising(group) : [group]).sort((a, b) => a[0]!.index - b[0]!.index);
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

/** All parameters that make an iteration what it is, but the one on the x axis. */
function settingsKey(iteration: LoadedIteration, x: string): string {
	const {parameters, clients, servers} = iteration;
	const names = Object.keys(parameters).filter(name => !noParameters.has(name) && !counted.has(name)).sort();
	return stringify([
		...names.map(name => [name, parameters[name] ?? null]),
		x === 'clients' ? null : clients.agents,
		x === 'servers' ? null : servers.agents,
	]) ?? '';
}

/** The parameters of a sweep that are the same in it and not those of most iterations among which it stands: what names it. */
export function distinctions(sweep: Sweep, all: readonly LoadedIteration[]): Readonly<Record<string, unknown>> {
	return Object.fromEntries(parameterNames(all).flatMap(name => {
		const own = new Set(sweep.map(iteration => valueKey(iteration, name)));
		const usual = usualValue(all, name);
		return own.size === 1 && !own.has(usual) ? [[name, sweep[0]!.parameters[name] ?? null]] : [];
	}));
}

/** The parameters that change inside a sweep, beside the numbers of agents. */
export const changingParameters = (sweep: Sweep): readonly string[] =>
	parameterNames(sweep).filter(name => new Set(sweep.map(iteration => valueKey(iteration, name))).size > 1);

const parameterNames = (iterations: readonly LoadedIteration[]): readonly string[] =>
	[...new Set(iterations.flatMap(({parameters}) => Object.keys(parameters)))].filter(name => !noParameters.has(name) && !counted.has(name)).sort();

const valueKey = ({parameters}: LoadedIteration, name: string): string => stringify(parameters[name] ?? null) ?? 'null';

/** The value that most have; of equally many the first. */
function usualValue(iterations: readonly LoadedIteration[], name: string): string {
	const counts = groupBy(iterations, iteration => valueKey(iteration, name));
	return [...counts].reduce((best, [value, {length}]) => length > best.length ? {value, length} : best, {value: 'null', length: 0}).value;
}
