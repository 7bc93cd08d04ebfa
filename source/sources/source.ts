import type {FileReceiver} from '../system/file-sink.js';

/** Limits of a campaign that is not in a folder. */
export type SourceLimits = {
	/** Maximum bytes to fetch: of all logs together, and of each archive of metrics. */
	readonly maxBytes: number;
	/** Maximum number of files and folders. */
	readonly maxFiles: number;
	/** Maximum depth of nested folders. */
	readonly maxDepth: number;
};

export const defaultLimits: SourceLimits = {maxBytes: 8 * 1024 ** 3, maxFiles: 100_000, maxDepth: 16};

/** Progress of a fetch; a total is null if not yet known. Bytes of an archive are those of the packed file. */
export type SourceProgress =
	| {readonly stage: 'connecting'}
	| {readonly stage: 'listing'; readonly files: number}
	| {readonly stage: 'receiving'; readonly bytesDone: number}
	| {readonly stage: 'unpacking'; readonly bytesDone: number; readonly bytesTotal: number}
	| {
		readonly stage: 'fetching';
		readonly filesDone: number;
		readonly filesTotal: number;
		readonly bytesDone: number;
		readonly bytesTotal: number | null;
	};

export type FetchOptions = {
	/** Aborts immediately; incomplete files are removed, or resumed the next time. */
	readonly signal: AbortSignal;
	readonly onProgress?: ((progress: SourceProgress) => void) | undefined;
};

export type OpenOptions = FetchOptions & {
	/** The folder of one campaign if there are several. */
	readonly within?: string | undefined;
	/** Receives the logs, by their paths in the mirror, if an archive has to be read anyway. */
	readonly receiveLog?: FileReceiver | undefined;
};

/** A folder with the files of one or several campaigns, and notes about them, one line each. */
export type OpenedSource = {readonly folder: string; readonly notes: readonly string[]};

/**
 * The location of a CAMPAIGN: a local folder, or a source with a mirror, a local folder into which it fetches the files. In a mirror, logs that
 * are read from an archive and files that are seldom needed start as placeholders: with the right size and time, but without content or read
 * permission.
 */
export type Source = {
	/** As typed, without the password, for display. */
	readonly address: string;
	/** Whether it is removed on exit, so that no result is worth keeping. */
	readonly isTemporary: boolean;
	/** Polling interval for a watched campaign that is running (ms); undefined if its folder is watched directly or it does not change. */
	readonly pollMs?: number | undefined;
	/**
	 * Fetches what is read for every campaign: params.json and consoles, and logs unless `streamLogs` reads them; further calls fetch changes. Throws
	 * an AppError, or the signal's reason if aborted.
	 */
	readonly open: (options: OpenOptions) => Promise<OpenedSource>;
	/**
	 * Reads those of the given logs that are placeholders, in the order of the archive, without storing them; undefined if logs are always files.
	 * Throws like `open`.
	 */
	readonly streamLogs?: ((files: readonly string[], receiveLog: FileReceiver, options: FetchOptions) => Promise<void>) | undefined;
	/** Updates the size and time of a placeholder. Returns a line if its server cannot serve at present, so that the copy may be outdated. */
	readonly refresh: (file: string, signal: AbortSignal) => Promise<string | undefined>;
	/** Fetches the content of a placeholder, or of all placeholders in a folder. Throws like `open`. */
	readonly fetch: (file: string, options: FetchOptions) => Promise<void>;
	/** Aborts work in progress and removes temporary files. A second call does nothing. */
	readonly close: () => Promise<void>;
};
