import process from 'node:process';
import {expect, test} from 'vitest';
import {targets} from './targets.js';

const inputs: Readonly<Record<string, number>> = {
	log: 4000, parameters: 1000, filter: 10_000, keys: 4000, cache: 500,
};
/** Processor time, so that other load on the machine does not matter. */
const maxMilliseconds = 2000;
const maxBytes = 400 * 1024 ** 2;

test.each(Object.entries(inputs))('%s: %i invalid inputs are handled in bounded time and memory', {timeout: 120_000}, async (name, count) => {
	const memory = process.memoryUsage().rss;
	for (let seed = 0; seed < count; seed++) {
		const before = process.cpuUsage();
		await targets[name]?.(seed).catch((error: unknown) => {
			throw new Error(`${name}, seed ${seed}`, {cause: error});
		});
		expect(process.cpuUsage(before).user / 1000, `${name}, seed ${seed}`).toBeLessThan(maxMilliseconds);
	}

	expect(process.memoryUsage().rss - memory).toBeLessThan(maxBytes);
});
