import {loadAgents} from '../campaign/agents/load-agents.js';
import {isLoaded, type Iteration} from '../campaign/model/iteration.js';
import {receiveAgents} from './state/agents-view.js';
import {selectedIteration} from './state/selectors.js';
import type {State} from './state/state.js';
import type {Store} from './state/store.js';

/** A listener that reads the agents of the selected iteration while their screen is open: one iteration at a time, the latest wins. */
export function createAgentLoader(store: Store<State>): {readonly look: () => void; readonly stop: () => void} {
	let abort = new AbortController();
	let pendingEffect: Iteration | undefined;
	const load = async (iteration: Iteration) => {
		abort.abort();
		abort = new AbortController();
		const {signal} = abort;
		store.update(receiveAgents(iteration.index, undefined));
		const agents = await loadAgents(store.get(), iteration, {signal});
		if (!signal.aborted) {
			store.update(receiveAgents(iteration.index, agents));
		}
	};

	return {
		look() {
			const state = store.get();
			const iteration = selectedIteration(state);
			if (state.screen === 'agents' && iteration && isLoaded(iteration) && iteration !== pendingEffect) {
				pendingEffect = iteration;
				void load(iteration);
			}
		},
		stop() {
			abort.abort();
		},
	};
}
