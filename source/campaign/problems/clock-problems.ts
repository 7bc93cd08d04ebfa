import {cleanText} from '../../text/clean.js';
import {formatAmount, formatNumber} from '../../text/numbers.js';
import {isLoaded, type Iteration, type LoadedIteration} from '../model/iteration.js';
import type {Problem} from './problem.js';

/** Tolerated difference between two clocks of one site (s). */
const toleranceSeconds = 0.001;

/**
 * Disagreeing host clocks, as a single problem: a server starts with its first message, which a client must have sent before, and no latency is
 * negative. Its weight is the largest difference (s).
 */
export function clockProblems(iterations: readonly Iteration[]): readonly Problem[] {
	const found = iterations
		.filter(iteration => isLoaded(iteration))
		.map(iteration => ({iteration, ...differenceIn(iteration)}))
		.filter(({seconds}) => seconds > toleranceSeconds)
		.sort((a, b) => b.seconds - a.seconds);
	const [worst] = found;
	if (!worst) {
		return [];
	}

	const where = found.length === 1 ? '' : ` in ${cleanText(worst.iteration.label)}, and ${formatAmount(found.length - 1, 'more iteration')}`;
	return [{
		kind: 'clocks',
		severity: 'warning',
		iterations: found.map(({iteration}) => iteration.index).sort((a, b) => a - b),
		count: found.length,
		weight: worst.seconds,
		sentence: `${worst.sentence}${where} (reported above ${formatSeconds(toleranceSeconds)})`,
		remedy: 'the hosts’ clocks disagree (or a log is missing): do not trust latencies of casts; synchronise them by NTP',
	}];
}

function differenceIn({clients, servers}: LoadedIteration): {readonly seconds: number; readonly sentence: string} {
	const early = clients.start === null || servers.start === null ? 0 : clients.start - servers.start;
	const below = -Math.min(0, clients.latency.min ?? 0, servers.latency.min ?? 0) / 1000;
	return early >= below
		? {seconds: early, sentence: `the first server started ${formatSeconds(early)} before the first client`}
		: {seconds: below, sentence: `a message took ${formatSeconds(-below)}`};
}

const formatSeconds = (seconds: number): string => Math.abs(seconds) < 1 ? `${formatNumber(seconds * 1000)} ms` : `${formatNumber(seconds)} s`;
