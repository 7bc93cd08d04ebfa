import type {FieldMetric} from './metric.js';
import type {Condition} from './query/query.js';

/** Queries shared by all containers, parametrised by the name prefix of a role. */
const memory = {
	unit: 'bytes', measurement: 'docker_container_mem', field: 'usage', aggregate: 'mean',
} as const;
const processor = {
	unit: 'percent', measurement: 'docker_container_cpu', field: 'usage_percent', aggregate: 'mean',
} as const;
const traffic = {
	unit: 'MiB/s', measurement: 'net', aggregate: 'mean', rate: {per: 1_000_000_000n, isNonNegative: false}, operation: {operator: '/', operand: '1048576'},
} as const;

const container = (name: string): Condition => ({tag: 'container_name', operator: '=~', value: `^${name}`});
const onBus: Condition = {tag: 'role', operator: '=', value: 'bus'};

const perContainer = {
	memory: 'Memory of each container, mean of each bucket.',
	processor: 'CPU of each container, mean of each bucket; 100 % is one core.',
} as const;
const perImage = {
	memory: 'Memory of a container, mean over all containers of an image.',
	processor: 'CPU of a container, mean over all containers of an image; 100 % is one core.',
} as const;
const interfaces = 'Mean over all interfaces of a host (lo and the physical ones), as in the notebook; not the sum.';

/** All metrics of the catalogue, in display order. Adding a row adds a metric everywhere. */
export const catalogue: readonly FieldMetric[] = [
	{
		name: 'usage_mem_bus',
		title: 'memory, routers',
		help: perContainer.memory,
		...memory,
		condition: container('router'),
		groupBy: ['container_name'],
	},
	{
		name: 'usage_cpu_percent_bus',
		title: 'CPU, routers',
		help: perContainer.processor,
		...processor,
		condition: container('router'),
		groupBy: ['container_name'],
	},
	{
		name: 'usage_mem_rabbit',
		title: 'memory, rabbits',
		help: perContainer.memory,
		...memory,
		condition: container('rabbit'),
		groupBy: ['container_name'],
	},
	{
		name: 'usage_cpu_percent_rabbit',
		title: 'CPU, rabbits',
		help: perContainer.processor,
		...processor,
		condition: container('rabbit'),
		groupBy: ['container_name'],
	},
	{
		name: 'usage_mem_ombt_servers',
		title: 'memory, servers',
		help: perImage.memory,
		...memory,
		condition: container('rpc-server'),
		groupBy: ['container_image'],
	},
	{
		name: 'usage_cpu_percent_ombt_servers',
		title: 'CPU, servers',
		help: perImage.processor,
		...processor,
		condition: container('rpc-server'),
		groupBy: ['container_image'],
	},
	{
		name: 'usage_mem_ombt_clients',
		title: 'memory, clients',
		help: perImage.memory,
		...memory,
		condition: container('rpc-client'),
		groupBy: ['container_image'],
	},
	{
		name: 'usage_cpu_percent_ombt_clients',
		title: 'CPU, clients',
		help: perImage.processor,
		...processor,
		condition: container('rpc-client'),
		groupBy: ['container_image'],
	},
	{
		name: 'usage_mem_ombt_controller',
		title: 'memory, controllers',
		help: perImage.memory,
		...memory,
		condition: container('controller'),
		groupBy: ['container_image'],
	},
	{
		name: 'usage_cpu_percent_ombt_controller',
		title: 'CPU, controllers',
		help: perImage.processor,
		...processor,
		condition: container('controller'),
		groupBy: ['container_image'],
	},
	{
		name: 'tcp_established_bus',
		title: 'TCP connections, bus',
		unit: 'connections',
		help: 'Established TCP connections of each host of the bus, router or rabbit.',
		measurement: 'netstat',
		field: 'tcp_established',
		aggregate: 'mean',
		condition: onBus,
		groupBy: ['host'],
	},
	{
		name: 'connections_rabbitmq_overview',
		title: 'RabbitMQ connections',
		unit: 'connections',
		help: 'What RabbitMQ counts as its connections, mean over the hosts of the bus.',
		measurement: 'rabbitmq_overview',
		field: 'connections',
		aggregate: 'mean',
		condition: onBus,
	},
	{
		name: 'net_recv_bus',
		title: 'net received, bus',
		help: `Bytes received per second. ${interfaces}`,
		...traffic,
		field: 'bytes_recv',
		condition: onBus,
		groupBy: ['host'],
	},
	{
		name: 'net_sent_bus',
		title: 'net sent, bus',
		help: `Bytes sent per second. ${interfaces}`,
		...traffic,
		field: 'bytes_sent',
		condition: onBus,
		groupBy: ['host'],
	},
];

/** The metric with exactly this name. */
export const metricNamed = (name: string): FieldMetric | undefined => catalogue.find(metric => metric.name === name);
