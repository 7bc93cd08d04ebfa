import {filterAgents} from '../../campaign/agents/filter-agents.js';
import type {Agents, AgentTable, DuplicateAgent} from '../../campaign/agents/agent-table.js';
import {allAgents, sortAgents} from '../../campaign/agents/sort-agents.js';
import {primarySide, type SideName} from '../../campaign/model/iteration.js';
import {memoizeLast} from '../../system/memoize.js';
import {clamp} from './moving.js';
import {selectedIteration} from './selectors.js';
import type {Change, State} from './state.js';

/** Takes in the agents of an iteration, or that they are being read (undefined). */
export const receiveAgents = (index: number, agents: Agents | undefined): Change => state => ({
	...state, agents: {...state.agents, index, loaded: agents},
});

/** The side that is shown. */
export const agentSideOf = (state: State): SideName => {
	const iteration = selectedIteration(state);
	return state.side === 'auto' && iteration ? primarySide(iteration) : (state.side === 'auto' ? 'clients' : state.side);
};

/** The agents of the side that is shown; undefined while they are read, or where they cannot be. */
export function agentTableOf(state: State): AgentTable | undefined {
	const {loaded, index} = state.agents;
	return loaded?.status === 'loaded' && index === selectedIteration(state)?.index ? loaded[agentSideOf(state)] : undefined;
}

/** The names of one side which several logs have. */
export const duplicatesOf = (agents: Agents | undefined, side: SideName): readonly DuplicateAgent[] =>
	agents?.status === 'loaded' ? agents.duplicates.filter(duplicateAgent => duplicateAgent.side === side) : [];

export const showAgents = (view: State['agents']['view']): Change => state => ({...state, agents: {...state.agents, view}});
export const toggleAgentHistogram: Change = state => showAgents(state.agents.view === 'histogram' ? 'list' : 'histogram')(state);

const none = new Uint32Array(0);

/** Rows of the table that pass the filter, in order. Computed once per change of table, filter and sort. */
export function agentRowsOf(state: State): Uint32Array {
	const table = agentTableOf(state);
	const {filter, sort} = state.agents;
	return table ? rowsOf(table, filter, sort) : none;
}

const rowsOf = memoizeLast((table: AgentTable, filter: State['agents']['filter'], sort: State['agents']['sort']) => {
	const kept = filter && !filter.mistake ? filterAgents(table, filter.matches) : allAgents(table);
	return sort ? sortAgents(table, sort, kept) : kept;
});

export const moveAgent = (rows: number): Change => state => state.agents.view === 'one' && Math.abs(rows) === Infinity
	? state
	: {...state, agents: {...state.agents, cursor: clamp(Math.min(state.agents.cursor, agentRowsOf(state).length - 1) + rows, agentRowsOf(state).length - 1)}};

/** The row of the table under the cursor. */
export const selectedAgent = (state: State): number | undefined => {
	const rows = agentRowsOf(state);
	return rows[Math.min(state.agents.cursor, rows.length - 1)];
};
