import type {Report} from '../../../tsm/damage.js';
import type {DecodeBudget} from '../../../tsm/decode-budget.js';
import {WriteAheadLog} from '../../../tsm/wal.js';
import {type DataFile, usualFields} from './data-path.js';

/** Receives the bytes of a segment; undefined where they cannot be had. */
export type Follower = {readonly follow: (soFar: Uint8Array | undefined) => void; readonly end: (all: Uint8Array | undefined) => void};

type Followed = {readonly log: WriteAheadLog; readonly names: string[]; isLost: boolean};

/**
 * The logs of shards, of the usual fields, replayed while the archive that holds them is still being unpacked: that is another
 * thread's work. It counts where all their segments came in the order of their names, and in one piece; mostly they do.
 */
export class StreamingWal {
	private readonly logs = new Map<string, Followed>();
	private readonly report: Report;
	private readonly budget: DecodeBudget | undefined;

	constructor(report: Report, budget?: DecodeBudget) {
		this.report = report;
		this.budget = budget;
	}

	/** Begins to follow a segment of its shard's log. */
	begin(file: DataFile, name: string): Follower {
		const location = shardKey(file);
		const streaming = this.logs.get(location) ?? {log: new WriteAheadLog(usualFields, this.budget), names: [], isLost: false};
		this.logs.set(location, streaming);
		streaming.isLost ||= (streaming.names.at(-1) ?? '') >= file.name;
		streaming.names.push(file.name);
		const segment = streaming.log.begin(name, this.report);
		const unlessLost = (bytes: Uint8Array | undefined, step: (known: Uint8Array) => void) => {
			streaming.isLost ||= bytes === undefined;
			if (bytes && !streaming.isLost) {
				step(bytes);
			}
		};

		return {
			follow(soFar) {
				unlessLost(soFar, bytes => {
					for (const _ of segment.follow(bytes)) {
						// The next chunk has to be waited for: there is a pause then.
					}
				});
			},
			end(all) {
				unlessLost(all, bytes => {
					segment.end(bytes);
				});
			},
		};
	}

	/** The log that the segments of one shard are; undefined where they have to be read for it. */
	logOf(segments: readonly DataFile[]): WriteAheadLog | undefined {
		const [first] = segments;
		const streaming = first && this.logs.get(shardKey(first));
		return streaming && !streaming.isLost && streaming.names.length === segments.length ? streaming.log : undefined;
	}
}

const shardKey = ({database, policy, shard}: DataFile): string => JSON.stringify([database, policy, shard]);
