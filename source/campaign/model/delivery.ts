import {isLoaded, type Iteration, type LoadedIteration} from './iteration.js';

/** What became of the messages of an iteration. */
export type Delivery = {
	/** By the clients, well or badly. */
	readonly sent: number;
	/** How many the servers should have handled; null where what ran is none of ombt's tests, or the servers of a fan-out's topic are unknown. */
	readonly expected: number | null;
	/** By the servers, well. */
	readonly processed: number;
	/** Expected, and not handled at all; null for calls, of which each that is not answered is a failure already. */
	readonly lost: number | null;
	/** Handled beyond what was expected. */
	readonly surplus: number;
	/** Failed messages that count in the share: those of both sides, of calls those of the clients. */
	readonly failed: number;
};

/**
 * Calls and casts are handled once, fan-outs by each server of their topic. What the servers neither handled nor failed on is lost, never
 * below 0.
 */
export function deliveryOf({ranAs, clients, servers, fanout}: Pick<LoadedIteration, 'ranAs' | 'clients' | 'servers' | 'fanout'>): Delivery {
	const sent = clients.ok + clients.failed;
	const handled = servers.ok + servers.failed;
	const expected = ranAs === 'rpc-call' || ranAs === 'rpc-cast' ? sent : (ranAs === 'rpc-fanout' ? fannedOut(sent, fanout) : null);
	return {
		sent,
		expected,
		processed: servers.ok,
		lost: expected === null || ranAs === 'rpc-call' ? null : Math.max(0, expected - handled),
		surplus: expected === null ? 0 : Math.max(0, handled - expected),
		failed: clients.failed + (ranAs === 'rpc-call' ? 0 : servers.failed),
	};
}

// No receiver at all means that clients and servers are not known by the same topics.
const fannedOut = (sent: number, fanout: LoadedIteration['fanout']): number | null => fanout === null || (fanout.sent === 0 && sent > 0) ? null : fanout.sent;

/** Part of what was expected that failed, from 0 to 1; null where nothing was. */
export const failedShare = (iteration: LoadedIteration): number | null => {
	const {failed, expected, sent} = deliveryOf(iteration);
	const all = expected ?? sent;
	return all > 0 ? Math.min(1, failed / all) : null;
};

/** Part of what was expected that was lost, from 0 to 1; null where nothing was, and for calls. */
export const lostShare = (iteration: LoadedIteration): number | null => {
	const {lost, expected} = deliveryOf(iteration);
	return lost === null || !expected ? null : lost / expected;
};

/** Whether messages of either side failed or were lost. */
export const isTroubled = (iteration: Iteration): boolean =>
	isLoaded(iteration) && (iteration.clients.failed + iteration.servers.failed > 0 || (deliveryOf(iteration).lost ?? 0) > 0);

/** Seconds from the first client's start to the last server's stop, as ombt prints it for fan-outs; null for all else, and without times. */
export const propagationOf = ({ranAs, clients, servers}: LoadedIteration): number | null =>
	ranAs !== 'rpc-fanout' || clients.start === null || servers.stop === null ? null : servers.stop - clients.start;
