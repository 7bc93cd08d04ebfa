import {agentColumnNamed, agentColumns} from '../../../campaign/agents/agent-columns.js';
import type {Agents, AgentTable, DuplicateAgent} from '../../../campaign/agents/agent-table.js';
import {
	filterAgents, parseAgentFilter, type AgentRow, allAgents, sortAgents, type AgentSorting,
} from '../../../campaign/agents/select-agents.js';
import {primarySide, type SideName} from '../../../campaign/model/iteration.js';
import {memoizeLast} from '../../../system/memoize.js';
import {selectedIteration} from '../../state/iterations.js';
import {
	keyUnderCursor, listState, updateList, type ListModel, type ListState,
} from '../../state/list.js';
import {defineSlice} from '../../state/slice.js';
import type {Change, State} from '../../state/state.js';

type AgentsSlice = {
	/** Index of the iteration. */
	readonly index: number | undefined;
	/** What was read of its agents; undefined: not yet. */
	readonly loaded: Agents | undefined;
	/** All of them, the one under the cursor, or a histogram of the sorted column. */
	readonly view: 'list' | 'one' | 'histogram';
};

/** The agents of one iteration, and how they are looked at. */
export const agents = defineSlice<AgentsSlice>('agents', {index: undefined, loaded: undefined, view: 'list'});

/** The agents of the side that is shown, known by their row in the table. */
export const agentsList: ListModel<AgentRow> = {
	name: 'agents',
	keys: state => agentRows(state),
	total: state => agentTable(state)?.rows ?? 0,
	parseFilter: parseAgentFilter,
	sorting: {title: 'Sort agents by', columns: agentColumns, unsorted: {text: 'log order', help: 'as in the logs'}},
	returnsToTop: true,
	prepareFilter: agents.set({view: 'list'}),
};

/** Takes in the agents of an iteration, or that they are being read (undefined); those of another iteration begin at the first. */
export const receiveAgents = (index: number, loaded: Agents | undefined): Change => state => {
	const {index: before, view} = agents.get(state);
	const isSame = before === index;
	const received = agents.set({index, loaded, view: isSame || view !== 'one' ? view : 'list'})(state);
	return isSame ? received : updateList(agentsList, {cursor: undefined})(received);
};

/** The side that is shown. */
export const agentSide = (state: State): SideName => {
	const iteration = selectedIteration(state);
	return state.side === 'auto' && iteration ? primarySide(iteration) : (state.side === 'auto' ? 'clients' : state.side);
};

/** The agents of the side that is shown; undefined while they are read, or where they cannot be. */
export function agentTable(state: State): AgentTable | undefined {
	const {loaded, index} = agents.get(state);
	return loaded?.status === 'loaded' && index === selectedIteration(state)?.index ? loaded[agentSide(state)] : undefined;
}

/** The names of one side which several logs have. */
export const duplicatesOf = (loaded: Agents | undefined, side: SideName): readonly DuplicateAgent[] =>
	loaded?.status === 'loaded' ? loaded.duplicates.filter(duplicate => duplicate.side === side) : [];

export const showAgents = (view: 'list' | 'one' | 'histogram'): Change => agents.set({view});
export const toggleHistogram: Change = agents.update(({view}) => ({view: view === 'histogram' ? 'list' : 'histogram'}));

/** What orders the agents. */
export function agentSorting(state: State): AgentSorting | undefined {
	const {sort} = listState(state, agentsList);
	return sort && sorting(sort);
}

const sorting = memoizeLast((sort: NonNullable<ListState<AgentRow>['sort']>): AgentSorting | undefined => {
	const column = agentColumnNamed(sort.column);
	return column && {column: column.id, descending: sort.descending};
});

const noRows = new Uint32Array(0);

/** Rows of the table that pass the filter, in order. Computed once per change of table, filter and sort. */
export function agentRows(state: State): Uint32Array {
	const table = agentTable(state);
	return table ? filteredRows(table, listState(state, agentsList).filter, agentSorting(state)) : noRows;
}

const filteredRows = memoizeLast((table: AgentTable, filter: ListState<AgentRow>['filter'], sort: AgentSorting | undefined) => {
	const kept = filter && !filter.mistake ? filterAgents(table, filter.matches) : allAgents(table);
	return sort ? sortAgents(table, sort, kept) : kept;
});

/** The row of the table under the cursor. */
export const selectedAgent = (state: State): number | undefined => keyUnderCursor(state, agentsList);
