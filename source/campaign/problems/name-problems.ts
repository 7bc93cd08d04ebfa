import {formatCount} from '../../text/numbers.js';
import {groupBy} from '../../system/group-by.js';
import type {Entry} from '../model/iteration.js';
import type {Problem} from './problem.js';

/** Each `iteration_id` that several iterations have: `--iteration` with it means all of them. */
export function nameProblems(entries: readonly Entry[]): readonly Problem[] {
	const named = groupBy(entries.filter(({iterationId}) => iterationId !== null), ({iterationId}) => iterationId);
	const indexes = [...named].map(([id, same]) => [id, same.map(({index}) => index)] as const);
	return indexes
		.filter(([, indices]) => indices.length > 1)
		.map(([id, indices]) => ({
			kind: 'same-ids',
			severity: 'warning',
			iterations: indices,
			count: indices.length,
			weight: indices.length,
			sentence: `${id} names ${formatCount(indices.length)} iterations: ${positionsText(indices)} in params.json`,
			remedy: 'latency and metrics take all of them for --iteration with this ID: name one by its place or its backup_dir, or give each an ID of its own in params.json',
		}));
}

const maxPositions = 8;

/** `places 1 and 3`; of many the first ones. */
function positionsText(indices: readonly number[]): string {
	const shown = indices.slice(0, indices.length > maxPositions ? maxPositions : -1).join(', ');
	return `places ${shown} and ${indices.length > maxPositions ? `${formatCount(indices.length - maxPositions)} more` : indices.at(-1) ?? ''}`;
}
