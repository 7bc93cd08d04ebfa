/** An agent that did five messages in ten seconds: latencies 1, 2, 3, 4 and 5 ms (and a half each, for the distribution). */
export const agent = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
	start_time: 1000, stop_time: 1010, msgs_ok: 5, msgs_fail: 0, latency: latency(), errors: {}, ...changes,
});

/** The latency of `agent`. */
export const latency = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
	min: 1, max: 5, total: 15, count: 5, sum_of_squares: 55, distribution: {0: [0, 1, 1, 1, 1, 1, 0, 0, 0, 0]}, ...changes,
});

/** An agent that did nothing, as ombt writes it. */
export const idleAgent = agent({
	start_time: null, stop_time: null, msgs_ok: 0, latency: {
		min: null, max: null, total: 0, count: 0, sum_of_squares: 0, distribution: {},
	},
});

/** The two lines of a controller's log. */
export const logOf = (clients: unknown, servers: unknown): string => `${JSON.stringify(clients)}\n${JSON.stringify(servers)}\n`;

/** A log of one client and one server. */
export const goodLog = logOf({'client-0': agent()}, {'server-0': agent()});

/** An entry of params.json for the folder of that name. */
export const entry = (name: string, changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
	iteration_id: name, driver: 'broker', call_type: 'rpc-call', nbr_clients: 1, nbr_servers: 1, backup_dir: name, ...changes,
});

/** Where the one log of an iteration's folder is. */
export const logFile = (name: string): string => `${name}/host_controller-0-topic-0-${name}-0.log`;
