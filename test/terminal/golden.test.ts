import {expect, test} from 'vitest';
import {bundled, openOn} from './explorer-helpers.js';

/** The screens: a text that shows when each is ready, and the keys that lead to the state to record. */
const screens = [
	{name: 'iterations', keys: ['1', 'j', 'j'], shown: '3/12'},
	{name: 'table', keys: ['2'], shown: 'columns 1'},
	{name: 'latency', keys: ['3'], shown: 'p99.9'},
	{name: 'trends', keys: ['4'], shown: 'against clients'},
	{name: 'metrics', keys: ['5'], shown: /● rabbitmq-bus-0[\s\S]*Esc back/v},
	{name: 'agents', keys: ['6'], shown: '1/10 clients'},
	{name: 'problems', keys: ['7'], shown: 'What to do'},
] as const;

test.for(screens)('$name matches its golden frame', async ({name, keys, shown}) => {
	const explorer = await openOn(bundled, '1/12', {columns: 110, rows: 32});
	for (const key of keys) {
		explorer.press(key);
		await explorer.idle();
	}

	await explorer.shows(shown);
	await explorer.idle();
	await expect(`${explorer.screen().map(line => line.trimEnd()).join('\n')}\n`).toMatchFileSnapshot(`golden/${name}.txt`);
});

test('in ASCII without colours the iterations match their golden frame', async () => {
	const explorer = await openOn(bundled, '1/12', {
		columns: 80, rows: 24, args: ['--ascii'], env: {NO_COLOR: '1'},
	});
	await explorer.idle();
	await expect(`${explorer.screen().map(line => line.trimEnd()).join('\n')}\n`).toMatchFileSnapshot('golden/iterations-ascii.txt');
});
