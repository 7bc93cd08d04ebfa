import {formatAmount, formatCount, formatPercent} from '../../text/numbers.js';
import {deliveryOf, hasFailedMessages} from '../model/delivery.js';
import {isLoaded, type Iteration, type LoadedIteration} from '../model/iteration.js';
import {severeShare, type Problem} from './problem.js';

/** Messages that no server handled, messages handled twice, and consoles that contradict the logs. */
export function deliveryProblems(iterations: readonly Iteration[]): readonly Problem[] {
	const loaded = iterations.filter(iteration => isLoaded(iteration));
	return [...loaded.flatMap(iteration => [...lostMessages(iteration), ...surplusMessages(iteration)]), ...unconfirmedLossReports(loaded)];
}

function lostMessages(iteration: LoadedIteration): readonly Problem[] {
	const {lost, expected} = deliveryOf(iteration);
	if (!lost || !expected) {
		return [];
	}

	return [{
		kind: 'lost-messages',
		severity: lost / expected >= severeShare ? 'error' : 'warning',
		iterations: [iteration.index],
		count: lost,
		weight: lost / expected,
		sentence: `${formatCount(lost)} of ${formatCount(expected)} ${messagesOf(iteration)} were not processed (${formatPercent(lost / expected)})`,
		remedy: 'look at the bus’s memory and connections at that time; servers that were stopped early lose what is still in their queues',
		...consoleQuote(iteration),
	}];
}

function surplusMessages(iteration: LoadedIteration): readonly Problem[] {
	const {surplus, expected} = deliveryOf(iteration);
	return surplus === 0 || expected === null
		? []
		: [{
			kind: 'duplicate-messages',
			severity: 'warning',
			iterations: [iteration.index],
			count: surplus,
			weight: expected === 0 ? 1 : surplus / expected,
			sentence: `${formatCount(expected + surplus)} ${messagesOf(iteration)} were processed where ${formatCount(expected)} were expected: ${formatCount(surplus)} too many`,
			remedy: 'the bus delivered some twice, or a client’s log is missing: rates and percentiles of the servers include them',
		}];
}

/** Consoles that report missing messages although none are missing in the logs: a controller counts only its own servers. */
function unconfirmedLossReports(iterations: readonly LoadedIteration[]): readonly Problem[] {
	const reporting = iterations.filter(iteration => iteration.consoles.lossReports.length > 0 && !hasFailedMessages(iteration));
	const [first] = reporting;
	return first === undefined
		? []
		: [{
			kind: 'console-complaints',
			severity: 'warning',
			iterations: reporting.map(({index}) => index),
			count: reporting.length,
			weight: reporting.length,
			sentence: `consoles of ${formatAmount(reporting.length, 'iteration')} report missing messages, but all are in the logs`,
			remedy: 'nothing: each controller counts only its own servers, and those of another may have received the messages; the sums over all logs are complete',
			...consoleQuote(first),
		}];
}

/** A console line that reports missing messages. */
export function consoleQuote({consoles: {lossReports: [report]}}: LoadedIteration): Pick<Problem, 'quote'> {
	return report ? {quote: `${report.file}: ${report.line}`} : {};
}

const messageNames: Readonly<Record<string, string>> = {'rpc-call': 'calls', 'rpc-cast': 'casts', 'rpc-fanout': 'deliveries of fan-outs'};
const messagesOf = ({ranAs}: LoadedIteration): string => messageNames[ranAs ?? ''] ?? 'messages';

type KindTotals = {count: number; readonly example: string; readonly iterations: Set<number>};

/** The errors of all iterations and both sides by kind: texts that differ only in ids, addresses and numbers are one. */
export function errorProblems(iterations: readonly Iteration[]): readonly Problem[] {
	const kinds = new Map<string, KindTotals>();
	for (const iteration of iterations.filter(iteration => isLoaded(iteration))) {
		for (const {kind, count, example} of [...iteration.clients.errorKinds, ...iteration.servers.errorKinds]) {
			const known = kinds.get(kind) ?? {count: 0, example, iterations: new Set<number>()};
			known.count += count;
			known.iterations.add(iteration.index);
			kinds.set(kind, known);
		}
	}

	return [...kinds].map(([kind, {count, example, iterations: indexes}]) => ({
		kind: 'error-kind',
		severity: 'warning',
		iterations: [...indexes].sort((a, b) => a - b),
		count,
		weight: count,
		sentence: `${formatCount(count)} times: ${kind}`,
		remedy: remedyOf(kind),
		example,
	}));
}

const remedies: ReadonlyArray<readonly [RegExp, string]> = [
	[/clocks? not synchroni[sz]ed/iv, 'ombt saw a message arrive before it was sent: synchronise the hosts by NTP or chrony and run again; latencies of casts are off by as much'],
	[/time.?out|timed out/iv, 'look at the tail of the latencies and at the bus’s CPU then; a longer timeout shows whether they were slow or lost'],
	[/refused|unreachable|reset|closed|disconnect|broken pipe/iv, 'check whether the bus was up, and whether it ran out of connections or memory'],
];

const remedyOf = (kind: string): string =>
	remedies.find(([pattern]) => pattern.test(kind))?.[1] ?? 'look at the agents that reported it, and at the controller’s *_docker.log';
