/** A run of the program whose compiled code may be kept for the next one. */
export type CodeRun = {
	readonly command: string;
	/** Nothing is ever written there. */
	readonly campaignFolder: string;
	/** Whether the run is over, and more may have been compiled since the last time. */
	readonly isEnd: boolean;
};

declare global {
	// Interfaces are what TypeScript merges.
	// eslint-disable-next-line @typescript-eslint/consistent-type-definitions
	interface ImportMeta {
		/** Given to each module by the launcher of the built program; run from source, there is none. */
		readonly saveCode?: (run: CodeRun) => Promise<void>;
	}
}

/** Keeps what V8 has compiled in this run, for the next one. Resolves when that is done, at the latest after half a second. */
export async function saveCode(run: CodeRun): Promise<void> {
	await import.meta.saveCode?.(run);
}
