/** How the numbers of one iteration are made from its logs. */
export const agentFormulas: readonly string[] = [
	'The logs of an iteration are shards: the union of their agents counts, the last one where a name comes twice.',
	'rate = (ok + failed) / (last stop - first start), messages/s',
	'mean = total / count; stdev = sqrt(sum of squares / count - mean²), ms',
];

/** How distributions and percentiles are made from the bins of the logs. */
export const binFormulas: readonly string[] = [
	'The logs count latencies in log10 bins (1, 2 … 9, 10, 20 … ms). Rows of 1-2-5 steps are sums of whole bins: nothing is estimated.',
	'Percentiles are linear inside a bin, and kept within least and greatest latency. "beyond" is on how many samples one rests.',
];
