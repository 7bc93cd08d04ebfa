import {isDeepStrictEqual} from 'node:util';
import type {Iteration} from '../../campaign/model/iteration.js';
import {withMetrics} from '../../campaign/query/campaign-columns.js';
import {iterationsList} from './iterations.js';
import {moveTo} from './list.js';
import type {Change, State} from './state.js';

/** Starts a campaign. On reload, what is on screen stays until the new iterations replace it. */
export const startCampaign = (campaign: Pick<State, 'campaign' | 'folder' | 'expected' | 'columns' | 'origin'>): Change => state => {
	const started: State = {
		...state, ...campaign, columns: withMetrics(campaign.columns, state.columns.metrics), overlay: state.overlay === 'campaigns' ? undefined : state.overlay, loading: true, progress: undefined,
	};
	return campaign.folder === state.folder ? started : moveTo(iterationsList, 1)({...started, iterations: [], readIterations: []});
};

/** Stores the folders that params.json does not list. */
export const receiveUnlisted = (unlisted: readonly string[]): Change => state => isDeepStrictEqual(state.unlisted, unlisted) ? state : {...state, unlisted};

/** Stores iterations at their positions in params.json, in which order they arrive. Unchanged ones keep their identity, so that nothing is recomputed. */
export const receive = (received: readonly Iteration[]): Change => state => {
	const changed = received.filter(iteration => !isDeepStrictEqual(state.iterations[iteration.index - 1], iteration));
	if (changed.length === 0) {
		return state;
	}

	const iterations = [...state.iterations];
	for (const iteration of changed) {
		iterations[iteration.index - 1] = iteration;
	}

	return {...state, iterations};
};

/** Stores the progress of loading. */
export const showProgress = (progress: State['progress']): Change => state => ({...state, progress});

/** Stores the progress of fetching the campaign from its source. */
export const showFetching = (fetching: State['fetching']): Change => state => ({...state, fetching});

/** Loading is complete: removes iterations of an earlier load that are no longer in params.json. */
export const finishLoading: Change = state => {
	const iterations = state.iterations.length > state.expected ? state.iterations.slice(0, state.expected) : state.iterations;
	return {
		...state, loading: false, progress: undefined, iterations, readIterations: iterations,
	};
};
