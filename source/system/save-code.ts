/** A run of the program whose compiled code may be cached. */
export type CodeRun = {
	readonly command: string;
	/** Nothing is ever written there. */
	readonly campaignFolder: string;
	/** Whether the run is ending, so that more may have been compiled since the last call. */
	readonly isEnd: boolean;
};

declare global {
	// Only an interface can be merged with the built-in one.
	// eslint-disable-next-line @typescript-eslint/consistent-type-definitions
	interface ImportMeta {
		/** Set on each module by the launcher of the built program; undefined when run from source. */
		readonly saveCode?: (run: CodeRun) => Promise<void>;
	}
}

/** Caches the code V8 has compiled in this run. Resolves when done, after at most half a second. */
export async function saveCode(run: CodeRun): Promise<void> {
	await import.meta.saveCode?.(run);
}
