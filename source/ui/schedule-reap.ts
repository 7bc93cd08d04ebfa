/** Schedules the cleanup of what a killed explorer left behind, after the first frames; the returned function runs it immediately and waits for it. */
export function scheduleReap(): () => Promise<void> {
	let reaping: Promise<void> | undefined;
	const start = async () => {
		reaping ??= reap();
		await reaping;
	};

	const timer = setTimeout(start, timeoutMs);
	return async () => {
		clearTimeout(timer);
		await start();
	};
}

const timeoutMs = 500;

async function reap(): Promise<void> {
	const {reapLeftovers} = await import('../metrics/lifetime/reap-leftovers.js');
	await reapLeftovers();
}
