import type {Metric} from './metric.js';

const containers = (label: string, prefix: string, groupBy: string): readonly Metric[] => [
	{
		name: `usage_mem_${label}`, title: '', unit: 'bytes', help: '', measurement: 'docker_container_mem', field: 'usage', condition: {tag: 'container_name', startsWith: prefix}, groupBy,
	},
	{
		name: `usage_cpu_percent_${label}`, title: '', unit: 'percent', help: '', measurement: 'docker_container_cpu', field: 'usage_percent', condition: {tag: 'container_name', startsWith: prefix}, groupBy,
	},
];
const bus = {tag: 'role', equals: 'bus'} as const;

/** Stand-in until the catalogue is there. */
export const metrics: readonly Metric[] = [
	...containers('bus', 'router', 'container_name'),
	...containers('rabbit', 'rabbit', 'container_name'),
	...containers('ombt_servers', 'rpc-server', 'container_image'),
	...containers('ombt_clients', 'rpc-client', 'container_image'),
	...containers('ombt_controller', 'controller', 'container_image'),
	{
		name: 'tcp_established_bus', title: '', unit: 'connections', help: '', measurement: 'netstat', field: 'tcp_established', condition: bus, groupBy: 'host',
	},
	{
		name: 'connections_rabbitmq_overview', title: '', unit: 'connections', help: '', measurement: 'rabbitmq_overview', field: 'connections', condition: bus,
	},
	{
		name: 'net_recv_bus', title: '', unit: 'MiB/s', help: '', measurement: 'net', field: 'bytes_recv', rateDivisor: 1_048_576, condition: bus, groupBy: 'host',
	},
	{
		name: 'net_sent_bus', title: '', unit: 'MiB/s', help: '', measurement: 'net', field: 'bytes_sent', rateDivisor: 1_048_576, condition: bus, groupBy: 'host',
	},
];
