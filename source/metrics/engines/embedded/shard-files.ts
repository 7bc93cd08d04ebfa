import type {DecodeBudget} from '../../../tsm/decode-budget.js';
import type {ReportDamage} from '../../../tsm/damage.js';
import type {KeySelection} from '../../../tsm/field-selection.js';
import type {Shard} from '../../../tsm/shard.js';
import {readTombstones, type Tombstones} from '../../../tsm/tombstone.js';
import {IndexReader} from '../../../tsm/read-index.js';
import type {TsmIndex} from '../../../tsm/tsm-index.js';
import {WriteAheadLog} from '../../../tsm/wal.js';
import {LogSegment} from '../../../tsm/wal-segment.js';
import type {DataFile} from './data-path.js';
import type {BufferedFiles} from './buffered-files.js';
import type {FileReader, FileConsumer} from './read-archive.js';

/** Identifies a shard. */
export type ShardPath = Pick<DataFile, 'database' | 'policy' | 'shard'>;

type Options = {
	readonly selection: KeySelection;
	readonly buffers: BufferedFiles;
	readonly report: ReportDamage;
	readonly budget: DecodeBudget;
};

type Named<Content> = ReadonlyArray<readonly [name: string, content: Content]>;
type Files = {readonly indexes: Array<Named<TsmIndex>[0]>; readonly tombstones: Array<Named<Tombstones>[0]>; readonly segments: Array<Named<LogSegment>[0]>};

/** Reads the selected data from the shards of an archive. */
export class ShardFiles implements FileReader {
	private readonly files = new Map<string, Files>();
	private readonly shards = new Map<string, Shard>();
	private readonly options: Options;

	constructor(options: Options) {
		this.options = options;
	}

	read(file: DataFile | 'meta', name: string, size: number): FileConsumer | undefined {
		return file === 'meta' ? undefined : this.consumers[file.kind](this.filesOf(file), file.name, {name, size});
	}

	/** The contents of a shard, once all files have been read. */
	shard(path: ShardPath): Shard {
		const key = shardName(path);
		const known = this.shards.get(key);
		if (known) {
			return known;
		}

		const {indexes, tombstones, segments} = this.filesOf(path);
		const deleted = new Map(sortedByName(tombstones).map(([name, content]) => [stemOf(name), content]));
		const shard: Shard = {
			files: sortedByName(indexes).map(([name, index]) => ({index, tombstones: deleted.get(stemOf(name)) ?? new Map()})),
			log: new WriteAheadLog(sortedByName(segments).map(([, segment]) => segment)),
		};
		this.shards.set(key, shard);
		return shard;
	}

	private readonly consumers: Readonly<Record<DataFile['kind'], (files: Files, ownName: string, file: {name: string; size: number}) => FileConsumer>> = {
		tsm: ({indexes}, ownName, file) => {
			const {options} = this;
			const reader = new IndexReader(file, {...options, keep: (name, size) => options.buffers.keep(name, size)});
			return {
				arrive(chunk, sink) {
					reader.arrive(chunk, sink);
				},
				* whole(source) {
					indexes.push([ownName, yield * reader.read(source)]);
				},
			};
		},
		tombstone: ({tombstones}, ownName) => {
			const {options} = this;
			return {
				// eslint-disable-next-line require-yield
				* whole(source) {
					tombstones.push([ownName, readTombstones(source.read(0, source.size), source.name, options)]);
				},
			};
		},
		wal: ({segments}, ownName, {name, size}) => {
			const segment = new LogSegment(name, size, this.options);
			segments.push([ownName, segment]);
			return {
				write(chunk) {
					segment.push(chunk);
				},
				end() {
					segment.end();
				},
			};
		},
	};

	private filesOf(path: ShardPath): Files {
		const key = shardName(path);
		const files = this.files.get(key) ?? {indexes: [], tombstones: [], segments: []};
		this.files.set(key, files);
		return files;
	}
}

/** A unique name for a shard. */
export const shardName = ({database, policy, shard}: ShardPath): string => JSON.stringify([database, policy, shard]);

/** Files sorted by name, which is also by age. */
export const sortedByName = <Content>(files: Named<Content>): Named<Content> =>
	[...files].sort(([name], [other]) => name < other ? -1 : (name > other ? 1 : 0));

/** The common stem of a .tsm file and its tombstone file. */
export const stemOf = (name: string): string => name.slice(0, name.lastIndexOf('.'));
