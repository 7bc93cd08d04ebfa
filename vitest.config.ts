import {defineConfig} from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
		// Tests of the program run what is built.
		globalSetup: './scripts/build-if-stale.mjs',
		// They start real terminals, databases and Docker engines.
		testTimeout: 30_000,
	},
});
