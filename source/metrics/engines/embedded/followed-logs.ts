import type {Report} from '../../../tsm/damage.js';
import {WriteAheadLog} from '../../../tsm/wal.js';
import type {DataFile} from './data-path.js';
import {usualFields} from './usual-fields.js';

/** Takes what has come of a segment; undefined where it cannot be told. */
export type Follower = {readonly follow: (soFar: Uint8Array | undefined) => void; readonly end: (all: Uint8Array | undefined) => void};

type Followed = {readonly log: WriteAheadLog; readonly names: string[]; isLost: boolean};

/**
 * The logs of shards, of the usual fields, replayed while the archive that holds them is still being unpacked: that is another
 * thread's work. It counts where all their segments came in the order of their names, and in one piece; mostly they do.
 */
export class FollowedLogs {
	private readonly logs = new Map<string, Followed>();
	private readonly report: Report;

	constructor(report: Report) {
		this.report = report;
	}

	/** Begins to follow a segment of its shard's log. */
	begin(file: DataFile, name: string): Follower {
		const place = placeOf(file);
		const followed = this.logs.get(place) ?? {log: new WriteAheadLog(usualFields), names: [], isLost: false};
		this.logs.set(place, followed);
		followed.isLost ||= (followed.names.at(-1) ?? '') >= file.name;
		followed.names.push(file.name);
		const segment = followed.log.begin(name, this.report);
		const unlessLost = (bytes: Uint8Array | undefined, step: (known: Uint8Array) => void) => {
			followed.isLost ||= bytes === undefined;
			if (bytes && !followed.isLost) {
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
		const followed = first && this.logs.get(placeOf(first));
		return followed && !followed.isLost && followed.names.length === segments.length ? followed.log : undefined;
	}
}

const placeOf = ({database, policy, shard}: DataFile): string => JSON.stringify([database, policy, shard]);
