/** What a campaign that is not in a folder may be at most. */
export type SourceLimits = {
	/** Bytes of its files that are brought here: of all logs together, and of each archive of metrics. */
	readonly maxBytes: number;
	/** Files and folders. */
	readonly maxFiles: number;
	/** Folders within folders. */
	readonly maxDepth: number;
};

export const defaultLimits: SourceLimits = {maxBytes: 8 * 1024 ** 3, maxFiles: 100_000, maxDepth: 16};

/** How far bringing files here is; a total is null where it is not known. Bytes of an archive are those of its file. */
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

export type BringOptions = {
	/** Ends the work at once; what was begun is taken away, or goes on from there the next time. */
	readonly signal: AbortSignal;
	readonly onProgress?: ((progress: SourceProgress) => void) | undefined;
};

/** A folder with the files of a campaign, or of several, and what is to be said about them, a line each. */
export type OpenedSource = {readonly folder: string; readonly notes: readonly string[]};

/**
 * Where a CAMPAIGN is. All of the program reads files of a local folder: one that is a source itself, or one in which another source
 * puts what is read of it. There, files that are large and seldom needed are stand-ins at first: of the right size and time, without
 * content, and readable for nobody.
 */
export type Source = {
	/** As it was typed, without a password: for people. */
	readonly address: string;
	/** Whether all of it is gone when the program ends, so that no result is worth keeping. */
	readonly isTemporary: boolean;
	/** ms between two openings of a campaign that runs and is watched; undefined where its folder is watched itself, or it does not change. */
	readonly pollMs?: number | undefined;
	/**
	 * Brings what is read of every campaign: params.json, logs and consoles; called again, what has changed of it. `within` is a campaign's
	 * folder where there are several. Throws an AppError, the signal's reason where it is aborted.
	 */
	readonly open: (options: BringOptions & {readonly within?: string | undefined}) => Promise<OpenedSource>;
	/** Makes sure that size and time of a stand-in are those of now. */
	readonly look: (file: string, signal: AbortSignal) => Promise<void>;
	/** Brings the content of a file, or of all files of a folder, that are stand-ins. Throws as `open`. */
	readonly fetch: (file: string, options: BringOptions) => Promise<void>;
	/** Ends what is under way, and takes away what is temporary. A second call does nothing. */
	readonly close: () => Promise<void>;
};
