import path from 'node:path';

type Locations = {
	/** Holds `data`, `meta` and `wal`. */
	readonly database: string;
	/** Where it answers: `127.0.0.1:0`, with a port of its own choice. */
	readonly http: string;
};

/**
 * The configuration of a server that only answers: nothing is reported, dropped, made ahead or rewritten, and only the user that
 * `makeSoleUser` made may ask.
 */
export function influxdConfig({database, http}: Locations): string {
	const sections: Readonly<Record<string, Readonly<Record<string, string | number | boolean>>>> = {
		meta: {dir: path.join(database, 'meta'), 'retention-autocreate': false},
		data: {
			dir: path.join(database, 'data'),
			'wal-dir': path.join(database, 'wal'),
			'query-log-enabled': false,
			'cache-snapshot-write-cold-duration': '24h',
			'compact-full-write-cold-duration': '24h',
			'max-series-per-database': 0,
			'max-values-per-tag': 0,
		},
		// Campaigns are years old: its shards would be dropped for their age.
		retention: {enabled: false},
		'shard-precreation': {enabled: false},
		monitor: {'store-enabled': false},
		subscriber: {enabled: false},
		continuous_queries: {enabled: false},
		http: {
			enabled: true, 'bind-address': http, 'auth-enabled': true, 'log-enabled': false, 'max-row-limit': 0, 'flux-enabled': false,
		},
		logging: {level: 'info'},
	};
	return [
		'reporting-disabled = true',
		'bind-address = "127.0.0.1:0"',
		...Object.entries(sections).flatMap(([name, settings]) => [
			`[${name}]`,
			...Object.entries(settings).map(([key, value]) => `${key} = ${JSON.stringify(value)}`),
		]),
		'',
	].join('\n');
}
