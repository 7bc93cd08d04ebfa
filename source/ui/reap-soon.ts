/** Takes away what an explorer that was killed left behind, once the first pictures are there; returns what calls it off. */
export function reapSoon(): () => void {
	const timer = setTimeout(async () => {
		const {reapLeftovers} = await import('../metrics/lifetime/reap-leftovers.js');
		await reapLeftovers();
	}, patience);
	return () => {
		clearTimeout(timer);
	};
}

const patience = 500;
