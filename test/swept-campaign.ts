import {
	agent, campaignOf, latency, logFile, logOf,
} from './campaign-builder.js';

const drivers = ['broker', 'router'];
const delays = [null, '10ms', '50ms', '100ms'];
const losses = [0, 1, 2];
const loads = [10, 20, 40];

/**
 * Latency (ms) of an agent: proportional to the number of clients, growing with the delay (by a sixth of it per percent of loss), and half as high
 * with the router.
 */
const modelled = (driver: string, delay: string | null, loss: number, clients: number): number =>
	(driver === 'router' ? 0.5 : 1) * (clients / 10) * (4 + (Number.parseInt(delay ?? '0', 10) * (1 + loss / 6)));

/** An agent with ten messages around this latency. */
function agentAt(value: number): Record<string, unknown> {
	const decade = Math.max(0, Math.floor(Math.log10(value)));
	const counts = Array.from({length: 10}, (_, bin) => bin === Math.floor(value / 10 ** decade) ? 10 : 0);
	return agent({
		msgs_ok: 10, latency: latency({
			min: value, max: value, total: 10 * value, count: 10, sum_of_squares: 10 * value ** 2, distribution: {[decade]: counts},
		}),
	});
}

const agentsAt = (count: number, side: string, value: number) =>
	Object.fromEntries(Array.from({length: count}, (_, number) => [`ombt-topic-0-RPC${side}-paravance-${number % 8}.rennes.grid5000.fr-${1000 + number}-${'0'.repeat(32)}`, agentAt(value)]));

/**
 * A campaign of 2 drivers × 4 delays × 3 losses × 3 loads as written by ombt-orchestrator: incremental ones have a letter per combination, starting
 * again from A after Z, and record the added clients; others have no ids.
 */
export function sweptCampaign({isIncremental}: {readonly isIncremental: boolean}): string {
	const combinations = drivers.flatMap(driver => delays.flatMap(delay => losses.map(loss => ({driver, delay, loss}))));
	const entries = combinations.flatMap(({driver, delay, loss}, combination) => loads.map((clients, load) => {
		const id = `${String.fromCodePoint(65 + (combination % 26))}-${load}`;
		const parameters = {
			call_type: 'rpc-call', driver, delay, loss, executor: 'threading', length: 1024, nbr_calls: 10, nbr_servers: isIncremental && load > 0 ? 0 : 2,
			nbr_clients: isIncremental ? clients - (loads[load - 1] ?? 0) : clients, pause: 0, timeout: 60, version: 'msimonin/ombt:singleton', ...isIncremental && {iteration_id: id},
		};
		const folder = Object.entries({...parameters, nbr_clients: clients, nbr_servers: 2})
			.sort(([a], [b]) => a < b ? -1 : 1).map(([key, value]) => `${key}__${String(value).replaceAll('/', '_sl_').replaceAll(':', '_sc_')}`).join('-');
		const value = modelled(driver, delay, loss, clients);
		return {
			entry: {...parameters, topics: ['topic-0'], backup_dir: folder},
			log: [logFile(folder), logOf(agentsAt(clients, 'Client', value), agentsAt(2, 'Server', value / 2))] as const,
		};
	}));
	return campaignOf(entries.map(({entry}) => entry), Object.fromEntries(entries.map(({log}) => log)));
}
