import type {
	CallType, ConsoleFacts, FanoutCounts, LoadedIteration, Side,
} from './iteration.js';

/** Counts that should be equal differ by at most this fraction if some messages were lost. */
const tolerance = 0.05;

type Facts = {
	readonly clients: Pick<Side, 'ok' | 'failed'>;
	readonly servers: Pick<Side, 'ok' | 'failed'>;
	readonly fanout: FanoutCounts | null;
	readonly consoles: Pick<ConsoleFacts, 'callType'>;
};

/**
 * The test that an iteration ran, and the evidence. params.json has what was configured, but the orchestrator's test cases 3 and 4 run fan-outs
 * and casts regardless. Counts identify only fan-outs, because each of their messages is handled by several servers; the headline of the consoles
 * identifies all three; otherwise what was configured is assumed.
 */
export function ranAs(configured: string | null, facts: Facts): Pick<LoadedIteration, 'ranAs' | 'evidence'> {
	if (isFanout(facts)) {
		return {ranAs: 'rpc-fanout' satisfies CallType, evidence: 'counts'};
	}

	return facts.consoles.callType === null
		? {ranAs: configured, evidence: 'parameters'}
		: {ranAs: facts.consoles.callType, evidence: 'console'};
}

/** Whether the servers handled as much as a fan-out requires, and more than was sent: otherwise each message would be handled once. */
function isFanout({clients, servers, fanout}: Facts): boolean {
	const handled = servers.ok + servers.failed;
	return fanout !== null
		&& fanout.ok > 0
		&& Math.abs(handled - fanout.ok) <= tolerance * fanout.ok
		&& handled > (1 + tolerance) * (clients.ok + clients.failed);
}
