import {formatCount} from '../../text/numbers.js';
import {groupBy} from '../group-by.js';
import type {Entry} from '../iteration.js';
import type {Problem} from './problem.js';

/** Each `iteration_id` that several iterations have: `--iteration` with it means all of them. */
export function nameProblems(entries: readonly Entry[]): readonly Problem[] {
	const named = groupBy(entries.filter(({iterationId}) => iterationId !== null), ({iterationId}) => iterationId);
	const places = [...named].map(([id, same]) => [id, same.map(({index}) => index)] as const);
	return places.filter(([, indices]) => indices.length > 1).map(([id, indices]) => ({
		kind: 'same-ids',
		severity: 'warning',
		iterations: indices,
		count: indices.length,
		weight: indices.length,
		sentence: `${id} names ${formatCount(indices.length)} iterations: ${placesText(indices)} in params.json`,
		remedy: 'latency and metrics take all of them for --iteration with this ID: name one by its place or its backup_dir, or give each an ID of its own in params.json',
	}));
}

const mostPlaces = 8;

/** `places 1 and 3`; of many the first ones. */
function placesText(indices: readonly number[]): string {
	const shown = indices.slice(0, indices.length > mostPlaces ? mostPlaces : -1).join(', ');
	return `places ${shown} and ${indices.length > mostPlaces ? `${formatCount(indices.length - mostPlaces)} more` : indices.at(-1) ?? ''}`;
}
