import type {Iteration} from '../../../../source/campaign/model/iteration.js';
import {loadIterations} from '../../../../source/campaign/files/load.js';
import {openCampaign} from '../../../../source/campaign/files/parameters.js';
import {latency, type LatencyView} from '../../../../source/ui/screens/latency/state.js';
import {selectedIteration} from '../../../../source/ui/state/iterations.js';
import type {Change, State} from '../../../../source/ui/state/state.js';
import {
	agent, campaignOf, entry, logFile, logOf,
} from '../../../campaign-builder.js';
import {filterWith, stateWith} from '../../state-builder.js';

/** An iteration: its name, `driver` or `driver call-type`, and its number of clients; null: its log is empty. */
export type Ran = readonly [name: string, group: string, clients: number | null];

/** The state of the Latency screen for a campaign with these iterations. */
export async function loadedState(ran: readonly Ran[], view: LatencyView): Promise<State> {
	const entries = ran.map(([name, group]) => {
		const [driver, callType = 'rpc-call'] = group.split(' ');
		return entry(name, {driver, call_type: callType});
	});
	const logs = Object.fromEntries(ran.map(([name, , clients]) => [
		logFile(name),
		clients === null
			? ''
			: logOf(Object.fromEntries(Array.from({length: clients}, (_, position) => [`client-${position}`, agent()])), {'server-0': agent()}),
	]));
	const iterations: Iteration[] = [];
	for await (const iteration of loadIterations(await openCampaign(campaignOf(entries, logs)), {cache: false})) {
		iterations.push(iteration);
	}

	return latency.set({view})(stateWith({iterations, screen: 'latency'}));
}

/** The name of the iteration under the cursor. */
export const cursorName = (state: State): string => selectedIteration(state)?.label ?? '';

/** A filter that hides iterations with these names. */
export const hiding = (...names: readonly string[]): Change => filterWith({
	text: 'x',
	mistake: undefined,
	matches: iteration => !names.includes(iteration.label),
});
