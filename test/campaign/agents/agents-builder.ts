import path from 'node:path';
import type {AgentTable, Agents} from '../../../source/campaign/agents/agent-table.js';
import {readAgents} from '../../../source/campaign/agents/read-agents.js';
import {writeFiles} from '../../campaign-builder.js';

type Facts = {
	readonly start?: number | null;
	readonly stop?: number | null;
	readonly ok?: number;
	readonly failed?: number;
	/** Latencies in ms; the numbers and bins of the log are derived from them. */
	readonly samples?: readonly number[];
	readonly errors?: Readonly<Record<string, number>>;
};

/** An agent in a log, running from second 1,000 to 1,010 by default. */
export function agent({start = 1000, stop = 1010, samples = [], ok = samples.length, failed = 0, errors = {}}: Facts = {}): Record<string, unknown> {
	const distribution: Record<string, number[]> = {};
	for (const sample of samples) {
		const decade = Math.max(0, Math.floor(Math.log10(sample)));
		const counts = distribution[decade] ?? Array.from({length: 10}, () => 0);
		distribution[decade] = counts;
		const index = Math.floor(sample / 10 ** decade);
		counts[index] = (counts[index] ?? 0) + 1;
	}

	const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
	return {
		start_time: start,
		stop_time: stop,
		msgs_ok: ok,
		msgs_fail: failed,
		latency: {
			min: samples.length > 0 ? Math.min(...samples) : null,
			max: samples.length > 0 ? Math.max(...samples) : null,
			total: sum(samples),
			count: samples.length,
			sum_of_squares: sum(samples.map(sample => sample ** 2)),
			distribution,
		},
		errors,
	};
}

type Side = Readonly<Record<string, unknown>>;

/** The text of a controller log. */
export const logOf = (clients: Side, servers: Side = {}): string => `${JSON.stringify(clients)}\n${JSON.stringify(servers)}\n`;

/** Writes these files into a new folder, removed after the test file. */
export const folderOf = (files: Readonly<Record<string, string>>): string => writeFiles(files, 'agents');

/** The agents in logs with these texts, named as by a controller: shard 0, 1 … */
export function agentsOf(...logs: readonly string[]): Agents {
	const names = logs.map((_, shard) => `host_controller-0-topic-0-A-0-${shard}.log`);
	const folder = folderOf(Object.fromEntries(names.map((name, shard) => [name, logs[shard] ?? ''])));
	return readAgents(names.map(name => path.join(folder, name)));
}

/** The clients in readable logs. */
export function clientsOf(...logs: readonly string[]): AgentTable {
	const agents = agentsOf(...logs);
	if (agents.status === 'failed') {
		throw new Error(agents.reason);
	}

	return agents.clients;
}
