import type {
	CallType, ConsoleFacts, FanoutCounts, LoadedIteration, Side,
} from './iteration.js';

/** Counts that should be equal differ by no more than this where some messages were lost. */
const tolerance = 0.05;

type Facts = {
	readonly clients: Pick<Side, 'ok' | 'failed'>;
	readonly servers: Pick<Side, 'ok' | 'failed'>;
	readonly fanout: FanoutCounts | null;
	readonly consoles: Pick<ConsoleFacts, 'callType'>;
};

/**
 * What an iteration ran, and by what that is known. params.json has what was configured: the orchestrator's test cases 3 and 4 run
 * fan-outs and casts whatever is written there. Counts tell fan-outs alone, as each of their messages is handled by several servers;
 * the headline of the consoles tells all three; else what was configured counts.
 */
export function ranAs(configured: string | null, facts: Facts): Pick<LoadedIteration, 'ranAs' | 'evidence'> {
	if (isFanout(facts)) {
		return {ranAs: 'rpc-fanout' satisfies CallType, evidence: 'counts'};
	}

	return facts.consoles.callType === null
		? {ranAs: configured, evidence: 'parameters'}
		: {ranAs: facts.consoles.callType, evidence: 'console'};
}

/** Whether the servers handled what a fan-out comes to, and more than was sent: each message would be handled once otherwise. */
function isFanout({clients, servers, fanout}: Facts): boolean {
	const handled = servers.ok + servers.failed;
	return fanout !== null
		&& fanout.ok > 0
		&& Math.abs(handled - fanout.ok) <= tolerance * fanout.ok
		&& handled > (1 + tolerance) * (clients.ok + clients.failed);
}
