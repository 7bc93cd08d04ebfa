import type {Column} from './column.js';
import {deliveryColumns, type DeliveryColumnId} from './delivery-columns.js';
import {
	derivedColumns, percentileColumns, percents, type DerivedColumnId, type PercentileColumnId,
} from './derived-columns.js';

export {isSpread, type CellValue, type Column} from './column.js';

/** The notebook's statistics table: scripts rely on these names and their order. */
export const columns = [
	{
		id: '_ombt_clients',
		title: 'clients',
		unit: undefined,
		kind: 'number',
		help: 'clients found in the logs',
		side: 'clients',
		value: iteration => iteration.clients.agents,
	},
	{
		id: '_ombt_servers',
		title: 'servers',
		unit: undefined,
		kind: 'number',
		help: 'servers found in the logs',
		side: 'servers',
		value: iteration => iteration.servers.agents,
	},
	{
		id: 'call_type', title: 'call type', unit: undefined, kind: 'text', help: 'as configured in params.json: rpc-call, rpc-cast or rpc-fanout (ran_as says what ran)', value: iteration => iteration.callType,
	},
	{
		id: 'driver', title: 'driver', unit: undefined, kind: 'text', help: 'message bus driver', value: iteration => iteration.driver,
	},
	{
		id: 'iteration_id', title: 'iteration', unit: undefined, kind: 'text', help: 'name of the iteration', value: iteration => iteration.iterationId,
	},
	{
		id: 'server_rate',
		title: 'server rate',
		unit: 'messages/s',
		kind: 'number',
		help: 'messages per second over all servers',
		side: 'servers',
		better: 'higher',
		value: iteration => iteration.servers.rate,
	},
	{
		id: 'server_ok',
		title: 'server ok',
		unit: 'messages',
		kind: 'number',
		help: 'messages the servers handled',
		side: 'servers',
		value: iteration => iteration.servers.ok,
	},
	{
		id: 'server_fail',
		title: 'server fail',
		unit: 'messages',
		kind: 'number',
		help: 'messages that failed on the servers',
		side: 'servers',
		better: 'lower',
		value: iteration => iteration.servers.failed,
	},
	{
		id: 'server_latency_avg',
		title: 'server latency',
		unit: 'ms',
		kind: 'number',
		help: 'mean latency seen by the servers',
		side: 'servers',
		isLatency: true,
		deviation: 'server_latency_stdev',
		better: 'lower',
		value: iteration => iteration.servers.latency.mean,
	},
	{
		id: 'server_latency_stdev',
		title: 'server σ',
		unit: 'ms',
		kind: 'number',
		help: 'standard deviation of the latency of the servers',
		side: 'servers',
		isLatency: true,
		better: 'lower',
		value: iteration => iteration.servers.latency.stdev,
	},
	{
		id: 'client_latency_avg',
		title: 'client latency',
		unit: 'ms',
		kind: 'number',
		help: 'mean latency seen by the clients',
		side: 'clients',
		isLatency: true,
		deviation: 'client_latency_stdev',
		better: 'lower',
		value: iteration => iteration.clients.latency.mean,
	},
	{
		id: 'client_latency_stdev',
		title: 'client σ',
		unit: 'ms',
		kind: 'number',
		help: 'standard deviation of the latency of the clients',
		side: 'clients',
		isLatency: true,
		better: 'lower',
		value: iteration => iteration.clients.latency.stdev,
	},
	{
		id: 'client_rate',
		title: 'client rate',
		unit: 'messages/s',
		kind: 'number',
		help: 'messages per second over all clients',
		side: 'clients',
		better: 'higher',
		value: iteration => iteration.clients.rate,
	},
	{
		id: 'client_ok',
		title: 'client ok',
		unit: 'messages',
		kind: 'number',
		help: 'messages the clients sent',
		side: 'clients',
		value: iteration => iteration.clients.ok,
	},
	{
		id: 'client_fail',
		title: 'client fail',
		unit: 'messages',
		kind: 'number',
		help: 'messages that failed on the clients',
		side: 'clients',
		better: 'lower',
		value: iteration => iteration.clients.failed,
	},
	{
		id: 'per_client_ok',
		title: 'ok per client',
		unit: 'messages',
		kind: 'spread',
		help: 'mean, minimum and maximum of the messages of a client',
		side: 'clients',
		value: iteration => iteration.clients.perAgentOk,
	},
	{
		id: 'per_client_fail',
		title: 'fail per client',
		unit: 'messages',
		kind: 'spread',
		help: 'mean, minimum and maximum of the failures of a client',
		side: 'clients',
		better: 'lower',
		value: iteration => iteration.clients.perAgentFailed,
	},
	{
		id: 'per_server_ok',
		title: 'ok per server',
		unit: 'messages',
		kind: 'spread',
		help: 'mean, minimum and maximum of the messages of a server',
		side: 'servers',
		value: iteration => iteration.servers.perAgentOk,
	},
	{
		id: 'per_server_fail',
		title: 'fail per server',
		unit: 'messages',
		kind: 'spread',
		help: 'mean, minimum and maximum of the failures of a server',
		side: 'servers',
		better: 'lower',
		value: iteration => iteration.servers.perAgentFailed,
	},
] as const satisfies readonly Column[];

export type ColumnId = (typeof columns)[number]['id'] | PercentileColumnId | DeliveryColumnId | DerivedColumnId;

/** All built-in columns. */
export const allColumns: ReadonlyArray<Column & {readonly id: ColumnId}> = [...columns, ...percentileColumns, ...deliveryColumns, ...derivedColumns];

/** Aliases that users are likely to try. */
export const aliases: Readonly<Record<string, ColumnId>> = {
	clients: '_ombt_clients', servers: '_ombt_servers',
	client_latency_mean: 'client_latency_avg', server_latency_mean: 'server_latency_avg',
	...Object.fromEntries(percents.map(percent => [`p${percent}`, `latency_p${percent}`] as const)),
};

/** The key figures of an iteration. */
export const firstColumns: readonly ColumnId[] = [
	'driver', 'call_type', 'ran_as', '_ombt_clients', '_ombt_servers', 'latency_p50', 'latency_p90', 'latency_p99', 'failed_share', 'lost_share',
];

/** The column of that name or alias (`clients`); undefined for any other text. */
export const columnNamed = (name: string): (Column & {readonly id: ColumnId}) | undefined =>
	allColumns.find(({id}) => id === (Object.hasOwn(aliases, name) ? aliases[name] : name));
