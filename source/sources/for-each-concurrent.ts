/** Requests to a server, or calls of the file system, at a time. */
export const maxConcurrent = 4;

/** Runs `work` for each item, four at a time. The first failure aborts the rest; its error is thrown once all have stopped. */
export async function forEachConcurrent<Item>(
	items: readonly Item[],
	signal: AbortSignal,
	work: (item: Item, signal: AbortSignal) => Promise<void>,
): Promise<void> {
	const rest = items[Symbol.iterator]();
	const failed = new AbortController();
	const combined = AbortSignal.any([signal, failed.signal]);
	const worker = async () => {
		for (const item of rest) {
			combined.throwIfAborted();
			await work(item, combined);
		}
	};

	const workers = Array.from({length: maxConcurrent}, async () => worker().catch((error: unknown) => {
		failed.abort(error);
	}));
	await Promise.all(workers);
	signal.throwIfAborted();
	failed.signal.throwIfAborted();
}
