import type {Command, Flag} from './command.js';

const format = (...choices: readonly string[]): Flag => ({
	name: 'format', values: choices.join('|'), help: 'how to print', choices,
});
const sort: Flag = {name: 'sort', values: 'COLUMN[:desc]', help: 'order the rows by a column'};
const filter: Flag = {name: 'filter', values: 'EXPR', help: 'keep what matches: driver=broker, call_type~cast, client_fail>0, words, & and |'};

/** Every command; the help is printed from this table, and a command's code is loaded when it is asked for. */
export const commands: readonly Command[] = [
	{
		name: 'explore',
		summary: 'the terminal UI (the default); without a terminal it prints the table',
		flags: [],
		examples: ['ombt-explorer test_case_1', 'ombt-explorer explore .'],
		run: async invocation => (await import('./explore.js')).explore(invocation),
	},
	{
		name: 'table',
		summary: 'the statistics of every iteration, one row each',
		flags: [format('text', 'csv', 'json', 'markdown'), sort, filter],
		examples: ['ombt-explorer table test_case_1 --sort client_latency_avg:desc', 'ombt-explorer table test_case_1 --format csv --filter "driver=broker & client_fail>0"'],
		run: async invocation => (await import('./table.js')).table(invocation),
	},
	{
		name: 'aggregate',
		summary: 'the notebook’s params_calculated.json',
		flags: [{name: 'output', values: 'FILE', help: 'write to a file instead of standard output'}],
		examples: ['ombt-explorer aggregate test_case_1 > params_calculated.json', 'ombt-explorer aggregate test_case_1 --output aggregates.json'],
		run: async invocation => (await import('./aggregate.js')).aggregateCommand(invocation),
	},
	{
		name: 'latency',
		summary: 'the latency distribution of the iterations, with percentiles',
		flags: [
			{name: 'iteration', values: 'ID', help: 'one iteration: its iteration_id, 1-based index or backup_dir'},
			{
				name: 'side', values: 'auto|clients|servers', help: 'whose latency; auto takes clients for rpc-call, else servers', choices: ['auto', 'clients', 'servers'],
			},
			format('text', 'csv', 'json'),
		],
		examples: ['ombt-explorer latency test_case_1 --iteration A-0', 'ombt-explorer latency test_case_1 --side servers --format json'],
		run: async invocation => (await import('./latency.js')).latency(invocation),
	},
	{
		name: 'trend',
		summary: 'a column against clients, servers or the iterations, one line per driver',
		flags: [
			{name: 'metric', values: 'COLUMN', help: 'a numeric column of the table; the latency of the side that speaks unless told otherwise'},
			{name: 'call-type', values: 'T', help: 'rpc-call, rpc-cast, rpc-fanout …; all unless told otherwise'},
			{
				name: 'x', values: 'clients|servers|index', help: 'what to draw it against', choices: ['clients', 'servers', 'index'],
			},
			format('text', 'csv', 'json'),
		],
		examples: ['ombt-explorer trend test_case_1 --metric client_rate --call-type rpc-call', 'ombt-explorer trend test_case_1 --x servers --format csv'],
		run: async invocation => (await import('./trend.js')).trend(invocation),
	},
];
