import {createHash} from 'node:crypto';
import {writeFiles} from './campaign-builder.js';
import {agent, logOf} from './campaign-content.js';

/*
 * Campaigns as written by ombt-orchestrator and ombt: names of folders, logs and agents, shards, increments, and what its test cases run regardless
 * of the configured `call_type`.
 */

/** 1: clients × servers of a topic. 2: one pair per topic. 3: fan-outs, one client per controller. 4: casts, with a number of agents per topic. */
type TestCase = 1 | 2 | 3 | 4;

/** The parameters of an iteration as configured, before conversion to increments. */
type Step = {readonly nbr_clients?: number; readonly nbr_servers?: number; readonly nbr_topics?: number};

export type Orchestrated = {
	readonly testCase: TestCase;
	readonly steps: readonly Step[];
	readonly isIncremental?: boolean;
	/** Number of controllers. */
	readonly shards?: number;
	readonly callType?: string;
	readonly hasConsoles?: boolean;
	/** Messages per iteration that no server receives. */
	readonly lost?: number;
	/** Further parameter sets, each with all steps and its own letter in ids. */
	readonly sweep?: ReadonlyArray<Readonly<Record<string, unknown>>>;
	/** Number of sets after which the campaign was resumed, so that letters start again. */
	readonly resumedAfter?: number;
};

type Agent = {readonly topic: string; readonly shard: number};
type Deployed = {readonly clients: readonly Agent[]; readonly servers: readonly Agent[]};

/** Messages per client. */
export const callsOfClient = 20;
/** Latencies (ms): of messages in transit, and of handing them over. */
export const wireLatency = 40;
const handOverLatency = 0.25;

const fixedParameters = {
	driver: 'broker', executor: 'threading', length: 1024, nbr_calls: callsOfClient, pause: 0.1, timeout: 60, version: 'msimonin/ombt:singleton',
};

const testOf = {
	1: undefined, 2: undefined, 3: 'fanout', 4: 'cast',
} as const;

/** Writes a campaign and returns its folder. */
export function orchestratedCampaign(options: Orchestrated): string {
	const {isIncremental = false, callType = 'rpc-call'} = options;
	const test = testOf[options.testCase] ?? callType.replace('rpc-', '');
	const entries: Array<Record<string, unknown>> = [];
	const files: Record<string, string> = {};
	for (const [set, parameters] of (options.sweep ?? [{}]).entries()) {
		let before: Step = {};
		let running: Deployed = {clients: [], servers: []};
		const letter = String.fromCodePoint(65 + (set % (options.resumedAfter ?? 26) % 26));
		for (const [position, step] of options.steps.entries()) {
			const id = `${letter}-${position}`;
			const configured = {
				...fixedParameters, call_type: callType, ...parameters, ...step, ...isIncremental && {iteration_id: id},
			};
			const backupDir = generateId(configured);
			const started = increment(options, step, isIncremental ? before : {});
			const added = deploy(options, started);
			running = isIncremental
				? {clients: [...running.clients, ...added.clients], servers: [...running.servers, ...added.servers]}
				: added;
			before = step;
			entries.push({...configured, backup_dir: backupDir, ...isIncremental && started});
			Object.assign(files, logsOf(running, {
				...options, test, backupDir, iteration: isIncremental ? id : '4d1c0dd5-8e5e-4c6c-9e0e-3a8c3a1f6f00',
			}));
		}
	}

	return writeFiles({'params.json': JSON.stringify(entries), ...files});
}

/** The orchestrator's `generate_id`. */
const generateId = (parameters: Readonly<Record<string, unknown>>): string =>
	Object.entries(parameters)
		.sort(([a], [b]) => a < b ? -1 : 1)
		.map(([key, value]) => `${key}__${String(value).replaceAll('/', '_sl_').replaceAll(':', '_sc_')}`)
		.join('-');

type Started = {readonly topics: readonly string[]; readonly nbr_clients: number; readonly nbr_servers: number};

/** The increment over the previous iteration: `fix_1`, `fix_2`, `fix_3`. */
function increment({testCase, steps}: Orchestrated, step: Step, before: Step): Started {
	const more = (name: keyof Step) => (step[name] ?? 0) - (before[name] ?? 0);
	const topics = topicNames(Math.max(...steps.map(({nbr_topics: count}) => count ?? 1)));
	const added = step.nbr_topics === undefined ? topics : topics.slice(before.nbr_topics ?? 0, step.nbr_topics);
	switch (testCase) {
		case 1: {
			return {topics, nbr_clients: more('nbr_clients'), nbr_servers: more('nbr_servers')};
		}

		case 2: {
			return {topics: added, nbr_clients: added.length, nbr_servers: added.length};
		}

		case 3: {
			return {topics, nbr_clients: before.nbr_servers === undefined ? 1 : 0, nbr_servers: more('nbr_servers')};
		}

		case 4: {
			return {topics: added, nbr_clients: step.nbr_clients ?? 1, nbr_servers: step.nbr_servers ?? 1};
		}
	}
}

