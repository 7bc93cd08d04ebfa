import type {Flag} from './command.js';

/** Flags of every command; `no-` stands before what is on by default. */
export const globalFlags: readonly Flag[] = [
	{name: 'no-cache', values: '', help: 'neither read nor write the cache of results'},
	{name: 'no-color', values: '', help: 'no colours; NO_COLOR and FORCE_COLOR are obeyed, too'},
	{name: 'ascii', values: '', help: 'ASCII characters alone; ? for what is none'},
	{name: 'debug', values: '', help: 'write to standard error what happens and when, and the stacks of errors; the explorer writes it to a file that it names at the end'},
	{name: 'help', values: '', help: 'this page; COMMAND --help tells about a command'},
	{name: 'licenses', values: '', help: 'the packages that are part of the program, and their licences'},
	{name: 'version', values: '', help: 'the version'},
];

/** How campaigns are read that are in no folder of this machine: flags of every command. */
export const sourceFlags: readonly Flag[] = [
	{name: 'max-size', values: 'SIZE', help: 'what may be brought here of it, all logs together and each archive of metrics, such as 20GiB; 8GiB by default'},
	{name: 'max-files', values: 'N', help: 'how many files and folders it may have; 100000 by default'},
	{name: 'max-depth', values: 'N', help: 'how deep its folders may lie in each other; 16 by default'},
	{
		name: 'header', values: 'NAME: VALUE', help: 'what is sent to its server, and to no other, such as "Authorization: Bearer …"', repeatable: true,
	},
	{name: 'timeout', values: 'SECONDS', help: 'how long its server may be silent; 30 by default'},
];

export const spreadsheet: Flag = {name: 'spreadsheet', values: '', help: 'csv for a spreadsheet: texts that it would run as formulas get an apostrophe'};

export const format = (...choices: readonly string[]): Flag => ({
	name: 'format', values: choices.join('|'), help: 'how to print: text for people, the others for machines', choices,
});
export const columns: Flag = {
	name: 'columns', values: 'LIST|notebook|all', help: 'which columns, by commas; the notebook\'s by default. csv and JSON name the iteration behind them: index, iteration_id, backup_dir',
};
export const sort: Flag = {name: 'sort', values: 'COLUMN[:desc]', help: 'order the rows by a column'};
export const filter: Flag = {name: 'filter', values: 'EXPR', help: 'keep the rows that match'};

export const iteration: Flag = {name: 'iteration', values: 'ID', help: 'one iteration: its iteration_id, its place in params.json (from 1) or its backup_dir'};

export const side: Flag = {
	name: 'side',
	values: 'auto|clients|servers',
	help: 'which side; auto, the default, is clients of calls and servers of casts and fan-outs, by what ran',
	choices: ['auto', 'clients', 'servers'],
};

export const width: Flag = {name: 'width', values: 'N', help: 'columns of the text; by default those of the terminal, or 100'};

/** Flags for reading metrics, shared by the explorer and the commands that have figures of metrics as columns. */
export const engineFlags: readonly Flag[] = [
	{
		name: 'engine',
		values: 'auto|embedded|influxd|docker|URL',
		help: 'what reads the data: the explorer itself, a local influxd, a container, or an InfluxDB 1.x that has them already (http://user:password@host:8086); auto, the default, is the first that can',
	},
	{name: 'every', values: '30s', help: 'the time between two points: a number of s, m or h; by default 30s, in the explorer the shortest that was recorded and fits'},
	{name: 'database', values: 'NAME', help: 'the database to read; by default the one that has the measurements'},
	{name: 'influxd', values: 'PATH', help: 'the program of the engine influxd; by default $INFLUXD, or the one on PATH'},
	{name: 'image', values: 'NAME', help: 'the image of the engine docker; influxdb:1.8 by default'},
	{name: 'max-unpacked', values: 'SIZE', help: 'what an archive may unpack to, such as 20GiB; 8GiB by default'},
];

/** The same for commands that have figures of metrics as columns. */
export const metricColumnFlags: readonly Flag[] = engineFlags.map(flag => flag.name === 'every'
	? {...flag, values: '10s', help: 'the buckets of which the figures of a metric are made: a number of s, m or h; 10s by default'}
	: flag);
