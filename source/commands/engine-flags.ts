import type {Flag} from './command.js';

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
