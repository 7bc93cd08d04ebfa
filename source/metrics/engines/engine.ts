import type {MeasurementContents} from '../contents.js';
import type {Metric, MetricSeries, Query} from '../metric.js';

/** What an iteration's database is read from: an archive, an archive that is not compressed, or a folder; none where there is nothing. */
export type Archive = {readonly path: string; readonly kind: 'tar.gz' | 'tar' | 'folder'};

/** How far opening is. Bytes are those of the archive as it is on disk; of one that is fetched, they may not be known. */
export type Stage =
	| {readonly stage: 'fetching'; readonly bytesDone: number; readonly bytesTotal: number | null}
	| {readonly stage: 'unpacking'; readonly bytesDone: number; readonly bytesTotal: number}
	| {readonly stage: 'pulling'; readonly text: string}
	| {readonly stage: 'starting'};

export type OpenOptions = {
	/** Ends the work; whatever was begun is taken away. */
	readonly signal: AbortSignal;
	/** Called while it is opened, and where later an archive has to be read again. */
	readonly onProgress?: (stage: Stage) => void;
	/** The database to read; by default the one that has the measurements. */
	readonly database?: string | undefined;
	/** What will be asked, as far as that is known: what reads archives reads it at once. */
	readonly metrics?: readonly Metric[];
	/** Bytes that an archive may unpack to. */
	readonly maxUnpacked?: number | undefined;
};

/** A database that answers. Throws AppError, a reason and a remedy, where it cannot. */
export type Connection = {
	/** `influxd 1.6.7`: for people, and for the cache of results. */
	readonly version: string;
	readonly database: string;
	/** What was found damaged so far and is left out of the answers, for people; it grows with the queries. */
	readonly notes?: readonly string[];
	readonly query: (query: Query, signal: AbortSignal) => Promise<readonly MetricSeries[]>;
	/** Whole seconds from one recorded point of the metric's series to the next, as most are apart; undefined where no series has two in the window. */
	readonly recordedSeconds: (query: Omit<Query, 'everySeconds'>, signal: AbortSignal) => Promise<number | undefined>;
	/** What there is to ask for, by measurements in the order of their names. */
	readonly list: (signal: AbortSignal) => Promise<readonly MeasurementContents[]>;
	/** The names of the other databases that hold anything. */
	readonly otherDatabases: (signal: AbortSignal) => Promise<readonly string[]>;
	/** Ends it, and takes away all that was made for it. A second call does nothing. */
	readonly close: () => Promise<void>;
};

/** A way to read an iteration's database. */
export type Engine = {
	readonly name: string;
	/** Why it cannot be used here, with the remedy; undefined where it can. */
	readonly lacks: () => Promise<string | undefined>;
	readonly open: (archive: Archive, options: OpenOptions) => Promise<Connection>;
};
