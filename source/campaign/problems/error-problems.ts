import {formatCount} from '../../text/numbers.js';
import {isLoaded, type Iteration} from '../model/iteration.js';
import type {Problem} from './problem.js';

type Gathered = {count: number; readonly example: string; readonly iterations: Set<number>};

/** The errors of all iterations and both sides by kind: texts that differ only in ids, addresses and numbers are one. */
export function errorProblems(iterations: readonly Iteration[]): readonly Problem[] {
	const kinds = new Map<string, Gathered>();
	for (const iteration of iterations.filter(iteration => isLoaded(iteration))) {
		for (const {kind, count, example} of [...iteration.clients.errorKinds, ...iteration.servers.errorKinds]) {
			const known = kinds.get(kind) ?? {count: 0, example, iterations: new Set<number>()};
			known.count += count;
			known.iterations.add(iteration.index);
			kinds.set(kind, known);
		}
	}

	return [...kinds].map(([kind, {count, example, iterations: indices}]) => ({
		kind: 'error-kind',
		severity: 'warning',
		iterations: [...indices].sort((a, b) => a - b),
		count,
		weight: count,
		sentence: `${formatCount(count)} times: ${kind}`,
		remedy: remedyOf(kind),
		example,
	}));
}

const remedies: ReadonlyArray<readonly [RegExp, string]> = [
	[/clocks? not synchroni[sz]ed/iv, 'ombt saw a message arrive before it was sent: synchronise the hosts by NTP or chrony and run again; latencies of casts are off by as much'],
	[/time.?out|timed out/iv, 'look at the tail of the latencies and at the bus’s CPU then; a longer timeout tells slow from lost'],
	[/refused|unreachable|reset|closed|disconnect|broken pipe/iv, 'look whether the bus was up, and whether it ran out of connections or memory'],
];

const remedyOf = (kind: string): string =>
	remedies.find(([pattern]) => pattern.test(kind))?.[1] ?? 'look into the agents that had it, and into the controller’s *_docker.log';
