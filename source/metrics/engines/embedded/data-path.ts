/** A database file that is needed to answer queries. */
export type DataFile = {
	readonly kind: 'tsm' | 'tombstone' | 'wal';
	readonly database: string;
	readonly policy: string;
	readonly shard: string;
	/** Without folders. */
	readonly name: string;
};

/**
 * Classifies a path below `influxdb-data`: `meta`, a file of a shard, or undefined for files that are not needed (indexes, series files, temporary files …).
 */
export function pathIndex(path: string): DataFile | 'meta' | undefined {
	if (path === 'meta/meta.db') {
		return 'meta';
	}

	const [root, database, policy, shard, name = '', ...deeper] = path.split('/');
	const kind = kinds.find(item => item.root === root && item.names.test(name))?.kind;
	return kind && database && policy && shard && deeper.length === 0 && isNumber.test(shard)
		? {
			kind, database, policy, shard, name,
		}
		: undefined;
}

const isNumber = /^\d+$/v;

const kinds = [
	{kind: 'tsm', root: 'data', names: /^[^.].*\.tsm$/v},
	{kind: 'tombstone', root: 'data', names: /^[^.].*\.tombstone$/v},
	{kind: 'wal', root: 'wal', names: /^_.*\.wal$/v},
] as const;
