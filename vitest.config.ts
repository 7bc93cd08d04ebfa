import {defineConfig} from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
		// Tests of the program start real terminals, databases and Docker engines.
		testTimeout: 30_000,
	},
});
