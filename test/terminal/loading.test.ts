import {readdirSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {generateCampaign} from '../benchmark/generate.js';
import {newFolder} from '../campaign-builder.js';
import {
	expectRestored, fingerprint, openOn, timeoutMs, until,
} from './explorer-helpers.js';

const timeout = 6 * timeoutMs;
// 40 logs of 2.3 MB.
const folder = newFolder('big');
const bytes = generateCampaign(folder, {
	iterations: 40, clients: 5000, servers: 100, seed: 7,
});
const before = fingerprint(folder);

test.for([['Ctrl-C'], ['q']] as const)(
	'%s while loading 93 MB returns to the prompt immediately, and leaves the campaign folder unchanged',
	{timeout},
	async ([key]) => {
		expect(bytes).toBeGreaterThan(90_000_000);
		const explorer = await openOn(folder, /logs \d+\/40/v, {args: ['--no-cache']});
		const start = performance.now();
		explorer.press(key);
		expect(await explorer.exited).toMatchObject({code: 0});
		const took = performance.now() - start;
		await expectRestored(explorer);
		// The target is 200 ms; busy machines take longer.
		expect(took).toBeLessThan(1000);
		expect(fingerprint(folder)).toBe(before);
	},
);

test('while loading, keys work and available rows can be opened; finally there are 40', {timeout}, async () => {
	const explorer = await openOn(folder, /logs \d+\/40/v, {args: ['--no-cache']});
	await explorer.shows('A-1 ', timeoutMs);
	explorer.press('j');
	await explorer.shows(/ 2\/\d+/v, timeoutMs);
	explorer.press('3');
	await explorer.shows('share per decade', timeoutMs);
	explorer.press('1');
	await explorer.shows('mean ms', timeoutMs);
	explorer.resize(120, 40);
	await explorer.shows(/ 2\/40$/mv, 3 * timeoutMs);
	explorer.press('q');
	await explorer.exited;
});

test('SIGTERM while loading leaves no temporary file in the cache folder', {timeout}, async () => {
	const cache = newFolder('cache');
	const explorer = await openOn(folder, /logs \d+\/40/v, {env: {XDG_CACHE_HOME: cache}});
	const files = () =>
		readdirSync(cache, {recursive: true, withFileTypes: true})
			.filter(entry => entry.isFile())
			.map(entry => path.join(entry.parentPath, entry.name));
	await until(() => files().length > 0, 'the first entry of the cache');
	explorer.kill('SIGTERM');
	expect(await explorer.exited).toMatchObject({code: 143});
	await expectRestored(explorer);
	// The name of a file being written ends with the process and a random number.
	expect(files().filter(file => path.basename(file).includes('.'))).toEqual([]);
});
