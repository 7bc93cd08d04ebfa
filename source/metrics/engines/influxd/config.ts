import path from 'node:path';

type Locations = {
	/** The folder with `data`, `meta` and `wal`. */
	readonly database: string;
	/** The listening address: `127.0.0.1:0` picks a free port. */
	readonly http: string;
};

/** The configuration of a read-only server: no reporting, retention, precreation or compaction, and access only for the user created by `createAdminUser`. */
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
		// Campaigns may be years old: their shards would be dropped.
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
