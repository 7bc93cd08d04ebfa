/** Receives the bytes of a file, then its end; `discard` comes instead of `end` if reading stops within it, and drops what was received. */
export type FileSink = {
	readonly write: (chunk: Uint8Array) => Promise<unknown>;
	readonly end: () => Promise<void>;
	readonly discard: () => Promise<void>;
};

/** Called for each file that is reached, with its path and size (bytes); returns a function that opens its sink, or undefined to skip it. */
export type FileReceiver = (file: string, size: number) => (() => Promise<FileSink>) | undefined;
