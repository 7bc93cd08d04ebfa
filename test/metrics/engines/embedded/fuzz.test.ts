import process from 'node:process';
import {expect, test} from 'vitest';
import {fuzzOnce} from './fuzz.js';

const inputs = 4000;
/** Processor time, so that other load on the machine does not matter. */
const maxMilliseconds = 2000;
const maxBytes = 400 * 1024 ** 2;

test(`${inputs} damaged databases are read without a crash, in bounded time and memory`, {timeout: 300_000}, async () => {
	const memory = process.memoryUsage().rss;
	for (let seed = 0; seed < inputs; seed++) {
		const before = process.cpuUsage();
		await fuzzOnce(seed).catch((error: unknown) => {
			throw new Error(`seed ${seed}`, {cause: error});
		});
		expect(process.cpuUsage(before).user / 1000, `seed ${seed}`).toBeLessThan(maxMilliseconds);
		if (seed % 100 === 0) {
			expect(process.memoryUsage().rss - memory, `seed ${seed}`).toBeLessThan(maxBytes);
		}
	}
});
