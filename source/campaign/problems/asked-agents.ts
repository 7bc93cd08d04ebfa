import {formatCount} from '../../text/numbers.js';
import {
	isLoaded, type Entry, type Iteration, type SideName,
} from '../model/iteration.js';

/** How many agents of one side an iteration was asked to run, and how many its logs hold. */
export type AskedSide = {
	/** As written in params.json: what an incremental campaign adds to the iteration before. */
	readonly increment: number | null;
	/** How many were to run; null where params.json and the folder's name do not say it for sure. */
	readonly asked: number | null;
	/** Null where the iteration is skipped. */
	readonly found: number | null;
};

export type AskedAgents = Readonly<Record<SideName, AskedSide>>;

/**
 * What every iteration was asked for, in the order given. An incremental campaign records increments: A-1 with `nbr_clients`
 * 20 after A-0 with 10 is asked for 30, which its `backup_dir` says as well (`…-nbr_clients__30-…`). Where these two disagree,
 * or where several topics share the agents, `asked` is null rather than a guess.
 */
export function askedAgents(iterations: readonly Iteration[]): readonly AskedAgents[] {
	const totals = {clients: totalsOf(iterations, 'clients'), servers: totalsOf(iterations, 'servers')};
	return iterations.map(iteration => ({clients: askedOf(iteration, 'clients', totals.clients), servers: askedOf(iteration, 'servers', totals.servers)}));
}

/** `asked 40, ran 38`; `asked +20 → 40, ran 38` where the parameter is an increment. */
export function askedText({increment, asked, found}: AskedSide, {ascii = false}: {readonly ascii?: boolean} = {}): string {
	const count = (value: number | null) => formatCount(value, {ascii});
	const what
		= asked === null || increment === null || increment === asked
			? count(asked ?? increment)
			: `+${count(increment)} ${ascii ? '->' : '→'} ${count(asked)}`;
	return `asked ${what}, ran ${count(found)}`;
}

const parameterOf = {clients: 'nbr_clients', servers: 'nbr_servers'} as const satisfies Record<SideName, string>;
const folderPattern = {clients: /(?:^|-)nbr_clients__(?<count>\d+)(?=-|$)/v, servers: /(?:^|-)nbr_servers__(?<count>\d+)(?=-|$)/v};

function askedOf(iteration: Iteration, side: SideName, totals: Totals): AskedSide {
	const increment = incrementOf(iteration, side);
	const found = isLoaded(iteration) ? iteration[side].agents : null;
	const total = totals.get(iteration) ?? null;
	const ofFolder = countOf(folderPattern[side].exec(iteration.backupDir ?? '')?.groups?.count);
	return {
		increment, found, asked: topicsOf(iteration) > 1
			? null
			: agreed({
				total, ofFolder, increment, found,
			}),
	};
}

type Sources = {readonly total: number | null; readonly ofFolder: number | null; readonly increment: number | null; readonly found: number | null};

function agreed({total, ofFolder, increment, found}: Sources): number | null {
	if (total !== null && ofFolder !== null && total !== ofFolder) {
		return found === total || found === ofFolder ? found : null;
	}

	// The sum alone, and what ran is the plain number: the campaign may not be incremental after all.
	return ofFolder === null && found === increment ? increment : ofFolder ?? total;
}

type Totals = ReadonlyMap<Entry, number>;

/** The sums of the increments up to each iteration of a row … without gaps; the number as it is for one without such a name. */
function totalsOf(entries: readonly Entry[], side: SideName): Totals {
	const totals = new Map<Entry, number>();
	const runs = new Map<string, Map<number, Entry | undefined>>();
	for (const entry of entries) {
		const increment = incrementOf(entry, side);
		const name = /^(?<letter>.*)-(?<index>\d{1,6})$/v.exec(entry.iterationId ?? '')?.groups;
		if (name) {
			const key = JSON.stringify([name.letter, entry.driver, entry.callType]);
			const run = runs.get(key) ?? new Map<number, Entry | undefined>();
			const index = Number(name.index);
			// A name that comes twice ends what can be summed.
			run.set(index, run.has(index) ? undefined : entry);
			runs.set(key, run);
		} else if (entry.iterationId === null && increment !== null) {
			totals.set(entry, increment);
		}
	}

	for (const run of runs.values()) {
		let total = 0;
		for (let index = 0, entry = run.get(0); entry; index++, entry = run.get(index)) {
			const increment = incrementOf(entry, side);
			if (increment === null) {
				break;
			}

			total += increment;
			totals.set(entry, total);
		}
	}

	return totals;
}

const incrementOf = ({parameters}: Entry, side: SideName): number | null => countOf(parameters[parameterOf[side]]);

function topicsOf({parameters}: Entry): number {
	const {topics, nbr_topics: count} = parameters;
	return Math.max(countOf(count) ?? 1, Array.isArray(topics) ? topics.length : 1);
}

function countOf(value: unknown): number | null {
	const number = typeof value === 'string' && /^\d+$/v.test(value) ? Number(value) : value;
	return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : null;
}
