import {agentColumnNamed, agentColumns} from '../../../campaign/agents/agent-columns.js';
import {
	agentGroupings, type AgentGrouping, type Agents, type AgentTable, type DuplicateAgent, type GroupedBy,
} from '../../../campaign/agents/agent-table.js';
import {groupAgents, groupsOfAgents} from '../../../campaign/agents/group-agents.js';
import {
	filterAgents, parseAgentFilter, type AgentRow, allAgents, sortAgents, type AgentSorting,
} from '../../../campaign/agents/select-agents.js';
import {primarySide, type SideName} from '../../../campaign/model/iteration.js';
import {itemAfter} from '../../../system/lists.js';
import {memoizeEach, memoizeLast} from '../../../system/memoize.js';
import {selectedIteration} from '../../state/iterations.js';
import {
	keyUnderCursor, listState, updateList, type ListModel, type ListState,
} from '../../state/list.js';
import {
	defineSlice, sequence, type Change, type State,
} from '../../state/state.js';

type AgentsSlice = {
	/** Index of the iteration. */
	readonly index: number | undefined;
	/** Its agents; undefined until they have been read. */
	readonly loaded: Agents | undefined;
	/** All agents, the one under the cursor, or a histogram of the sorted column. */
	readonly view: 'list' | 'one' | 'histogram';
	/** What a row represents. */
	readonly by: AgentGrouping;
	/** The host or topic whose agents are shown; undefined for all. */
	readonly group: {readonly by: GroupedBy; readonly name: string} | undefined;
};

/** The agents of one iteration, and how they are shown. */
export const agents = defineSlice<AgentsSlice>('agents', {
	index: undefined, loaded: undefined, view: 'list', by: 'agent', group: undefined,
});

/** The agents of the shown side; keys are rows of the table. */
export const agentsList: ListModel<AgentRow> = {
	name: 'agents',
	keys: state => visibleAgentRows(state),
	total: state => agentTable(state)?.rows ?? 0,
	parseFilter: parseAgentFilter,
	sorting: {title: 'Sort agents by', columns: () => agentColumns, unsorted: {text: 'log order', help: 'as in the logs'}},
	returnsToTop: true,
	prepareFilter: agents.set({view: 'list'}),
};

/** Stores the agents of an iteration, or undefined while they are being read; another iteration starts with the first agent. */
export const receiveAgents = (index: number, loaded: Agents | undefined): Change => state => {
	const {index: before, view} = agents.get(state);
	const isSame = before === index;
	const received = agents.set({index, loaded, view: isSame || view !== 'one' ? view : 'list'})(state);
	return isSame ? received : updateList(agentsList, {cursor: undefined})(received);
};

/** The shown side. */
export const agentSide = (state: State): SideName => {
	const iteration = selectedIteration(state);
	return state.side === 'auto' && iteration ? primarySide(iteration) : (state.side === 'auto' ? 'clients' : state.side);
};

/** The agents of the shown side, or their hosts or topics; undefined while they are being read, or if that failed. */
export function agentTable(state: State): AgentTable | undefined {
	const {loaded, index, by} = agents.get(state);
	const table = loaded?.status === 'loaded' && index === selectedIteration(state)?.index ? loaded[agentSide(state)] : undefined;
	return table && by !== 'agent' ? groupsOf(table)(by) : table;
}

const groupsOf = memoizeEach((table: AgentTable) => {
	const known = new Map<AgentGrouping, AgentTable>();
	return (by: GroupedBy): AgentTable => {
		const groups = known.get(by) ?? groupAgents(table, by);
		known.set(by, groups);
		return groups;
	};
});

const toFirstRow: Change = updateList({name: 'agents'}, {cursor: undefined});

/** Cycles through agents, hosts and topics. */
export const nextGrouping: Change = sequence(
	agents.update(({by}) => ({by: itemAfter(agentGroupings, by), group: undefined, view: 'list'})),
	toFirstRow,
);

/** Shows the agents of the host or topic under the cursor. */
export const openAgentGroup: Change = state => {
	const {by} = agents.get(state);
	const name = agentTable(state)?.names[selectedAgent(state) ?? -1];
	return by === 'agent' || name === undefined ? state : sequence(agents.set({by: 'agent', group: {by, name}}), toFirstRow)(state);
};

/** Returns to the hosts or topics, with the cursor on the one that was open. */
export const closeAgentGroup: Change = state => {
	const {group} = agents.get(state);
	const closed = agents.set({by: group?.by ?? 'agent', group: undefined})(state);
	const row = agentTable(closed)?.names.indexOf(group?.name ?? '') ?? -1;
	return updateList(agentsList, {cursor: row === -1 ? undefined : row})(closed);
};

/** Names of one side that occur in several logs. */
export const duplicatesOf = (loaded: Agents | undefined, side: SideName): readonly DuplicateAgent[] =>
	loaded?.status === 'loaded' ? loaded.duplicates.filter(duplicate => duplicate.side === side) : [];

/** Switches between the list, a single agent and the histogram. */
export const showAgents = (view: 'list' | 'one' | 'histogram'): Change => agents.set({view});

/** Switches between the list and the histogram. */
export const toggleHistogram: Change = agents.update(({view}) => ({view: view === 'histogram' ? 'list' : 'histogram'}));

/** How the agents are sorted. */
export function agentSorting(state: State): AgentSorting | undefined {
	const {sort} = listState(state, agentsList);
	return sort ? sorting(sort) : (agents.get(state).by === 'agent' ? undefined : slowestFirst);
}

const slowestFirst: AgentSorting = {column: 'latency_mean', descending: true};

const sorting = memoizeLast((sort: NonNullable<ListState<AgentRow>['sort']>): AgentSorting | undefined => {
	const column = agentColumnNamed(sort.column);
	return column && {column: column.id, descending: sort.descending};
});

const noRows = new Uint32Array(0);

/** Rows of the table that pass the filter, sorted. Memoized. */
export function visibleAgentRows(state: State): Uint32Array {
	const table = agentTable(state);
	return table ? filteredRows(table, agents.get(state).group, listState(state, agentsList).filter, agentSorting(state)) : noRows;
}

const filteredRows = memoizeLast((table: AgentTable, group: AgentsSlice['group'], filter: ListState<AgentRow>['filter'], sort: AgentSorting | undefined) => {
	const all = group ? groupsOfAgents(table, group.by).find(({name}) => name === group.name)?.rows ?? noRows : allAgents(table);
	const kept = filter && !filter.mistake ? filterAgents(table, filter.matches, all) : all;
	return sort ? sortAgents(table, sort, kept) : kept;
});

/** The row of the table under the cursor. */
export const selectedAgent = (state: State): number | undefined => keyUnderCursor(state, agentsList);
