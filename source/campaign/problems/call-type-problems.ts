import {groupBy} from '../../system/lists.js';
import {formatCount} from '../../text/numbers.js';
import {isLoaded, type Iteration, type LoadedIteration} from '../model/iteration.js';
import type {Problem} from './problem.js';

/** Iterations that ran another test than configured in params.json, grouped by both tests and the evidence. */
export function callTypeProblems(iterations: readonly Iteration[]): readonly Problem[] {
	const differing = iterations
		.filter(iteration => isLoaded(iteration))
		.filter(({ranAs, callType}) => callType !== null && ranAs !== callType);
	const alike = groupBy(differing, ({ranAs, callType, evidence}) => JSON.stringify([ranAs, callType, evidence]));
	return [...alike.values()].map(group => {
		const first = group[0]!;
		return {
			kind: 'call-type',
			severity: 'warning',
			iterations: group.map(({index}) => index),
			count: group.length,
			weight: group.length,
			sentence: `params.json says ${first.callType}, but ${first.ranAs} ran: ${evidenceText(first)}`,
			remedy: 'nothing, if the orchestrator ran test case 3 (fan-outs) or 4 (casts), which do not say so in params.json: what ran decides whose latency is shown',
		};
	});
}

/** The evidence that an iteration ran something else than params.json says. */
export function evidenceText({evidence, ranAs, clients, servers, label}: LoadedIteration): string {
	return evidence === 'counts'
		? `the ${formatCount(servers.agents)} servers of ${label} handled ${formatCount(servers.ok + servers.failed)} messages where ${formatCount(clients.ok)} were sent`
		: `*_docker.log says "RPC ${ranAs?.replace('rpc-', '') ?? ''} test results"`;
}
