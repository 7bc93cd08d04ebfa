import {
	primarySide, type LoadedIteration, type SideName, type Spread,
} from '../model/iteration.js';
import {percentileOf, type Percentile} from '../model/percentiles.js';

export type CellValue = number | string | null | Spread;

export type Column = {
	readonly id: string;
	/** A short head for narrow tables. */
	readonly title: string;
	readonly unit: 'messages/s' | 'messages' | 'ms' | '%' | undefined;
	readonly kind: 'number' | 'text' | 'spread';
	readonly help: string;
	/** Whose numbers it has; undefined for what is of the iteration as a whole. */
	readonly side?: SideName;
	/** Whether it is about latency: without samples there is no value. */
	readonly isLatency?: boolean;
	/** Of a percentile: how many percent of the samples are below it. */
	readonly percent?: number;
	/** The percentile with its bounds. */
	readonly percentile?: (iteration: LoadedIteration) => Percentile | null;
	/** Of a mean: the column of its standard deviation. */
	readonly deviation?: string;
	/** Which values one wishes for. */
	readonly better?: 'lower' | 'higher';
	readonly value: (iteration: LoadedIteration) => CellValue;
};

/** The notebook's statistics table: names and order are the contract with scripts. */
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
		id: 'call_type', title: 'call type', unit: undefined, kind: 'text', help: 'rpc-call, rpc-cast or rpc-fanout', value: iteration => iteration.callType,
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
		help: 'messages the servers failed on',
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
		help: 'messages the clients failed on',
		side: 'clients',
		better: 'lower',
		value: iteration => iteration.clients.failed,
	},
	{
		id: 'per_client_ok',
		title: 'ok per client',
		unit: 'messages',
		kind: 'spread',
		help: 'mean, least and most messages of one client',
		side: 'clients',
		value: iteration => iteration.clients.perAgentOk,
	},
	{
		id: 'per_client_fail',
		title: 'fail per client',
		unit: 'messages',
		kind: 'spread',
		help: 'mean, least and most failures of one client',
		side: 'clients',
		better: 'lower',
		value: iteration => iteration.clients.perAgentFailed,
	},
	{
		id: 'per_server_ok',
		title: 'ok per server',
		unit: 'messages',
		kind: 'spread',
		help: 'mean, least and most messages of one server',
		side: 'servers',
		value: iteration => iteration.servers.perAgentOk,
	},
	{
		id: 'per_server_fail',
		title: 'fail per server',
		unit: 'messages',
		kind: 'spread',
		help: 'mean, least and most failures of one server',
		side: 'servers',
		better: 'lower',
		value: iteration => iteration.servers.perAgentFailed,
	},
] as const satisfies readonly Column[];

const percents = [50, 90, 95, 99, 99.9] as const;
const percentSides = {latency: undefined, client_latency: 'clients', server_latency: 'servers'} as const satisfies Readonly<Record<string, SideName | undefined>>;
type PercentileId = `${keyof typeof percentSides}_p${(typeof percents)[number]}`;

export type ColumnId = (typeof columns)[number]['id'] | PercentileId | 'failed_share';

/** Percentiles are computed from the bins: once for each iteration. */
function percentileColumn(name: keyof typeof percentSides, percent: (typeof percents)[number]): Column & {readonly id: PercentileId} {
	const side = percentSides[name];
	const id = `${name}_p${percent}` as const;
	const sideOf = (iteration: LoadedIteration) => side ?? primarySide(iteration);
	const percentile = (iteration: LoadedIteration) => percentileOf(iteration[sideOf(iteration)].latency, percent);
	return {
		id,
		title: `${side === undefined ? '' : `${side.slice(0, -1)} `}p${percent}`,
		unit: 'ms',
		kind: 'number',
		help: `latency below which ${percent}% of the messages of the ${side ?? 'primary side'} are`,
		...side && {side},
		isLatency: true,
		percent,
		better: 'lower',
		percentile,
		value: iteration => percentile(iteration)?.value ?? null,
	};
}

const failedShare = ({clients, servers}: LoadedIteration): number | null => {
	const [failed, all] = [clients.failed + servers.failed, clients.ok + clients.failed];
	return all > 0 ? Math.min(1, failed / all) : null;
};

/** What can be sorted, filtered and drawn against load beside the columns of the notebook. */
const moreColumns: ReadonlyArray<Column & {readonly id: ColumnId}> = [
	...(['latency', 'client_latency', 'server_latency'] as const).flatMap(name => percents.map(percent => percentileColumn(name, percent))),
	{
		id: 'failed_share',
		title: 'failed share',
		unit: '%',
		kind: 'number',
		help: 'failed messages of both sides, in percent of what the clients sent',
		better: 'lower',
		value(iteration) {
			const share = failedShare(iteration);
			return share === null ? null : share * 100;
		},
	},
];

/** Every column that has a name. */
export const allColumns: ReadonlyArray<Column & {readonly id: ColumnId}> = [...columns, ...moreColumns];

/** Short names that people try. */
const aliases: Readonly<Record<string, ColumnId>> = {
	clients: '_ombt_clients', servers: '_ombt_servers', ...Object.fromEntries(percents.map(percent => [`p${percent}`, `latency_p${percent}`] as const)),
};

/** The columns beside the name of the iteration, for tables that keep the name in sight. */
export const scrolledColumns: ReadonlyArray<Column & {readonly id: ColumnId}> = columns.filter(({id}) => id !== 'iteration_id');

/** The column of that name (or short name, `clients`); undefined for any other text. */
export const columnNamed = (name: string): (Column & {readonly id: ColumnId}) | undefined =>
	allColumns.find(({id}) => id === (Object.hasOwn(aliases, name) ? aliases[name] : name));

export const isSpread = (value: unknown): value is Spread => typeof value === 'object' && value !== null && 'mean' in value;
