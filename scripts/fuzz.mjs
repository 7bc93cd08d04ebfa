// npm run fuzz -- --seconds N [--target NAME] [--seed FIRST]: reads randomly damaged inputs. Stops at the first failure, and prints its seed.
import process from 'node:process';
import {parseArgs} from 'node:util';
import {register} from 'tsx/esm/api';

register();
const {targets} = await import(new URL('../test/fuzz/targets.ts', import.meta.url));

const {values: {seconds, seed: first, target}} = parseArgs({
	options: {
		seconds: {type: 'string', default: '60'}, target: {type: 'string'}, seed: {type: 'string', default: String(Date.now() % 1_000_000_000)},
	},
});
const names = target === undefined ? Object.keys(targets) : [target];
if (!names.every(name => Object.hasOwn(targets, name))) {
	console.error(`--target must be one of ${Object.keys(targets).join(', ')}`);
	process.exit(2);
}

for (const name of names) {
	const end = Date.now() + Number(seconds) * 1000 / names.length;
	let slowest = {milliseconds: 0, seed: 0};
	let seed = Number(first);
	for (; Date.now() < end; seed++) {
		const before = performance.now();
		try {
			await targets[name](seed);
		} catch (error) {
			console.error(`${name}, seed ${seed}:`, error);
			process.exit(1);
		}

		const milliseconds = performance.now() - before;
		slowest = milliseconds > slowest.milliseconds ? {milliseconds, seed} : slowest;
	}

	const memory = Math.round(process.memoryUsage().rss / 1024 ** 2);
	console.log(`${name}: ${seed - Number(first)} inputs from seed ${first}; the slowest, ${slowest.seed}, took ${Math.round(slowest.milliseconds)} ms; ${memory} MiB of memory`);
}
