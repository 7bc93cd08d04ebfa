import {formatCount, formatShare} from '../../text/numbers.js';
import {
	isLoaded, type Iteration, type LoadedIteration, type Side, type SideName,
} from '../model/iteration.js';
import {skipHints} from '../errors.js';
import {requestedText, type RequestedAgents, type RequestedSide} from './requested-agents.js';
import {consoleQuote} from './message-problems.js';
import {severeShare, type Problem} from './problem.js';

/** The problems of one iteration, except its error texts. */
export function iterationProblems(iteration: Iteration, requested: RequestedAgents | undefined): readonly Problem[] {
	if (!isLoaded(iteration)) {
		return [
			{
				kind: 'skipped',
				severity: 'error',
				iterations: [iteration.index],
				count: 1,
				weight: 0,
				sentence: iteration.reason,
				remedy: skipHints[iteration.code],
				...iteration.consoleEnd && {quote: `${iteration.consoleEnd.file}: ${iteration.consoleEnd.lines.join(' / ')}`},
			},
		];
	}

	const problems: Problem[] = [];
	for (const find of finders) {
		const problem = find(iteration, requested);
		if (problem) {
			problems.push(problem);
		}
	}

	return problems;
}

// Must return early if there is no problem: most iterations have none, and there may be thousands.
type Finder = (iteration: LoadedIteration, requested: RequestedAgents | undefined) => Problem | undefined;

const sideNames = ['clients', 'servers'] as const satisfies readonly SideName[];

const failedMessages: Finder = iteration => {
	if (iteration.clients.failed + iteration.servers.failed === 0) {
		return undefined;
	}

	const sides = sideNames.map(name => ({name, ...failuresOf(iteration[name])})).filter(({failed}) => failed > 0);
	const weight = Math.max(...sides.map(({share}) => share));
	return {
		kind: 'failed-messages',
		severity: weight >= severeShare ? 'error' : 'warning',
		iterations: [iteration.index],
		count: sum(sides.map(({failed}) => failed)),
		weight,
		sentence: sides
			.map(({name, failed, messages}) =>
				`${formatCount(failed)} of ${formatCount(messages)} messages of the ${name} failed (${formatShare(failed, messages)})`)
			.join(', '),
		remedy: 'see its errors, and which of its agents failed',
		...consoleQuote(iteration),
	};
};

const failuresOf = ({ok, failed}: Side) => ({failed, messages: ok + failed, share: failed > 0 ? failed / (ok + failed) : 0});

const missingAgents: Finder = (iteration, requested) => {
	if (!requested || !(differs(requested.clients) || differs(requested.servers))) {
		return undefined;
	}

	const sides = sideNames.map(name => ({name, ...requested[name]})).filter(side => differs(side));
	return {
		kind: 'missing-agents',
		severity: 'warning',
		iterations: [iteration.index],
		count: sum(sides.map(side => Math.abs(shortfall(side)))),
		weight: Math.max(...sides.map(side => Math.abs(shortfall(side)) / Math.max(1, side.requested ?? 1))),
		sentence: sides.map(({name, ...side}) => `${name}: ${requestedText(side)}`).join(', '),
		remedy: sides.some(side => shortfall(side) > 0)
			? 'some agents never reported, or a controller’s log is missing: its numbers are those of the agents found'
			: 'agents of another run may have answered: its numbers include them',
	};
};

const differs = ({requested, found}: RequestedSide): boolean => requested !== null && found !== null && requested !== found;
const shortfall = ({requested, found}: RequestedSide): number => (requested ?? 0) - (found ?? 0);

const idleAgents: Finder = iteration => {
	if (iteration.clients.idle + iteration.servers.idle === 0) {
		return undefined;
	}

	const sides = sideNames.map(name => ({name, idle: iteration[name].idle, agents: iteration[name].agents})).filter(({idle}) => idle > 0);
	const isAll = sides.some(({idle, agents}) => idle === agents);
	return {
		kind: 'idle-agents',
		severity: isAll ? 'error' : 'warning',
		iterations: [iteration.index],
		count: sum(sides.map(({idle}) => idle)),
		weight: Math.max(...sides.map(({idle, agents}) => idle / agents)),
		sentence: `${sides.map(({name, idle, agents}) => `${formatCount(idle)} of ${formatCount(agents)} ${name}`).join(' and ')} did nothing`,
		remedy: isAll ? 'nothing was measured here: run the iteration again' : 'means per agent include them; check whether their hosts were up',
	};
};

const duplicateAgents: Finder = ({index, duplicateAgents: count, clients, servers}) => count === 0
	? undefined
	: {
		kind: 'duplicate-agents',
		severity: 'warning',
		iterations: [index],
		count,
		weight: count / (clients.agents + servers.agents),
		sentence: `${formatCount(count)} agent ${count === 1 ? 'name is' : 'names are'} in several logs; the last result of a name counts`,
		remedy: 'check whether a log was copied twice or two agents shared a name: earlier results are not in the sums',
	};

const severalRuns: Finder = ({index, runs}) => runs.length < 2
	? undefined
	: {
		kind: 'several-runs',
		severity: 'warning',
		iterations: [index],
		count: runs.length,
		weight: runs.length,
		sentence: `logs of ${formatCount(runs.length)} runs are in its folder, and all are summed: ${runs.join(', ')}`,
		remedy: 'a restarted run left its logs beside those of the first: copy the folder, remove the logs of one run from the copy, and open that',
	};

const notFinite: Finder = iteration => {
	const sides = sideNames.map(name => ({name, found: infiniteNumbers(iteration[name])})).filter(({found}) => found.length > 0);
	return sides.length === 0
		? undefined
		: {
			kind: 'not-finite',
			severity: 'warning',
			iterations: [iteration.index],
			count: sum(sides.map(({found}) => found.length)),
			weight: 0,
			sentence: sides.map(({name, found}) => `${name}: ${found.join(', ')}`).join('; '),
			remedy: 'its logs hold NaN or Infinity, as Python writes them; means and pictures leave out what cannot be computed',
		};
};

const infiniteNumbers = ({start, stop, latency: {min, max, total, sumOfSquares}}: Side): readonly string[] =>
	Object.entries({
		start, stop, 'latency min': min, 'latency max': max, 'latency total': total, 'latency squares': sumOfSquares,
	}).flatMap(([name, value]) => value === null || Number.isFinite(value) ? [] : [`${name} ${value}`]);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const finders: readonly Finder[] = [failedMessages, missingAgents, idleAgents, duplicateAgents, severalRuns, notFinite];
