import type {Iteration} from '../../campaign/model/iteration.js';
import {askedAgents, type AskedAgents} from '../../campaign/problems/asked-agents.js';
import {memoizeLast} from '../../system/memoize.js';
import type {State} from './state.js';

/** What an iteration was asked to run. Found for all iterations together, as increments add up, and once per change of these. */
export const askedOf = ({iterations}: Pick<State, 'iterations'>, iteration: Iteration): AskedAgents | undefined => asked(iterations).get(iteration);

const asked = memoizeLast((iterations: readonly Iteration[]): ReadonlyMap<Iteration, AskedAgents> => {
	const all = askedAgents(iterations);
	return new Map(iterations.flatMap((iteration, index) => all[index] ? [[iteration, all[index]]] : []));
});