const topicNames = (count: number): readonly string[] =>
	Array.from({length: count}, (_, index) => `topic-${String(index).padStart(String(count - 1).length, '0')}`);

/** The agents that start, and the controller of each. */
function deploy({testCase, shards = 1}: Orchestrated, {topics, nbr_clients: clients, nbr_servers: servers}: Started): Deployed {
	const dealt = (count: number): readonly Agent[] => Array.from({length: count}, (_, index) => ({topic: 'topic-0', shard: index % shards}));
	const perTopic = (count: number): readonly Agent[] => topics.flatMap((topic, index) => Array.from({length: count}, () => ({topic, shard: index % shards})));
	switch (testCase) {
		case 1: {
			return {clients: dealt(clients), servers: dealt(servers)};
		}

		case 2: {
			return {clients: perTopic(1), servers: perTopic(1)};
		}

		case 3: {
			return {clients: Array.from({length: clients * Math.min(shards, servers)}, (_, shard) => ({topic: 'topic-0', shard})), servers: dealt(servers)};
		}

		case 4: {
			return {clients: perTopic(clients), servers: perTopic(servers)};
		}
	}
}

type Named = {readonly test: string; readonly backupDir: string; readonly iteration: string};

function logsOf({clients, servers}: Deployed, {test, backupDir, iteration, lost = 0, hasConsoles = true}: Orchestrated & Named): Record<string, string> {
	const sent = (topic: string) => clients.filter(client => client.topic === topic).length * callsOfClient;
	const handled = (server: Agent, position: number) => {
		const peers = servers.filter(({topic}) => topic === server.topic);
		const all = sent(server.topic);
		const own = test === 'fanout' ? all : Math.floor(all / peers.length) + (peers.indexOf(server) < all % peers.length ? 1 : 0);
		return own - (position === 0 ? lost : 0);
	};

	const files: Record<string, string> = {};
	for (const shard of new Set([...clients, ...servers].map(({shard}) => shard))) {
		const side = (agents: readonly Agent[], role: string, count: (agent: Agent, position: number) => number, latency: number) =>
			Object.fromEntries(agents.flatMap((item, position) => item.shard === shard
				? [[agentName(item.topic, role, position), agentWith(count(item, position), latency)]]
				: []));
		const isAnswered = test === 'call';
		const name = `${backupDir}/paravance-1.rennes.grid5000.fr_controller-0-topic-0-${iteration}-${shard}`;
		files[`${name}.log`] = logOf(
			side(clients, 'RPCClient', () => callsOfClient, isAnswered ? wireLatency : handOverLatency),
			side(servers, 'RPCServer', handled, isAnswered ? handOverLatency : wireLatency),
		);
		if (hasConsoles) {
			files[`${name}_docker.log`] = consoleOf(test, lost > 0);
		}
	}

	return files;
}

const agentName = (topic: string, role: string, position: number): string =>
	`ombt-${topic}-${role}-paravance-${position % 7}.rennes.grid5000.fr-${14_000 + position}-${createHash('md5').update(`${topic}${role}${position}`).digest('hex')}`;

const agentWith = (count: number, milliseconds: number) => agent({
	msgs_ok: count,
	latency: {
		min: milliseconds,
		max: milliseconds,
		total: count * milliseconds,
		count,
		sum_of_squares: count * milliseconds ** 2,
		distribution: milliseconds < 1 ? {0: rowWith(count, 0)} : {1: rowWith(count, Math.floor(milliseconds / 10))},
	},
});

const rowWith = (count: number, index: number): readonly number[] => Array.from({length: 10}, (_, position) => position === index ? count : 0);

/** The end of a controller's console. */
const consoleOf = (test: string, timedOut = false): string => [
	'WARNING:oslo_messaging.rpc.client:Using RPCClient manually to instantiate client.',
	...timedOut ? ['ERROR:root:Test timed out - not all messages accounted for'] : [],
	`RPC ${test} test results`,
	'1 RPC clients, 2 RPC Servers (3 total)',
	'',
	'Aggregated RPC Client results:',
	'',
].join('\n');
