import {formatCount} from '../../text/numbers.js';
import {groupBy} from '../../system/lists.js';
import {
	isLoaded, type Entry, type Iteration, type LoadedIteration,
} from '../model/iteration.js';
import type {Problem} from './problem.js';

/** Folders listed by several entries of params.json: a single run, as after rerunning a failed group. */
export function folderProblems(entries: readonly Entry[]): readonly Problem[] {
	const named = groupBy(entries.filter(({backupDir}) => backupDir !== null && backupDir !== ''), ({backupDir}) => backupDir);
	return [...named].filter(([, same]) => same.length > 1).map(([folder, same]) => ({
		kind: 'same-folders',
		severity: 'warning',
		iterations: same.map(({index}) => index),
		count: same.length,
		weight: same.length,
		sentence: `${positionsText(same.map(({index}) => index))} of params.json are one folder: ${folder ?? ''}`,
		remedy: 'they are one run, listed again when its group was rerun: count it once, and remove the other entries in a copy of params.json',
	}));
}

/** Folders with logs that are not listed in params.json. */
export const unlistedProblems = (folders: readonly string[]): readonly Problem[] => folders.map(folder => ({
	kind: 'unlisted-folders',
	severity: 'warning',
	iterations: [],
	count: 1,
	weight: 0,
	sentence: `${folder} holds logs of controllers, but no entry of params.json names it`,
	remedy: 'its iteration was killed, or its entry was lost: open the folder by itself (its parameters are then read from its name), or run the iteration again',
}));

/** Every `iteration_id` shared by several iterations: `--iteration` with it selects all of them. */
export function nameProblems(entries: readonly Entry[]): readonly Problem[] {
	const named = groupBy(entries.filter(({iterationId}) => iterationId !== null), ({iterationId}) => iterationId);
	const shared = [...named].map(([id, same]) => [id, same.map(({index}) => index)] as const);
	return shared
		.filter(([, indexes]) => indexes.length > 1)
		.map(([id, indexes]) => ({
			kind: 'same-ids',
			severity: 'warning',
			iterations: indexes,
			count: indexes.length,
			weight: indexes.length,
			sentence: `${id} names ${formatCount(indexes.length)} iterations: ${positionsText(indexes)} of params.json`,
			remedy: '--iteration with this ID selects all of them: select one by its index or its backup_dir, or give each its own ID in params.json',
		}));
}

const maxPositions = 8;

/** `entries 1 and 3`; truncated if there are many. */
function positionsText(indexes: readonly number[]): string {
	const shown = indexes.slice(0, indexes.length > maxPositions ? maxPositions : -1).join(', ');
	return `entries ${shown} and ${indexes.length > maxPositions ? `${formatCount(indexes.length - maxPositions)} more` : indexes.at(-1) ?? ''}`;
}

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
			remedy: 'nothing, if the orchestrator ran test case 3 (fan-outs) or 4 (casts), which params.json does not record: what ran decides whose latency is shown',
		};
	});
}

/** The evidence that an iteration ran something else than params.json says. */
export function evidenceText({evidence, ranAs, clients, servers, label}: LoadedIteration): string {
	return evidence === 'counts'
		? `the ${formatCount(servers.agents)} servers of ${label} handled ${formatCount(servers.ok + servers.failed)} messages where ${formatCount(clients.ok)} were sent`
		: `*_docker.log says "RPC ${ranAs?.replace('rpc-', '') ?? ''} test results"`;
}
