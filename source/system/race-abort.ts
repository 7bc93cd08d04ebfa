/** The result of the work, or rejects with the signal's reason as soon as it aborts; the work itself continues. */
export async function raceAbort<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
	const done = new AbortController();
	const aborted = new Promise<never>((_resolve, reject) => {
		signal.addEventListener('abort', () => {
			reject(signal.reason as Error);
		}, {signal: done.signal});
	});
	try {
		return await Promise.race([work, aborted]);
	} finally {
		done.abort();
	}
}
