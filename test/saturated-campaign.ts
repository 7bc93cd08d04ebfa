import {gzipSync} from 'node:zlib';
import {
	agent, campaignOf, entry, latency, logFile, logOf,
} from './campaign-builder.js';
import {tarOf} from './tar/tar-builder.js';
import {
	bytes, float64, int64, walEntry, walValues,
} from './tsm/bytes.js';

/** Clients of each iteration. */
export const loads = [10, 20, 40, 60, 80, 120, 160, 200] as const;
/** From this number of clients on the bus is saturated. */
const saturation = 80;

/** The rate (messages/s), latency (ms), CPU (percent) and connections with this number of clients. */
export function modelled(clients: number) {
	const share = Math.min(1, clients / saturation);
	return {
		rate: share * 800, latency: 20 * Math.max(1, clients / saturation) ** 2, cpu: 95 * share, connections: 10 + 2 * clients,
	};
}

/** Interval at which telegraf records points (s). */
const interval = 10;
const duration = 60;
const startOf = (position: number): number => 1_523_000_005 + position * 300;

type Options = {
	/** Iterations (from 0) with other contents as archive, or without one. */
	readonly archives?: Readonly<Record<number, string | undefined>>;
	/** Clients of each iteration; by default `loads`. */
	readonly clients?: readonly number[];
};

/**
 * A campaign with one sweep over clients, on a bus that saturates at a number of them: beyond it rate and CPU stay the same, and latency rises.
 * Each iteration takes a minute, and its archive has telegraf's points from a minute before to a minute after.
 */
export function saturatedCampaign({archives = {}, clients: counts = loads}: Options = {}): string {
	const files: Record<string, string | Uint8Array> = {};
	const entries = counts.map((clients, position) => {
		const name = `A-${position}`;
		const folder = `iteration_id__${name}`;
		files[logFile(folder)] = logFor(clients, startOf(position));
		const archive = Object.hasOwn(archives, position) ? archives[position] : archiveOf(clients, startOf(position));
		if (archive !== undefined) {
			files[`${folder}/influxdb-data.tar.gz`] = archive;
		}

		return entry(folder, {iteration_id: name, nbr_clients: clients - (counts[position - 1] ?? 0), nbr_servers: position === 0 ? 4 : 0});
	});
	return campaignOf(entries, files);
}

function logFor(clients: number, start: number): string {
	const {rate, latency: milliseconds} = modelled(clients);
	const agentOf = (count: number) => {
		const decade = Math.floor(Math.log10(milliseconds));
		const counts = Array.from({length: 10}, (_, bin) => bin === Math.floor(milliseconds / 10 ** decade) ? count : 0);
		return agent({
			start_time: start, stop_time: start + duration, msgs_ok: count, latency: latency({
				min: milliseconds, max: milliseconds, total: count * milliseconds, count, sum_of_squares: count * milliseconds ** 2,
				distribution: {[decade]: counts},
			}),
		});
	};

	const messages = Math.round(rate * duration);
	const side = (role: string, count: number) => Object.fromEntries(Array.from({length: count}, (_, index) =>
		[`ombt-topic-0-RPC${role}-paravance-${index % 8}.rennes.grid5000.fr-${1000 + index}-${'0'.repeat(32)}`, agentOf(Math.round(messages / count))]));
	return logOf(side('Client', clients), side('Server', 4));
}

/** The two containers of a bus, the second of which is idle, and its host; all are idle before and after the load. */
function archiveOf(clients: number, start: number): Uint8Array {
	const {cpu, connections} = modelled(clients);
	const first = Math.floor((start - 60) / interval) * interval;
	const times = Array.from({length: (duration + 120) / interval}, (_, index) => first + index * interval);
	const pointsOf = (loaded: number, idle: number, encode: (value: number) => Uint8Array) => times.map(time =>
		[BigInt(time) * 1_000_000_000n, encode(time >= start && time <= start + duration ? loaded : idle)] as const);
	const wal = walEntry(1, bytes(
		walValues('float', 'docker_container_cpu,container_name=rabbitmq-bus-0#!~#usage_percent', ...pointsOf(cpu, 1, float64)),
		walValues('float', 'docker_container_cpu,container_name=rabbitmq-control-bus-0#!~#usage_percent', ...pointsOf(3, 1, float64)),
		walValues('integer', 'docker_container_mem,container_name=rabbitmq-bus-0#!~#usage', ...pointsOf(2e8, 1e8, int64)),
		walValues('integer', 'netstat,host=paravance-1,role=bus#!~#tcp_established', ...pointsOf(connections, 10, int64)),
	));
	return gzipSync(tarOf([
		{name: 'influxdb-data/', type: '5'},
		{name: 'influxdb-data/data/telegraf/autogen/1/', type: '5'},
		{name: 'influxdb-data/wal/telegraf/autogen/1/_00001.wal', content: wal},
	]));
}
