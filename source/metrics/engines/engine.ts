import type {MeasurementContents} from '../contents.js';
import type {Metric, MetricSeries, Query} from '../metric.js';
import {AppError} from '../../system/errors.js';

/** The source of an iteration's database: a compressed archive, an uncompressed one, or a folder. */
export type Archive = {readonly path: string; readonly kind: 'tar.gz' | 'tar' | 'folder'};

/** The progress of opening. Bytes are those of the archive on disk; the total may be unknown while it is fetched. */
export type Stage =
	| {readonly stage: 'fetching'; readonly bytesDone: number; readonly bytesTotal: number | null}
	| {readonly stage: 'unpacking'; readonly bytesDone: number; readonly bytesTotal: number}
	| {readonly stage: 'pulling'; readonly text: string}
	| {readonly stage: 'starting'};

export type OpenOptions = {
	/** Aborts the work; anything started is cleaned up. */
	readonly signal: AbortSignal;
	/** Called while it is opened, and whenever an archive has to be read again later. */
	readonly onProgress?: (stage: Stage) => void;
	/** The database to read; by default the one that has the measurements. */
	readonly database?: string | undefined;
	/** The metrics that will be queried, as far as known, so that an archive is read only once. */
	readonly metrics?: readonly Metric[];
	/** Maximum unpacked size of an archive (bytes). */
	readonly maxUnpacked?: number | undefined;
};

/** A database that can be queried. Throws AppError with a reason and a hint. */
export type Connection = {
	/** `influxd 1.6.7`: for display, and for the cache of results. */
	readonly version: string;
	readonly database: string;
	/** Damage found so far, which is left out of the results, for display; grows with the queries. */
	readonly notes?: readonly string[];
	readonly query: (query: Query, signal: AbortSignal) => Promise<readonly MetricSeries[]>;
	/** The most frequent interval between recorded points of the metric's series, in whole seconds; undefined if no series has two points in the window. */
	readonly recordedSeconds: (query: Omit<Query, 'everySeconds'>, signal: AbortSignal) => Promise<number | undefined>;
	/** Lists the measurements, sorted by name. */
	readonly list: (signal: AbortSignal) => Promise<readonly MeasurementContents[]>;
	/** The names of the other databases that have contents. */
	readonly otherDatabases: (signal: AbortSignal) => Promise<readonly string[]>;
	/** Closes the connection and removes everything that was created for it. Idempotent. */
	readonly close: () => Promise<void>;
};

/** A way to read an iteration's database. */
export type Engine = {
	readonly name: string;
	/** Why the engine is unavailable, with the hint; undefined if it is available. */
	readonly whyUnavailable: () => Promise<string | undefined>;
	readonly open: (archive: Archive, options: OpenOptions) => Promise<Connection>;
};

/** Awaits an attempt to use an engine; returns the message and hint of its error, or undefined if it succeeds. */
export async function unavailableReason(attempt: Promise<unknown>): Promise<string | undefined> {
	try {
		await attempt;
		return undefined;
	} catch (error) {
		if (error instanceof AppError) {
			return `${error.message}; ${error.hint}`;
		}

		throw error;
	}
}
