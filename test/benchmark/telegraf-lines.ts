/** What telegraf records about a deployment, in InfluxDB's line protocol. */
export type Recording = {
	readonly hosts: number;
	/** Seconds since the epoch. */
	readonly start: number;
	readonly seconds: number;
	readonly everySeconds: number;
	readonly random: () => number;
};

/** Yields the lines of one host at one time, ascending in time, as written by telegraf's usual inputs: 58 values per host. */
export function * telegrafLines({hosts, start, seconds, everySeconds, random}: Recording): Generator<readonly string[]> {
	const agents = Array.from({length: hosts}, (_, index) => createAgent(index, random));
	for (let passed = 0; passed < seconds; passed += everySeconds) {
		for (const agent of agents) {
			yield agent(start + passed);
		}
	}
}

type Role = {readonly role: string; readonly container: string; readonly image: string; readonly hosts: number};

/** The roles of the hosts in order; the remaining hosts have the last role. */
const roles = [
	{
		role: 'control-bus', container: 'qdr-control', image: 'msimonin/qdrouterd', hosts: 1,
	},
	{
		role: 'bus', container: 'rabbitmq', image: 'rabbitmq', hosts: 3,
	},
	{
		role: 'ombt-server', container: 'rpc-server', image: 'msimonin/ombt', hosts: 14,
	},
	{
		role: 'ombt-client', container: 'rpc-client', image: 'msimonin/ombt', hosts: Number.POSITIVE_INFINITY,
	},
] as const satisfies readonly Role[];

/** The writer of a host's lines, with its own counters, which only grow. */
function createAgent(index: number, random: () => number): (time: number) => readonly string[] {
	const host = `paravance-${index + 1}.rennes.grid5000.fr`;
	const {role, container, image} = roleOf(index);
	const tags = `host=${host},role=${role}`;
	const count = createCounters(random);
	const around = (middle: number, share: number) => middle * (1 - share + 2 * share * random());
	const containers = [`${container}-${index}`, 'telegraf'].map((name, position) => {
		const containerImage = position === 0 ? image : 'telegraf';
		return `container_image=${containerImage},container_name=${name},container_version=latest,engine_host=${host},${tags}`;
	});
	const memory = 2 ** 27 * (1 + random());
	return time =>
		[
			`cpu,cpu=cpu-total,${tags} ${shares.map(([name, share]) => `usage_${name}=${percent(around(share, 0.3), random)}`).join(',')}`,
			`mem,${tags} total=134958153728i,available=${whole(around(120e9, 0.01))}i,used=${whole(around(9e9, 0.02))}i,cached=${count('cached', 4096)}i,used_percent=${around(7, 0.02)}`,
			`system,${tags} load1=${hundredths(around(1, 0.5))},load5=${hundredths(around(1, 0.2))},n_users=1i,uptime=${time - 1_522_000_000}i`,
			`disk,device=sda3,fstype=ext4,path=/,${tags} total=${600e9}i,used=${count('disk', 4096)}i,inodes_free=38000000i,used_percent=${around(4, 0.001)}`,
			...['eth0', 'lo'].map(name =>
				`net,interface=${name},${tags} bytes_recv=${count(`${name}r`, 4e6)}i,bytes_sent=${count(`${name}s`, 4e6)}i,packets_recv=${count(`${name}pr`, 4000)}i,packets_sent=${count(`${name}ps`, 4000)}i,drop_in=0i,err_in=0i`),
			`netstat,${tags} tcp_established=${whole(around(120, 0.1))}i,tcp_listen=14i,tcp_time_wait=${whole(around(20, 0.5))}i,udp_socket=9i`,
			...containers.flatMap(name => [
				`docker_container_mem,${name} usage=${whole(around(memory, 0.02))}i,max_usage=${whole(memory * 1.02)}i,limit=134958153728i,usage_percent=${around(0.1, 0.02)},rss=${whole(around(memory / 2, 0.01))}i`,
				`docker_container_cpu,cpu=cpu-total,${name} usage_percent=${around(40, 0.5)},usage_total=${count(`${name}t`, 1e9)}i,usage_system=${count(`${name}s`, 1e8)}i,usage_in_usermode=${count(`${name}u`, 1e9)}i`,
			]),
			...(role === 'bus'
				? [
					`rabbitmq_overview,url=http://localhost:15672,${tags} connections=${whole(around(600, 0.02))}i,channels=${whole(around(1200, 0.02))}i,messages=${whole(around(40, 1))}i`,
				]
				: []),
		].map(line => `${line} ${time}000000000`);
}

function roleOf(index: number): Role {
	let left = index;
	return roles.find(({hosts}) => {
		left -= hosts;
		return left < 0;
	}) ?? roles.at(-1)!;
}

const shares = [
	['user', 8],
	['system', 3],
	['idle', 86],
	['nice', 0],
	['iowait', 0.4],
	['irq', 0],
	['softirq', 0.2],
	['steal', 0],
	['guest', 0],
	['guest_nice', 0],
] as const;

// A percentage of the ticks (1/100 s) of all cores in the interval: many digits, few distinct values.
const percent = (value: number, random: () => number): number => value === 0 ? 0 : whole(value * 320) / (319.7 + 0.1 * Math.floor(6 * random()));
const whole = (value: number): number => Math.round(value);
const hundredths = (value: number): number => Math.round(value * 100) / 100;

function createCounters(random: () => number): (name: string, max: number) => number {
	const counters = new Map<string, number>();
	return (name, max) => {
		const value = (counters.get(name) ?? 0) + Math.floor(random() * max);
		counters.set(name, value);
		return value;
	};
}
