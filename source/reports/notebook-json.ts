import type {LoadedIteration, Side} from '../campaign/model/iteration.js';

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

