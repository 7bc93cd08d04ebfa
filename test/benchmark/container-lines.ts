import type {Recording} from './telegraf-lines.js';

/** What telegraf's docker input records about the containers from `first` up to but excluding `last`. */
export type ContainerRecording = Omit<Recording, 'hosts'> & {readonly first: number; readonly last: number};

/** Number of ombt agents per host. */
const perHost = 28;
const processors = 16;

/** Yields the lines of one container at one time: 65 values, each in a series of its own with a key of about 280 bytes. */
export function * containerLines({first, last, start, seconds, everySeconds, random}: ContainerRecording): Generator<readonly string[]> {
	for (let passed = 0; passed < seconds; passed += everySeconds) {
		for (let container = first; container < last; container++) {
			yield linesOf(container, start + passed, random);
		}
	}
}

function linesOf(container: number, time: number, random: () => number): readonly string[] {
	const host = `paravance-${Math.floor(container / perHost) + 1}.rennes.grid5000.fr`;
	const side = container % 12 === 0 ? 'server' : 'client';
	const tags = `build-date=20180402,container_image=msimonin/ombt,container_name=rpc-${side}-${container},container_version=singleton,`
		+ String.raw`engine_host=${host},host=${host},license=GPLv2,name=CentOS\ Base\ Image,role=ombt-${side},vendor=CentOS`;
	const id = container.toString(16).padStart(64, '7c1f');
	const whole = (max: number) => Math.floor(random() * max);
	const growing = (each: number) => (time % 100_000) * each + whole(each);
	const memory = memoryFields.map(field => `${field}=${field.startsWith('pg') ? growing(30) : 2 ** 22 + 4096 * whole(64)}i`);
	return [
		`docker_container_mem,${tags} ${memory.join(',')},limit=134958153728i,usage_percent=${whole(400) / 1000},container_id="${id}"`,
		`docker_container_cpu,cpu=cpu-total,${tags} usage_percent=${whole(4000) / 100},usage_total=${growing(40_000_000)}i,usage_system=${growing(160_000)}0000i,`
		+ `usage_in_usermode=${growing(3)}0000000i,usage_in_kernelmode=${growing(1)}0000000i,throttling_periods=0i,throttling_throttled_periods=0i,`
		+ `throttling_throttled_time=0i,container_id="${id}"`,
		...Array.from({length: processors}, (_, cpu) =>
			`docker_container_cpu,cpu=cpu${cpu},${tags} usage_total=${growing(2_500_000)}i,container_id="${id}"`),
		`docker_container_net,network=eth0,${tags} rx_bytes=${growing(20_000)}i,tx_bytes=${growing(20_000)}i,rx_packets=${growing(20)}i,tx_packets=${growing(20)}i`,
	].map(line => `${line} ${time}000000000`);
}

const memoryFields = `usage max_usage active_anon active_file cache hierarchical_memory_limit inactive_anon mapped_file pgfault pgmajfault pgpgin pgpgout rss
	total_active_anon total_cache total_rss writeback`.split(/\s+/v);
