import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {openExplorer} from './driver.js';

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

test('run from source, as by npm run dev, the explorer shows the same screen in colours', async () => {
	const source = [process.execPath, path('node_modules/tsx/dist/cli.mjs'), '--import', path('scripts/dev-loader.mjs'), path('source/cli.ts')] as const;
	const screens = [];
	for (const command of [source, [process.execPath, path('dist/cli.js')] as const]) {
		const explorer = openExplorer({command, args: [path('fixtures/test_case_1-incremental-it-1')]});
		await explorer.shows('1 skipped', 30_000);
		await explorer.idle();
		expect(explorer.cells(1).some(({inverse}) => inverse)).toBe(true);
		screens.push(explorer.screen());
		await explorer.close();
	}

	expect(screens[0]).toEqual(screens[1]);
});
