/** An agent that sent five messages in ten seconds, with latencies of 1 to 5 ms (half a millisecond more in the distribution). */
export const agent = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
	start_time: 1000, stop_time: 1010, msgs_ok: 5, msgs_fail: 0, latency: latency(), errors: {}, ...changes,
});

/** The latency of `agent`. */
export const latency = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
	min: 1, max: 5, total: 15, count: 5, sum_of_squares: 55, distribution: {0: [0, 1, 1, 1, 1, 1, 0, 0, 0, 0]}, ...changes,
});

/** An inactive agent, as written by ombt. */
export const idleAgent = agent({
	start_time: null, stop_time: null, msgs_ok: 0, latency: {
		min: null, max: null, total: 0, count: 0, sum_of_squares: 0, distribution: {},
	},
});

/** The two lines of a controller's log. */
export const logOf = (clients: unknown, servers: unknown): string => `${JSON.stringify(clients)}\n${JSON.stringify(servers)}\n`;

/** A log with one client and one server. */
export const goodLog = logOf({'client-0': agent()}, {'server-0': agent()});

/** An entry of params.json for the folder with that name. */
export const entry = (name: string, changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
	iteration_id: name, driver: 'broker', call_type: 'rpc-call', nbr_clients: 1, nbr_servers: 1, backup_dir: name, ...changes,
});

/** The path of the only log in an iteration's folder. */
export const logFile = (name: string): string => `${name}/host_controller-0-topic-0-${name}-0.log`;
