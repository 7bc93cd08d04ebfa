type Wait = {readonly path: string; readonly since: number};

const waits = new Set<Wait>();

/** Does work that the file system may not answer; until it ends, `longestWait` knows of the path. */
export async function trackWait<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
	const wait = {path, since: performance.now()};
	waits.add(wait);
	try {
		return await work();
	} finally {
		waits.delete(wait);
	}
}

/** A disk that answers needs less (ms). */
const minWaitMs = 2500;

/** What has been waited for longest, as `waiting for /home/me/campaign/A-1/x.log, 12 s`; undefined where nothing takes longer than 2.5 s. */
export function longestWait(): string | undefined {
	const now = performance.now();
	const [longest] = [...waits].sort((a, b) => a.since - b.since);
	return longest && now - longest.since >= minWaitMs ? `waiting for ${longest.path}, ${Math.floor((now - longest.since) / 1000)} s` : undefined;
}
