import {
	closeSync, mkdirSync, openSync, writeFileSync, writeSync,
} from 'node:fs';
import path from 'node:path';

export type CampaignSize = {readonly iterations: number; readonly clients: number; readonly servers: number; readonly seed: number};

/** Writes a campaign as ombt does, numbers as Python prints them; the same seed gives the same bytes. Returns how many. */
export function generateCampaign(folder: string, {iterations, clients, servers, seed}: CampaignSize): number {
	const random = createRandom(seed);
	let bytes = 0;
	const entries = Array.from({length: iterations}, (_, index) => {
		const callType = ['rpc-call', 'rpc-cast', 'rpc-fanout'][index % 3] ?? 'rpc-call';
		const driver = ['broker', 'router'][Math.floor(index / 3) % 2] ?? 'broker';
		const id = `A-${index}`;
		const backupDir = `call_type__${callType}-driver__${driver}-iteration_id__${id}-nbr_clients__${clients}`;
		mkdirSync(path.join(folder, backupDir), {recursive: true});
		const log = openSync(path.join(folder, backupDir, `host-1.example.org_controller-0-topic-0-${id}-0.log`), 'w');
		for (const [side, count] of [['RPCClient', clients], ['RPCServer', servers]] as const) {
			const line = `{${Array.from({length: count}, (_unused, agent) => agentOf(`topic-0-${side}-host-${agent}`, random)).join(', ')}}\n`;
			bytes += writeSync(log, line);
		}

		closeSync(log);
		return {
			call_type: callType, driver, nbr_clients: clients, nbr_servers: servers, nbr_calls: 600, pause: 0.1, timeout: 60, length: 1024, iteration_id: id, backup_dir: backupDir, delay: null,
		};
	});
	writeFileSync(path.join(folder, 'params.json'), JSON.stringify(entries, null, 1));
	return bytes;
}

function agentOf(name: string, random: () => number): string {
	const start = 1_523_000_000 + random() * 10;
	const count = 500 + Math.floor(random() * 100);
	const mean = 2 + random() * 30;
	const id = Array.from({length: 4}, () => Math.floor(random() * 2 ** 32).toString(16).padStart(8, '0')).join('');
	const decades = [0, 1, 2].map(decade => `"${decade}": [${Array.from({length: 10}, (_, place) => decade > 0 && place === 0 ? 0 : Math.floor(random() ** 4 * 300)).join(', ')}]`);
	const failed = random() < 0.01 ? 1 + Math.floor(random() * 3) : 0;
	const errors = Array.from({length: failed}, () => `"Timed out waiting for a reply to message ID ${Math.floor(random() * 1e9).toString(16)}": 1`);
	return `"${name}-${id}": {"start_time": ${start}, "stop_time": ${start + 60 + random()}, "msgs_ok": ${count}, "msgs_fail": ${failed}, "latency": {"min": ${0.5 + random()}, "max": ${mean * (5 + random())}, "total": ${mean * count}, "count": ${count}, "sum_of_squares": ${mean * mean * count * (1.5 + random())}, "distribution": {${decades.join(', ')}}}, "errors": {${errors.join(', ')}}}`;
}

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
