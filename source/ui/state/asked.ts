import type {Iteration} from '../../campaign/iteration.js';
import {askedAgents, type AskedAgents} from '../../campaign/problems/asked-agents.js';
import type {State} from './state.js';

let last: {readonly iterations: State['iterations']; readonly asked: ReadonlyMap<Iteration, AskedAgents>} | undefined;

/** What an iteration was asked to run. Found for all iterations together, as increments add up, and once per change of these. */
export function askedOf({iterations}: Pick<State, 'iterations'>, iteration: Iteration): AskedAgents | undefined {
	if (last?.iterations !== iterations) {
		const all = askedAgents(iterations);
		last = {iterations, asked: new Map(iterations.flatMap((one, place) => all[place] ? [[one, all[place]]] : []))};
	}

	return last.asked.get(iteration);
}
