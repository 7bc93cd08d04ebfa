/** Takes away what an explorer that was killed left behind, once the first pictures are there; what comes back does it now, and waits for it. */
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
