import type {Flag} from './command.js';

/** Flags of every command; `no-` stands before what is on by default. */
export const globalFlags: readonly Flag[] = [
	{name: 'no-cache', values: '', help: 'neither read nor write the cache of results'},
	{name: 'no-color', values: '', help: 'no colours; NO_COLOR and FORCE_COLOR work as well'},
	{name: 'ascii', values: '', help: 'ASCII characters only; others become ?'},
	{name: 'debug', values: '', help: 'log events with their times, and stacks of errors, to standard error; the explorer logs to a file that it names at the end'},
	{name: 'help', values: '', help: 'this page; COMMAND --help describes a command'},
	{name: 'licenses', values: '', help: 'the bundled packages and their licences'},
	{name: 'version', values: '', help: 'the version'},
];

/** Flags of every command for campaigns that are not in a local folder. */
export const sourceFlags: readonly Flag[] = [
	{name: 'max-size', values: 'SIZE', help: 'maximum size to fetch, of all logs together and of each archive of metrics, such as 20GiB; 8GiB by default'},
	{name: 'max-files', values: 'N', help: 'maximum number of its files and folders; 100000 by default'},
	{name: 'max-depth', values: 'N', help: 'maximum depth of its nested folders; 16 by default'},
	{
		name: 'header', values: 'NAME: VALUE', help: 'header sent to its server and no other, such as "Authorization: Bearer …"', repeatable: true,
	},
	{name: 'timeout', values: 'SECONDS', help: 'timeout if its server is silent; 30 by default'},
	{name: 'campaign', values: 'NAME', help: 'one of several campaigns in it, by its folder; in a folder, too'},
];

export const spreadsheetFlag: Flag = {name: 'spreadsheet', values: '', help: 'csv that is safe in a spreadsheet: texts that it would run as formulas get an apostrophe'};

export const formatFlag = (...choices: readonly string[]): Flag => ({
	name: 'format', values: choices.join('|'), help: 'output format: text for people, the others for programs', choices,
});
export const columnsFlag: Flag = {
	name: 'columns', values: 'LIST|notebook|all', help: 'columns, separated by commas; the notebook\'s by default. csv and JSON add what identifies the iteration: index, iteration_id, backup_dir',
};
export const sortFlag: Flag = {name: 'sort', values: 'COLUMN[:desc]', help: 'sort the rows by a column'};
export const filterFlag: Flag = {name: 'filter', values: 'EXPR', help: 'only the rows that match'};

export const iterationFlag: Flag = {name: 'iteration', values: 'ID', help: 'one iteration: its iteration_id, its index in params.json (from 1) or its backup_dir'};

export const sideFlag: Flag = {
	name: 'side',
	values: 'auto|clients|servers',
	help: 'whose latency; auto, the default, is that of clients for calls and of servers for casts and fan-outs, by what ran',
	choices: ['auto', 'clients', 'servers'],
};

export const widthFlag: Flag = {name: 'width', values: 'N', help: 'width of the text in columns; by default that of the terminal, or 100'};

/** Flags for reading metrics, shared by the explorer and the commands that have figures of metrics as columns. */
export const engineFlags: readonly Flag[] = [
	{
		name: 'engine',
		values: 'auto|embedded|influxd|docker|URL',
		help: 'what reads the data: the explorer itself, a local influxd, a container, or an InfluxDB 1.x that already has the data (http://user:password@host:8086); auto, the default, is the first one that works',
	},
	{name: 'every', values: '30s', help: 'time between two points, in s, m or h; by default 30s, in the explorer the shortest that was recorded and fits'},
	{name: 'database', values: 'NAME', help: 'the database to read; by default the one that has the measurements'},
	{name: 'influxd', values: 'PATH', help: 'path of influxd, for that engine; by default $INFLUXD, or the one in PATH'},
	{name: 'image', values: 'NAME', help: 'image for the engine docker; influxdb:1.8 by default'},
	{name: 'max-unpacked', values: 'SIZE', help: 'maximum unpacked size of an archive, such as 20GiB; 8GiB by default'},
];

/** The same for commands that have figures of metrics as columns. */
export const metricColumnFlags: readonly Flag[] = engineFlags.map(flag => flag.name === 'every'
	? {...flag, values: '10s', help: 'length of the buckets that figures of metrics are computed from, in s, m or h; 10s by default'}
	: flag);
