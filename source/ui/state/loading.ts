import {isDeepStrictEqual} from 'node:util';
import type {Iteration} from '../../campaign/model/iteration.js';
import {withMetrics} from '../../campaign/query/campaign-columns.js';
import {iterationsList} from './iterations.js';
import {moveTo} from './list.js';
import type {Change, State} from './state.js';

/** Begins a campaign. Read again, it keeps what is on screen until the new iterations replace it. */
export const startCampaign = (campaign: Pick<State, 'campaign' | 'folder' | 'expected' | 'columns' | 'origin'>): Change => state => {
	const started: State = {
		...state, ...campaign, columns: withMetrics(campaign.columns, state.columns.metrics), overlay: state.overlay === 'campaigns' ? undefined : state.overlay, loading: true, progress: undefined,
	};
	return campaign.folder === state.folder ? started : moveTo(iterationsList, 1)({...started, iterations: [], readIterations: []});
};

/** Takes in which folders params.json does not name. */
export const receiveUnlisted = (unlisted: readonly string[]): Change => state => isDeepStrictEqual(state.unlisted, unlisted) ? state : {...state, unlisted};

/** Puts iterations at their positions in params.json; they come in this order. What is as it was stays the same object, so that nothing is computed anew. */
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

export const showProgress = (progress: State['progress']): Change => state => ({...state, progress});

/** All is read: what an earlier reading had more than this one is gone from params.json. */
export const finishLoading: Change = state => {
	const iterations = state.iterations.length > state.expected ? state.iterations.slice(0, state.expected) : state.iterations;
	return {
		...state, loading: false, progress: undefined, iterations, readIterations: iterations,
	};
};
