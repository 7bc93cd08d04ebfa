import {percentileOf, type Percentile} from '../model/percentiles.js';
import {agentParts} from './agent-names.js';
import {
	agentLatency, agentNumber, type AgentNumber, type AgentTable,
} from './agent-table.js';

/** A part of an agent's name. */
type AgentPart = 'host' | 'topic' | 'pid';

/** A column of the table of agents, hosts or topics. */
export type AgentColumn = {
	readonly id: 'name' | AgentPart | AgentNumber;
	/** The kind of table that has the column; both by default. */
	readonly of?: 'agents' | 'groups';
	/** A short heading for narrow tables. */
	readonly title: string;
	readonly unit: 'messages/s' | 'messages' | 'ms' | 's' | '1' | undefined;
	readonly kind: 'number' | 'text';
	readonly help: string;
	readonly value: (table: AgentTable, row: number) => number | string | null;
	/** For percentiles: the value with its bounds. */
	readonly percentile?: (table: AgentTable, row: number) => Percentile | null;
};

const number = (id: AgentNumber): Pick<AgentColumn, 'id' | 'kind' | 'value'> => ({id, kind: 'number', value: (table, row) => agentNumber(table, row, id)});

const percentile = (percent: 50 | 95 | 99): Pick<AgentColumn, 'id' | 'kind' | 'value' | 'percentile'> => ({
	...number(`latency_p${percent}`), percentile: (table, row) => percentileOf(agentLatency(table, row), percent),
});

const part = (id: AgentPart): Pick<AgentColumn, 'id' | 'of' | 'value'> => ({id, of: 'agents', value: (table, row) => agentParts(table, row)?.[id] ?? null});

/** All columns of agents, hosts and topics, for display, sorting and filtering. Names are as in the logs: not cleaned. */
export const agentColumns: readonly AgentColumn[] = [
	{
		id: 'name', kind: 'text', value: (table, row) => table.names[row] ?? null, title: 'agent', unit: undefined, help: 'name of the client or server',
	},
	{
		...number('ok'), title: 'ok', unit: 'messages', help: 'messages sent or handled',
	},
	{
		...number('failed'), title: 'failed', unit: 'messages', help: 'messages that failed',
	},
	{
		...number('rate'), title: 'rate', unit: 'messages/s', help: 'messages per second between its own start and stop',
	},
	{
		...number('latency_mean'), title: 'mean', unit: 'ms', help: 'mean latency',
	},
	{
		...number('latency_stdev'), title: 'σ', unit: 'ms', help: 'standard deviation of the latency',
	},
	{
		...number('latency_min'), title: 'min', unit: 'ms', help: 'minimum latency',
	},
	{
		...number('latency_max'), title: 'max', unit: 'ms', help: 'maximum latency',
	},
	{
		...percentile(50), title: 'p50', unit: 'ms', help: '50% of its messages were faster',
	},
	{
		...percentile(95), title: 'p95', unit: 'ms', help: '95% of its messages were faster',
	},
	{
		...percentile(99), title: 'p99', unit: 'ms', help: '99% of its messages were faster',
	},
	{
		...number('start_offset'), of: 'agents', title: 'start', unit: 's', help: 'from the start of the earliest agent to its own',
	},
	{
		...number('duration'), title: 'duration', unit: 's', help: 'from its start to its stop',
	},
	{
		...number('shard'), of: 'agents', title: 'shard', unit: undefined, help: 'number of the log of its controller',
	},
	{
		...number('errors'), title: 'errors', unit: undefined, help: 'errors it counted, of all kinds',
	},
	{
		...number('agents'), of: 'groups', title: 'agents', unit: undefined, help: 'clients or servers of the host or topic',
	},
	{
		...number('fairness'), of: 'groups', title: 'fairness', unit: '1', help: 'Jain\'s fairness index of the successful messages of its agents: 1 is even',
	},
	{
		...part('host'), kind: 'text', title: 'host', unit: undefined, help: 'the host of the agent, by its name',
	},
	{
		...part('topic'), kind: 'text', title: 'topic', unit: undefined, help: 'the topic of the agent, by its name',
	},
	{
		...part('pid'), kind: 'text', title: 'pid', unit: undefined, help: 'the process of the agent, by its name',
	},
];

/** The columns of a table. */
export const agentColumnsOf = ({by}: Pick<AgentTable, 'by'>): readonly AgentColumn[] =>
	agentColumns.filter(column => column.of === undefined || column.of === (by === 'agent' ? 'agents' : 'groups'));

export type AgentColumnId = AgentColumn['id'];

/** The column with that id or heading (`p99`); undefined for any other text. */
export const agentColumnNamed = (name: string): AgentColumn | undefined =>
	agentColumns.find(({id}) => id === name) ?? agentColumns.find(({title}) => title === name);
