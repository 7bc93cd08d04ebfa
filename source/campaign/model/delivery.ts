import {isLoaded, type Iteration, type LoadedIteration} from './iteration.js';

/** What happened to the messages of an iteration. */
export type Delivery = {
	/** By the clients, ok and failed. */
	readonly sent: number;
	/** Number of messages the servers should have handled; null if the test that ran is not one of ombt's, or the servers of a fan-out's topic are unknown. */
	readonly expected: number | null;
	/** Handled ok by the servers. */
	readonly processed: number;
	/** Expected, but not handled at all; null for calls, because an unanswered call counts as failed. */
	readonly lost: number | null;
	/** Handled beyond what was expected. */
	readonly surplus: number;
	/** Failed messages that count in the share: those of both sides, for calls those of the clients. */
	readonly failed: number;
};

/** Calls and casts are handled once, fan-outs by each server of their topic. Messages that the servers neither processed nor failed are lost; never below 0. */
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

// No receivers at all means that clients and servers use different names for topics.
const fannedOut = (sent: number, fanout: LoadedIteration['fanout']): number | null => fanout === null || (fanout.sent === 0 && sent > 0) ? null : fanout.sent;

/** The failed fraction (0–1) of what was expected; null if nothing was. */
export const failedShare = (iteration: LoadedIteration): number | null => {
	const {failed, expected, sent} = deliveryOf(iteration);
	const all = expected ?? sent;
	return all > 0 ? Math.min(1, failed / all) : null;
};

/** The lost fraction (0–1) of what was expected; null if nothing was, and for calls. */
export const lostShare = (iteration: LoadedIteration): number | null => {
	const {lost, expected} = deliveryOf(iteration);
	return lost === null || !expected ? null : lost / expected;
};

/** Whether messages failed on either side or were lost. */
export const hasFailedMessages = (iteration: Iteration): boolean =>
	isLoaded(iteration) && (iteration.clients.failed + iteration.servers.failed > 0 || (deliveryOf(iteration).lost ?? 0) > 0);

/** Seconds from the first client's start to the last server's stop, as printed by ombt for fan-outs; null for other tests and without times. */
export const propagationOf = ({ranAs, clients, servers}: LoadedIteration): number | null =>
	ranAs !== 'rpc-fanout' || clients.start === null || servers.stop === null ? null : servers.stop - clients.start;
