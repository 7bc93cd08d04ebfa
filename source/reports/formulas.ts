/** How the numbers of one iteration are made from its logs. */
export const agentFormulas: readonly string[] = [
	'The logs of an iteration are shards: the union of their agents counts, the last one where a name comes twice.',
	'rate = (ok + failed) / (last stop - first start), messages/s',
	'mean = total / count; stdev = sqrt(sum of squares / count - mean²), ms',
];

/** How distributions and percentiles are made from the bins of the logs. */
export const binFormulas: readonly string[] = [
	'The logs count latencies in log10 bins (below 1, 1, 2 … 9, 10, 20 … ms). Densities are share per decade: (count / n) / log10(to / from).',
	'A percentile is a sample whose bin is known: between these bounds it is estimated (a monotone cubic over log latency that fits mean and σ).',
	'≈ stands where the bounds of a percentile are more than 25 % apart, or fewer than ten samples lie beyond it.',
];
