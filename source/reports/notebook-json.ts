import {columns, isSpread} from '../campaign/query/columns.js';
import {asWritten, type LoadedIteration, type Side} from '../campaign/model/iteration.js';

/** An entry of the notebook's params_calculated.json: the parameters as written, and the aggregates under the notebook's names. */
export const notebookEntry = (iteration: LoadedIteration): Record<string, unknown> => ({
	...iteration.parameters,
	_ombt_clients: iteration.clients.agents,
	_ombt_servers: iteration.servers.agents,
	_ombt_msgs_sent_ok: iteration.clients.perAgentOk,
	_ombt_msgs_received_ok: iteration.servers.perAgentOk,
	_ombt_msgs_sent_fail: iteration.clients.perAgentFailed,
	_ombt_msgs_received_fail: iteration.servers.perAgentFailed,
	_agg_servers: notebookSide(iteration.servers),
	_agg_clients: notebookSide(iteration.clients),
});

const notebookSide = ({start, stop, ok, failed, latency, errors, rate}: Side) => ({
	start_time: start,
	stop_time: stop,
	msgs_ok: ok,
	msgs_fail: failed,
	latency: {
		min: latency.min,
		max: latency.max,
		total: latency.total,
		count: latency.count,
		sum_of_squares: latency.sumOfSquares,
		distribution: Object.fromEntries(latency.distribution.map(({decade, counts}) => [decade, counts])),
	},
	errors: errors ?? {},
	rate,
	latency_avg: latency.mean,
	latency_stdev: latency.stdev,
});

/** A row of the statistics table under the notebook's column names; texts as params.json has them, be they text or not. */
export const tableRow = (iteration: LoadedIteration): Record<string, unknown> =>
	Object.fromEntries(columns.map(column => [column.id, column.kind === 'text' ? asWritten(iteration, column.id) : column.value(iteration)]));

/** As `tableRow`, with spreads flattened to `per_client_ok.mean`, `.min`, `.max`. */
export const flatRow = (iteration: LoadedIteration): Record<string, unknown> =>
	Object.fromEntries(Object.entries(tableRow(iteration)).flatMap(([id, value]): ReadonlyArray<[string, unknown]> =>
		isSpread(value) ? parts.map(part => [`${id}.${part}`, value[part]]) : [[id, value]]));

const parts = ['mean', 'min', 'max'] as const;
