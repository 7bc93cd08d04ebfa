import type {Iteration} from '../model/iteration.js';
import {requestedAgents} from './requested-agents.js';
import {
	callTypeProblems, folderProblems, nameProblems, unlistedProblems,
} from './parameter-problems.js';
import {clockProblems} from './clock-problems.js';
import {deliveryProblems, errorProblems} from './message-problems.js';
import {iterationProblems} from './iteration-problems.js';
import {unevenProblems} from './uneven-problems.js';
import {problemKinds, severities, type Problem} from './problem.js';

/**
 * All problems of the iterations and of unlisted folders with logs, worst first: by severity, kind, weight, count and position. Takes
 * milliseconds for 1,000 iterations.
 */
export function problemsOf(iterations: readonly Iteration[], unlisted: readonly string[] = []): readonly Problem[] {
	const requested = requestedAgents(iterations);
	const problems = [
		...iterations.flatMap((iteration, index) => iterationProblems(iteration, requested[index])),
		...deliveryProblems(iterations),
		...errorProblems(iterations),
		...unevenProblems(iterations),
		...callTypeProblems(iterations),
		...clockProblems(iterations),
		...nameProblems(iterations),
		...folderProblems(iterations),
		...unlistedProblems(unlisted),
	];
	return groups.flatMap(({severity, kind}) => problems.filter(problem => problem.kind === kind && problem.severity === severity).sort(byWeight));
}

const groups = severities.flatMap(severity => problemKinds.map(kind => ({severity, kind})));

const byWeight = (a: Problem, b: Problem): number => b.weight - a.weight || b.count - a.count || (a.iterations[0] ?? 0) - (b.iterations[0] ?? 0);
