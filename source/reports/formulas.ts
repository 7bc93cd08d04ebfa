/** How the figures of an iteration are derived from its logs. */
export const agentFormulas: readonly string[] = [
	'The logs of an iteration are shards: their agents are merged; of agents with the same name the last one counts.',
	'rate = (ok + failed) / (last stop - first start), messages/s',
	'mean = total / count; stdev = sqrt(sum of squares / count - mean²), ms',
];

/** How it is determined what an iteration ran, and which side's latency it is judged by. */
export const primaryFormulas: readonly string[] = [
	'The primary side is the clients of calls, the servers of casts and fan-outs, by ran_as.',
	'ran_as is rpc-fanout where servers handled, within 5 %, what clients sent × servers of the topic; else by the headline of *_docker.log; else call_type.',
];

/** What happened to the messages. */
export const deliveryFormulas: readonly string[] = [
	'sent = ok + failed of the clients; processed = ok of the servers; lost = sent (fan-outs: × servers of the topic) - processed - failed of the servers',
	'failed_share = failed / (sent; fan-outs: × servers of the topic), for calls failed of the clients: a call without an answer has failed, none is lost',
];

/** How distributions and percentiles are derived from the bins in the logs. */
export const binFormulas: readonly string[] = [
	'The logs count latencies in log10 bins (below 1, 1, 2 … 9, 10, 20 … ms). Densities are share per decade: (count / n) / log10(to / from).',
	'A percentile is a sample whose bin is known: between these bounds it is estimated (a monotone cubic over log latency that fits mean and σ).',
	'≈ marks a percentile whose bounds are more than 25 % apart, or with fewer than ten samples beyond it.',
];
