import {formatCount} from '../../text/numbers.js';
import {
	isLoaded, type Entry, type Iteration, type SideName,
} from '../model/iteration.js';

/** The number of agents of one side requested for an iteration, and the number found in its logs. */
export type RequestedSide = {
	/** As written in params.json: the number added to the previous iteration of an incremental campaign, or the number per topic. */
	readonly increment: number | null;
	/** Multiplier: the number of topics, or of controllers that each have clients of their own. */
	readonly times: number;
	/** Number requested in total; null if params.json and the folder's name do not determine it reliably. */
	readonly requested: number | null;
	/** Null if the iteration is skipped. */
	readonly found: number | null;
};

/** The requested and found agents of both sides. */
export type RequestedAgents = Readonly<Record<SideName, RequestedSide>>;

/**
 * The agents requested for every iteration, in the given order, by test case of ombt-orchestrator. 1, incremental: A-1 with `nbr_clients` 20
 * after A-0 with 10 requests 30, which is also in its `backup_dir` (`…-nbr_clients__30-…`); if the two disagree, `requested` is null rather than a
 * guess. 2: one client and one server for each of `nbr_topics`, which is cumulative. 3, fan-outs: like 1, but for each controller. 4: the number
 * is per topic.
 */
export function requestedAgents(iterations: readonly Iteration[]): readonly RequestedAgents[] {
	const totals = {clients: totalsOf(iterations, 'clients'), servers: totalsOf(iterations, 'servers')};
	return iterations.map(iteration => ({clients: requestedOf(iteration, 'clients', totals.clients), servers: requestedOf(iteration, 'servers', totals.servers)}));
}

/** `asked 40, ran 38`; `asked +20 → 40, ran 38` if the parameter is an increment; `asked 2 × 10 = 20, ran 20` per topic. */
export function requestedText({increment, times, requested, found}: RequestedSide, {ascii = false}: {readonly ascii?: boolean} = {}): string {
	const count = (value: number | null) => formatCount(value, {ascii});
	return `asked ${requestedCounts()}, ran ${count(found)}`;

	function requestedCounts(): string {
		if (requested === null || increment === null || increment === requested) {
			return count(requested ?? increment);
		}

		return increment * times === requested
			? `${count(increment)} ${ascii ? 'x' : '×'} ${count(times)} = ${count(requested)}`
			: `+${count(increment)} ${ascii ? '->' : '→'} ${count(requested)}`;
	}
}

const parameterOf = {clients: 'nbr_clients', servers: 'nbr_servers'} as const satisfies Record<SideName, string>;
/** Matches a parameter in the folder name set by the orchestrator: its value before conversion to an increment. */
const inFolder = {
	nbr_clients: /(?:^|-)nbr_clients__(?<count>\d+)(?=-|$)/v,
	nbr_servers: /(?:^|-)nbr_servers__(?<count>\d+)(?=-|$)/v,
	nbr_topics: /(?:^|-)nbr_topics__(?<count>\d+)(?=-|$)/v,
} as const;

function requestedOf(iteration: Iteration, side: SideName, totals: Totals): RequestedSide {
	const increment = incrementOf(iteration, side);
	const found = isLoaded(iteration) ? iteration[side].agents : null;
	const topics = countOf(iteration.parameters.nbr_topics);
	// The other test cases have a single topic.
	if (topics !== null && (topics > 1 || increment === null)) {
		return {increment, found, ...requestedByTopics(iteration, side, {topics, increment, found})};
	}

	const total = totals.get(iteration) ?? null;
	const ofFolder = folderCount(iteration, parameterOf[side]);
	const requested = listedTopics(iteration) > 1
		? null
		: reconcile({
			total, ofFolder, increment, found,
		});
	const times = side === 'clients' ? controllersWithClients(iteration, requested) : 1;
	return {
		increment, found, times, requested: requested && requested * times,
	};
}

/** Test cases 2 (one client-server pair per topic) and 4 (the number is per topic). */
function requestedByTopics(
	iteration: Iteration,
	side: SideName,
	{topics, increment, found}: {readonly topics: number; readonly increment: number | null; readonly found: number | null},
): Pick<RequestedSide, 'requested' | 'times'> {
	const pairs = {requested: topics, times: 1};
	if (increment === null) {
		return pairs;
	}

	const perTopic = {requested: increment * topics, times: topics};
	if (folderCount(iteration, 'nbr_topics') !== null) {
		return folderCount(iteration, parameterOf[side]) === null ? pairs : perTopic;
	}

	// The folder's name does not help: for pairs the increment equals the number of new topics; what ran decides.
	const arePairs = increment === listedTopics(iteration) && found !== perTopic.requested;
	return arePairs ? pairs : perTopic;
}

/** In test case 3 every controller has all the clients, not a share of them. Fan-outs of other test cases are configured in params.json. */
function controllersWithClients(iteration: Iteration, requested: number | null): number {
	if (!isLoaded(iteration) || iteration.ranAs !== 'rpc-fanout' || requested === null) {
		return 1;
	}

	return iteration.callType !== 'rpc-fanout' || iteration.clients.agents === requested * iteration.shards ? iteration.shards : 1;
}

const folderCount = ({backupDir}: Entry, parameter: keyof typeof inFolder): number | null =>
	countOf(inFolder[parameter].exec(backupDir ?? '')?.groups?.count);

type Sources = {readonly total: number | null; readonly ofFolder: number | null; readonly increment: number | null; readonly found: number | null};

function reconcile({total, ofFolder, increment, found}: Sources): number | null {
	if (total !== null && ofFolder !== null && total !== ofFolder) {
		return found === total || found === ofFolder ? found : null;
	}

	// Only the sum is known, but what ran is the plain number: the campaign may not be incremental after all.
	return ofFolder === null && found === increment ? increment : ofFolder ?? total;
}

type Totals = ReadonlyMap<Entry, number>;

/** The running totals of increments along … without gaps; without an id, the number itself. */
function totalsOf(entries: readonly Entry[], side: SideName): Totals {
	const totals = new Map<Entry, number>();
	const runs: Array<Map<number, Entry | undefined>> = [];
	const latest = new Map<string, Map<number, Entry | undefined>>();
	for (const entry of entries) {
		const increment = incrementOf(entry, side);
		const name = /^(?<letter>.*)-(?<index>\d{1,6})$/v.exec(entry.iterationId ?? '')?.groups;
		if (name) {
			const key = JSON.stringify([name.letter, entry.driver, entry.callType]);
			const index = Number(name.index);
			const before = latest.get(key);
			// Letters are reused after 26, and by resumed campaigns.
			const run = before && !(index === 0 && before.has(0)) ? before : new Map<number, Entry | undefined>();
			// Any other duplicate name ends the summation.
			run.set(index, run.has(index) ? undefined : entry);
			if (run !== before) {
				latest.set(key, run);
				runs.push(run);
			}
		} else if (entry.iterationId === null && increment !== null) {
			totals.set(entry, increment);
		}
	}

	for (const run of runs) {
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

const listedTopics = ({parameters: {topics}}: Entry): number => Array.isArray(topics) ? topics.length : 1;

function countOf(value: unknown): number | null {
	const number = typeof value === 'string' && /^\d+$/v.test(value) ? Number(value) : value;
	return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : null;
}
