import {loadAgents} from '../../../campaign/agents/load-agents.js';
import {isLoaded, type Iteration} from '../../../campaign/model/iteration.js';
import type {LoaderContext, ScreenLoader} from '../../definitions.js';
import {selectedIteration} from '../../state/iterations.js';
import {receiveAgents} from './state.js';

/** Reads the agents of the selected iteration while their screen is open: one iteration at a time, the latest wins. */
export function createAgentLoader({store, packedLogs}: LoaderContext): ScreenLoader {
	let abort = new AbortController();
	let latest: Iteration | undefined;
	const load = async (iteration: Iteration) => {
		abort.abort();
		abort = new AbortController();
		const {signal} = abort;
		store.update(receiveAgents(iteration.index, undefined));
		const agents = await loadAgents(store.get(), iteration, {signal, packedLogs});
		if (!signal.aborted) {
			store.update(receiveAgents(iteration.index, agents));
		}
	};

	return {
		update() {
			const state = store.get();
			const iteration = selectedIteration(state);
			if (state.screen === 'agents' && iteration && isLoaded(iteration) && iteration !== latest) {
				latest = iteration;
				void load(iteration);
			}
		},
		async stop() {
			abort.abort();
		},
	};
}
