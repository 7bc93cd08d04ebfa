import {availableParallelism} from 'node:os';
import {defineConfig} from 'vitest/config';

const all = '**/*.test.{ts,tsx}';

/** What only calls functions, and leaves the process as it was: files share processes, which saves loading the same modules for each. */
const shared = [`test/{benchmark,campaign,plots,reports,tar,text,tsm,ui/{components,figures,keys,screens,state}}/${all}`, 'test/ui/*.test.ts'];

/** What runs the program, servers or databases, or changes its environment: each file has a process of its own. */
const isolated = [`test/{commands,docs,fuzz,launcher,metrics/{archive,engines},sources,system}/${all}`, 'test/{,metrics/}*.test.ts', 'test/executable/executable.test.ts'];

/** One more than there are processors: many tests wait for a server. */
const maxWorkers = availableParallelism() + 1;

export default defineConfig({
	test: {
		// Tests of the program run the built one.
		globalSetup: './scripts/build-if-stale.mjs',
		setupFiles: './test/remove-folders.ts',
		// Tests start real terminals, databases and Docker engines: this is for tests that hang.
		testTimeout: 60_000,
		projects: [
			// Several files at once. Vitest begins with the project whose name comes first; the short files of `shared` fill the gaps.
			{
				extends: true,
				test: {name: 'isolated', include: isolated, maxWorkers},
			},
			{
				extends: true,
				test: {
					name: 'shared', include: shared, maxWorkers, isolate: false, unstubEnvs: true,
				},
			},
			// All others look at a terminal or at when a process ends: one at a time, after the other projects, so that nothing else keeps the machine busy.
			{
				extends: true,
				test: {
					name: 'timed', include: [`test/${all}`], exclude: [...isolated, ...shared], maxWorkers: 1, sequence: {groupOrder: 1},
				},
			},
		],
	},
});
