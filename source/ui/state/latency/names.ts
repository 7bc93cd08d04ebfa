import {isLoaded, type Iteration} from '../../../campaign/model/iteration.js';
import {cleanText} from '../../../text/clean.js';
import {formatCount} from '../../../text/numbers.js';
import {sideOf} from '../selectors.js';
import type {State} from '../state.js';

const traits = {
	driver: ({driver}: Iteration) => driver ?? '',
	callType: ({callType}: Iteration) => callType ?? '',
	clients: (iteration: Iteration) => isLoaded(iteration) ? `${formatCount(iteration.clients.agents)} clients` : '',
} as const;

/** A name for each iteration: its label, and those of the traits that are not the same for all. */
export function namesOf(iterations: readonly Iteration[], asked: ReadonlyArray<keyof typeof traits>): readonly string[] {
	const reporting = asked.map(trait => traits[trait]).filter(trait => new Set(iterations.map(iteration => trait(iteration)).filter(Boolean)).size > 1);
	return iterations.map(iteration => [iteration.label, ...reporting.map(trait => trait(iteration))].map(text => cleanText(text)).filter(Boolean).join(' '));
}

/** Whose latency is on screen: `clients`, `servers`, or where it is not the same for all, `primary side`. */
export function sideLabelOf(iterations: readonly Iteration[], side: State['side']): string {
	const [first, ...others] = new Set(iterations.map(iteration => sideOf({side}, iteration)));
	return others.length === 0 ? first ?? 'clients' : 'primary side';
}
