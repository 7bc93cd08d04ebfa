import type {Buffer} from 'node:buffer';
import {type ValueType, valueTypes} from '../../../tsm/block.js';
import type {DecodeBudget} from '../../../tsm/decode-budget.js';
import {type ReportDamage, untilDamage} from '../../../tsm/damage.js';
import {everyKey} from '../../../tsm/field-selection.js';
import {
	entrySize, type KeyVisitor, type RawKey, walkIndex,
} from '../../../tsm/index-walk.js';
import {fieldMark} from '../../../tsm/series-key.js';
import {readTombstones, type Tombstones} from '../../../tsm/tombstone.js';
import {keysIn} from '../../../tsm/wal.js';
import {LogSegment} from '../../../tsm/wal-segment.js';
import type {CountedKeys} from './counted-keys.js';
import type {DataFile} from './data-path.js';
import type {FileReader, FileConsumer} from './read-archive.js';
import {
	sortedByName, shardName, stemOf, type ShardPath,
} from './shard-files.js';

type Options = {readonly report: ReportDamage; readonly budget: DecodeBudget};

/** Reads the tombstones of the .tsm files in an archive. */
export class DeletedKeys implements FileReader {
	private readonly byFile = new Map<string, Tombstones>();
	private readonly options: Options;

	constructor(options: Options) {
		this.options = options;
	}

	read(file: DataFile | 'meta'): FileConsumer | undefined {
		const {options, byFile} = this;
		return file === 'meta' || file.kind !== 'tombstone'
			? undefined
			: {
				// eslint-disable-next-line require-yield
				* whole(source) {
					byFile.set(fileName(file), readTombstones(source.read(0, source.size), source.name, {...options, selection: everyKey}));
				},
			};
	}

	/** The tombstones of a .tsm file. */
	from(file: DataFile): Tombstones | undefined {
		return this.byFile.get(fileName(file));
	}
}

const fileName = (file: DataFile): string => `${shardName(file)}/${stemOf(file.name)}`;

type CountOptions = Options & {
	readonly counted: CountedKeys;
	readonly deleted: DeletedKeys;
	/** The names of the shards to count. */
	readonly shards: ReadonlySet<string>;
};

/** Counts the keys in some shards of an archive, except those that are deleted completely. */
export class KeyFiles implements FileReader {
	private readonly segments = new Map<string, Array<readonly [name: string, segment: LogSegment]>>();
	private readonly options: CountOptions;

	constructor(options: CountOptions) {
		this.options = options;
	}

	read(file: DataFile | 'meta', name: string, size: number): FileConsumer | undefined {
		const {options} = this;
		if (file === 'meta' || file.kind === 'tombstone' || !options.shards.has(shardName(file))) {
			return undefined;
		}

		if (file.kind === 'tsm') {
			return {
				* whole(source) {
					const counter = new KeyCounter(options.counted, file, options.deleted.from(file));
					yield * untilDamage(options.report, walkIndex(source, () => counter));
				},
			};
		}

		const segment = new LogSegment(name, size, {...options, selection: everyKey, isForKeys: true});
		this.segments.set(shardName(file), [...this.segments.get(shardName(file)) ?? [], [file.name, segment]]);
		return {
			write(chunk) {
				segment.push(chunk);
			},
			end() {
				segment.end();
			},
		};
	}

	/** Counts the keys in the WAL of a shard, once all files have been read. */
	countLog(shard: ShardPath): void {
		const segments = sortedByName(this.segments.get(shardName(shard)) ?? []).map(([, segment]) => segment);
		for (const [key, type] of keysIn(segments)) {
			const end = key.indexOf(fieldMark);
			if (end !== -1) {
				this.options.counted.series(shard, key.slice(0, end))(key.slice(end + fieldMark.length), type);
			}
		}
	}
}

/** Counts the keys of one file. They are sorted, so the keys of a series are adjacent and usually only the field has to be parsed. */
class KeyCounter implements KeyVisitor {
	private readonly counted: CountedKeys;
	private readonly shard: ShardPath;
	private readonly deleted: Tombstones | undefined;
	private bytes: Buffer | undefined;
	private start = 0;
	private length = 0;
	private add: (field: string, type: ValueType) => void = () => {};

	constructor(counted: CountedKeys, shard: ShardPath, deleted: Tombstones | undefined) {
		this.counted = counted;
		this.shard = shard;
		this.deleted = deleted;
	}

	visit(raw: RawKey): void {
		const {bytes, start, end} = raw;
		const type = valueTypes[raw.type];
		if (type === undefined || this.isDeleted(raw)) {
			return;
		}

		if (!this.isSameSeries(raw)) {
			const mark = bytes.subarray(start, end).indexOf(fieldMark, 0, 'latin1');
			this.length = mark;
			if (mark === -1) {
				this.bytes = undefined;
				return;
			}

			this.add = this.counted.series(this.shard, bytes.toString('latin1', start, start + mark));
		}

		this.bytes = bytes;
		this.start = start;
		this.add(bytes.toString('latin1', start + this.length + fieldMark.length, end), type);
	}

	private isSameSeries({bytes, start, end}: RawKey): boolean {
		const length = this.length + fieldMark.length;
		return this.bytes !== undefined && end - start >= length && this.bytes.compare(bytes, start, start + length, this.start, this.start + length) === 0;
	}

	private isDeleted({bytes, start, end, blocks, entries}: RawKey): boolean {
		if (this.deleted === undefined || blocks === 0) {
			return false;
		}

		const first = bytes.readBigInt64BE(entries);
		const last = bytes.readBigInt64BE(entries + (blocks - 1) * entrySize + 8);
		return this.deleted.get(bytes.toString('latin1', start, end))?.some(({min, max}) => first >= min && last <= max) === true;
	}
}
