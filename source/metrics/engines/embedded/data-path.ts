/** A file of a database that is needed to answer queries. */
export type DataFile = {
	readonly kind: 'tsm' | 'tombstone' | 'wal';
	readonly database: string;
	readonly policy: string;
	readonly shard: string;
	/** Without its folders. */
	readonly name: string;
};

/** What a path inside an archive or a folder is of: `meta`, a file of a shard, or undefined for what is not needed (indexes, series files, temporary files …). */
export function placeOfPath(path: string): DataFile | 'meta' | undefined {
	const parts = path.split('/').filter(part => part !== '' && part !== '.');
	if (parts.at(-1) === 'meta.db') {
		return parts.at(-2) === 'meta' ? 'meta' : undefined;
	}

	const [root, database, policy, shard, name] = parts.slice(-5);
	const kind = kinds.find(one => one.root === root && name !== undefined && one.names.test(name))?.kind;
	return kind && database && policy && shard && name && isNumber.test(shard)
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
