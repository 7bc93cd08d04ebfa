import {themeNames} from '../system/terminal.js';
import type {Command} from './command.js';
import {
	columnsFlag, engineFlags, filterFlag, formatFlag, iterationFlag, metricColumnFlags, sideFlag, sortFlag, sourceFlags, spreadsheetFlag, widthFlag,
} from './shared-flags.js';

const table: readonly [Command, ...Command[]] = [
	{
		name: 'explore',
		summary: 'the terminal UI (the default); without a terminal it prints the table',
		flags: [
			{name: 'watch', values: '', help: 'show the iterations of a running campaign as they come'},
			{
				name: 'theme',
				values: themeNames.join('|'),
				help: 'colours for a dark or a light background, or none; auto, the default, follows COLORFGBG',
				choices: themeNames,
			},
			...engineFlags,
		],
		examples: ['ombt-explorer test_case_1', 'ombt-explorer explore . --watch'],
		run: async invocation => (await import('./explore.js')).exploreCommand(invocation),
	},
	{
		name: 'table',
		summary: 'the statistics of every iteration, one row each',
		flags: [formatFlag('text', 'csv', 'json', 'markdown'), columnsFlag, spreadsheetFlag, sortFlag, filterFlag, ...metricColumnFlags],
		topics: ['columns', 'figures', 'filter'],
		examples: [
			'ombt-explorer table test_case_1 --sort client_latency_avg:desc',
			'ombt-explorer table test_case_1 --filter "driver=broker & client_fail>0"',
		],
		run: async invocation => (await import('./table.js')).tableCommand(invocation),
	},
	{
		name: 'aggregate',
		summary: 'params_calculated.json, as the analysis notebook writes it',
		flags: [
			{
				name: 'output',
				values: 'FILE',
				help: 'write to this file instead of standard output; it appears when it is complete, and never inside the campaign',
			},
		],
		examples: ['ombt-explorer aggregate test_case_1 > params_calculated.json', 'ombt-explorer aggregate test_case_1 --output aggregates.json'],
		run: async invocation => (await import('./aggregate.js')).aggregateCommand(invocation),
	},
	{
		name: 'latency',
		summary: 'the latency distribution of the iterations, with percentiles',
		flags: [
			iterationFlag,
			sideFlag,
			formatFlag('text', 'csv', 'json'),
			spreadsheetFlag,
			widthFlag,
		],
		examples: ['ombt-explorer latency test_case_1 --iteration A-0', 'ombt-explorer latency test_case_1 --side servers --format json'],
		run: async invocation => (await import('./latency.js')).latencyCommand(invocation),
	},
	{
		name: 'trend',
		summary: 'a column against clients, a parameter or any other number, one line per sweep',
		flags: [
			{
				name: 'metric',
				values: 'COLUMN',
				help: 'a numeric column of the table; by default client_latency_avg for rpc-call, server_latency_avg for all others',
			},
			{name: 'call-type', values: 'T', help: 'only this call type: rpc-call, rpc-cast, rpc-fanout or any other'},
			{
				name: 'x',
				values: 'clients|servers|topics|index|COLUMN',
				help: 'x axis: clients, servers or topics that ran, the index in params.json, a parameter or any numeric column; by default the first of clients, servers, topics that varies',
			},
			{
				name: 'series',
				values: 'COLUMN,…',
				help: 'a line for each combination of these; by default for each sweep: iterations of one letter of an incremental campaign, else those that differ in x alone',
			},
			filterFlag,
			formatFlag('text', 'csv', 'json'),
			spreadsheetFlag,
			widthFlag,
			...metricColumnFlags,
		],
		topics: ['numbers', 'figures'],
		examples: [
			'ombt-explorer trend test_case_1 --metric client_rate --call-type rpc-call',
			'ombt-explorer trend test_case_1 --metric p99 --x delay --series driver,loss',
		],
		run: async invocation => (await import('./trend.js')).trendCommand(invocation),
	},
	{
		name: 'agents',
		summary: 'the clients or servers of an iteration: one by one, by host, or by topic',
		flags: [
			iterationFlag,
			sideFlag,
			{
				name: 'by', values: 'agent|host|topic', help: 'a row for each agent (the default), or for all of a host or topic', choices: ['agent', 'host', 'topic'],
			},
			sortFlag,
			formatFlag('text', 'csv', 'json'),
			spreadsheetFlag,
		],
		examples: ['ombt-explorer agents test_case_1 --iteration A-0 --by host', 'ombt-explorer agents test_case_1 --iteration A-0 --sort p99:desc --format csv'],
		run: async invocation => (await import('./agents.js')).agentsCommand(invocation),
	},
	{
		name: 'metrics',
		summary: 'CPU, memory, connections and traffic during the iterations, from their influxdb-data.tar.gz',
		flags: [
			iterationFlag,
			{
				name: 'metric', values: 'NAME', help: 'a metric; may be repeated; all by default', repeatable: true,
			},
			{name: 'influxql', values: 'QUERY', help: 'your own SELECT; without a time condition, over the time of the iteration'},
			{name: 'list', values: '', help: 'list what the databases hold: measurements, fields, tags'},
			...engineFlags,
			formatFlag('text', 'csv', 'json'),
			spreadsheetFlag,
			widthFlag,
		],
		topics: ['metrics'],
		examples: ['ombt-explorer metrics test_case_1 --iteration A-0', 'ombt-explorer metrics test_case_1 --metric net_sent_bus --format csv'],
		run: async invocation => (await import('./metrics.js')).metricsCommand(invocation),
	},
	{
		name: 'effects',
		summary: 'what each parameter changes: pairs of iterations that differ in it only',
		flags: [
			{name: 'metric', values: 'COLUMN', help: 'a numeric column; latency_p99 by default'},
			filterFlag,
			formatFlag('text', 'csv', 'json'),
			spreadsheetFlag,
			...metricColumnFlags,
		],
		topics: ['numbers', 'figures', 'filter'],
		examples: ['ombt-explorer effects test_case_1', 'ombt-explorer effects test_case_1 --metric p50 --filter driver=broker --format json'],
		run: async invocation => (await import('./effects.js')).effectsCommand(invocation),
	},
];

const withSourceFlags = (command: Command): Command => ({...command, flags: [...command.flags, ...sourceFlags]});

const [first, ...others] = table;

/** All commands; the help is generated from this table, and a command's module is loaded on demand. */
export const commands: readonly [Command, ...Command[]] = [withSourceFlags(first), ...others.map(command => withSourceFlags(command))];
