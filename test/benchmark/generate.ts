import {
	closeSync, mkdirSync, openSync, writeFileSync, writeSync,
} from 'node:fs';
import path from 'node:path';

export type CampaignSize = {
	readonly iterations: number;
	readonly clients: number;
	readonly servers: number;
	readonly seed: number;
	/** Duration of an iteration (s); a minute by default. */
	readonly seconds?: number;
};

/** Writes a campaign in the format of the orchestrator and ombt; deterministic for a seed. Returns the size of the logs in bytes. */
export function generateCampaign(folder: string, {iterations, clients, servers, seed, seconds = 60}: CampaignSize): number {
	const random = createRandom(seed);
	let bytes = 0;
	const entries = Array.from({length: iterations}, (_, index) => {
		const entry = entryOf(index, {clients, servers});
		mkdirSync(path.join(folder, entry.backup_dir), {recursive: true});
		const file = path.join(folder, entry.backup_dir, `paravance-1.rennes.grid5000.fr_controller-0-topic-0-${entry.iteration_id}-0`);
		writeFileSync(`${file}_docker.log`, 'Using topics [topic-0]\nWaiting for the agents to register\n');
		const log = openSync(`${file}.log`, 'w');
		for (const [side, count] of [['RPCClient', clients], ['RPCServer', servers]] as const) {
			bytes += writeSync(log, `{${Array.from({length: count}, (_unused, agent) => agentOf(side, {agent, seconds}, random)).join(', ')}}\n`);
		}

		closeSync(log);
		return entry;
	});
	writeFileSync(path.join(folder, 'params.json'), JSON.stringify(entries, null, 1));
	return bytes;
}

const callTypes = ['rpc-call', 'rpc-cast', 'rpc-fanout'] as const;
const drivers = ['broker', 'router'] as const;

function entryOf(index: number, {clients, servers}: {clients: number; servers: number}) {
	const parameters = {
		timeout: 60,
		version: 'msimonin/ombt:singleton',
		length: 1024,
		executor: 'threading',
		iteration_id: `A-${index}`,
		driver: drivers[Math.floor(index / callTypes.length) % drivers.length],
		call_type: callTypes[index % callTypes.length],
		nbr_clients: clients,
		nbr_servers: servers,
		nbr_calls: 600,
		pause: 0.1,
	};
	const named = Object.entries(parameters).sort(([name], [two]) => name < two ? -1 : 1);
	return {
		...parameters,
		topics: ['topic-0'],
		backup_dir: named.map(([key, value]) => `${key}__${String(value).replace('/', '_sl_').replace(':', '_sc_')}`).join('-'),
	};
}

function agentOf(side: string, {agent, seconds}: {agent: number; seconds: number}, random: () => number): string {
	const start = 1_523_000_000 + random() * 10;
	const sent = 500 + Math.floor(random() * 100);
	const failed = random() < 0.01 ? 1 + Math.floor(random() * 3) : 0;
	const min = 0.5 + random();
	const max = failed > 0 ? 60_000 + random() * 30 : (2 + random() * 30) * (5 + random());
	const rows = distributionOf(sent, {failed, max}, random);
	const errors = Array.from({length: failed}, () => `"Timed out waiting for a reply to message ID ${uuidOf(random)}": 1`);
	return (
		`"ombt-topic-0-${side}-paravance-${1 + (agent % 72)}.rennes.grid5000.fr-${10_000 + agent}-${uuidOf(random)}": {"start_time": ${start}, "stop_time": ${start + seconds + random()}, `
		+ `"msgs_ok": ${sent - failed}, "msgs_fail": ${failed}, "latency": {"min": ${min}, "max": ${max}, "total": ${sumOf(rows, 1)}, "count": ${sent}, `
		+ `"sum_of_squares": ${sumOf(rows, 2)}, "distribution": {${rows.map(([power, counts]) => `"${power}": [${counts.join(', ')}]`).join(', ')}}}, `
		+ `"errors": {${errors.join(', ')}}}`
	);
}

/** Counts by power of ten. */
type Rows = ReadonlyArray<readonly [power: number, counts: readonly number[]]>;

/** The sum of a power of the latencies (ms), each near the middle of its bin. */
const sumOf = (rows: Rows, exponent: 1 | 2): number =>
	rows.reduce((sum, [power, counts]) => counts.reduce((part, count, index) => part + count * ((index + 0.45) * 10 ** power) ** exponent, sum), 0);

/** Rows in the order in which the agent recorded them: most samples below 10 ms, the rest up to the maximum. */
function distributionOf(sent: number, {failed, max}: {failed: number; max: number}, random: () => number): Rows {
	const highest = failed > 0 ? 1 : Math.floor(Math.log10(max));
	const rows = Array.from({length: highest + 1}, (_, power): [number, number[]] => [power, Array.from({length: 10}, () => 0)]);
	let left = sent - failed;
	for (const [power, counts] of rows.toReversed()) {
		const share = left * (power === 0 ? 1 : 0.15 + 0.2 * random());
		for (let position = 9; position > 1; position--) {
			const count = Math.min(left, Math.floor(share * random() ** 2 / (power === 0 ? 3 : 8)));
			counts[position] = count;
			left -= count;
		}

		counts[1] = power === 0 ? left : 0;
	}

	const timedOut: Array<[number, number[]]> = failed > 0 ? [[4, [0, 0, 0, 0, 0, 0, failed, 0, 0, 0]]] : [];
	return [...(random() < 0.5 ? rows : rows.toReversed()), ...timedOut];
}

const uuidOf = (random: () => number): string => Array.from({length: 4}, () => Math.floor(random() * 2 ** 32).toString(16).padStart(8, '0')).join('');

/** Numbers in [0, 1): mulberry32, by Tommy Ettinger, in the public domain. */
export function createRandom(seed: number): () => number {
	let state = seed;
	return () => {
		state = Math.trunc(state + 0x6D_2B_79_F5);
		let value = Math.imul(state ^ (state >>> 15), 1 | state);
		value ^= value + Math.imul(value ^ (value >>> 7), 61 | value);
		return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
	};
}
