// Reads databases with something wrong in them: `npm run fuzz -- --seconds N [--seed FIRST]`. What should not happen ends it, with its seed.
import process from 'node:process';
import {parseArgs} from 'node:util';
import {register} from 'tsx/esm/api';

register();
const {fuzzOnce} = await import(new URL('../test/metrics/engines/embedded/fuzz.ts', import.meta.url));

const {values: {seconds, seed: first}} = parseArgs({options: {seconds: {type: 'string', default: '60'}, seed: {type: 'string', default: String(Date.now() % 1_000_000_000)}}});
const began = Date.now();
let slowest = {milliseconds: 0, seed: 0};
let seed = Number(first);
for (; Date.now() - began < Number(seconds) * 1000; seed++) {
	const before = performance.now();
	try {
		await fuzzOnce(seed);
	} catch (error) {
		console.error(`seed ${seed}:`, error);
		process.exit(1);
	}

	const milliseconds = performance.now() - before;
	slowest = milliseconds > slowest.milliseconds ? {milliseconds, seed} : slowest;
}

console.log(`${seed - Number(first)} inputs from seed ${first}; the slowest, ${slowest.seed}, took ${Math.round(slowest.milliseconds)} ms; ${Math.round(process.memoryUsage().rss / 1024 ** 2)} MiB of memory`);
