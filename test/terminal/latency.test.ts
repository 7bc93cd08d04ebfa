import {expect, test} from 'vitest';
import {
	agent, campaignOf, entry, idleAgent, latency, logFile, logOf,
} from '../campaign-builder.js';
import {openOn, timeoutMs} from './explorer-helpers.js';

const of = (changes: Readonly<Record<string, unknown>>) => logOf({'client-0': agent({latency: latency(changes)})}, {'server-0': agent()});
const bins = (...counts: number[]) => Array.from({length: 10}, (_, index) => counts[index] ?? 0);
const folder = campaignOf(['million', 'one', 'alike', 'none'].map(name => entry(name)), {
	// All in 1–2 ms except one in 4–5 ms, with two empty bins in between.
	[logFile('million')]: of({
		count: 1_000_000, total: 1_500_000, sum_of_squares: 2_300_000, min: 1.1, max: 4.5, distribution: {0: bins(0, 999_999, 0, 0, 1)},
	}),
	[logFile('one')]: of({
		count: 1, total: 3.5, sum_of_squares: 12.25, min: 3.5, max: 3.5, distribution: {0: bins(0, 0, 0, 1)},
	}),
	[logFile('alike')]: of({
		count: 7, total: 14, sum_of_squares: 28, min: 2, max: 2, distribution: {0: bins(0, 0, 7)},
	}),
	[logFile('none')]: logOf({'client-0': idleAgent}, {'server-0': idleAgent}),
});

test(
	'one sample in a million is visible as <0.1%, empty bins next to it as –; one, equal and no samples are drawn or described',
	{timeout: 3 * timeoutMs},
	async () => {
		const explorer = await openOn(folder, '1/4', {columns: 100, rows: 40});
		explorer.press('3');
		await explorer.shows('v view', timeoutMs);
		await explorer.shows('clients  million', timeoutMs);
		const lines = () => explorer.screen().join('\n');
		expect(lines()).toMatch(/^1–2 +999,999 +>99\.9% +>99\.9%$/mv);
		expect(lines()).toMatch(/^2–3 +0 +– +>99\.9%$/mv);
		expect(lines()).toMatch(/^3–4 +0 +– +>99\.9%$/mv);
		expect(lines()).toMatch(/^4–5 +1 +<0\.1% +100%$/mv);
		for (const [name, figures] of [
			['one', 'n=1  mean 3.50 '],
			['alike', 'n=7  mean 2.00 '],
			['none', 'no samples'],
		] as const) {
			explorer.press('j');
			await explorer.shows(`clients  ${name}`, timeoutMs);
			expect(lines()).toContain(figures);
			expect(lines()).not.toMatch(/NaN|Infinity|undefined|null/v);
		}
	},
);
