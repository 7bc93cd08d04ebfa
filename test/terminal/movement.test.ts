import {expect, test} from 'vitest';
import {createRandom} from '../benchmark/generate.js';
import {campaignOf, entry} from '../campaign-builder.js';
import {screenKeys} from '../../source/ui/keys/common-keys.js';
import {overlays} from '../../source/ui/overlays/overlays.js';
import {screens} from '../../source/ui/screens/screens.js';
import {
	bundled, cursorLine, expectFreshPicture, openOn, timeoutMs,
} from './explorer-helpers.js';

const timeout = 3 * timeoutMs;

test('G on 1,000 iterations selects the last, and the picture equals a full repaint', {timeout}, async () => {
	const folder = campaignOf(Array.from({length: 1000}, (_, index) => entry(`i-${index + 1}`)));
	const explorer = await openOn(folder, / 1\/1000$/mv);
	explorer.press('G');
	await explorer.shows(/› i-1000 .* 1000\/1000$/mv, timeoutMs);
	expect(cursorLine(explorer)).toContain('i-1000');
	await expectFreshPicture(explorer, 'G');
	explorer.press('Down', 'j', 'PageDown');
	await expectFreshPicture(explorer, 'keys past the end');
	expect(cursorLine(explorer)).toContain('i-1000');
	explorer.press('g');
	await explorer.shows(/› i-1 .* 1\/1000$/mv, timeoutMs);
	expect(cursorLine(explorer)).toContain('i-1 ');
	// Keys as sent by a held key, some of them joined by the connection.
	for (const keys of ['j', 'jj', 'jjjj', 'j', 'jjjjjjjjj', 'jjj']) {
		explorer.press(keys);
	}

	await explorer.shows(/› i-21 .* 21\/1000$/mv, timeoutMs);
	await explorer.idle();
	expect(cursorLine(explorer)).toContain('i-21 ');
	await expectFreshPicture(explorer, 'twenty times j');
});

test('an arrow split by the connection (Esc, 20 ms, [B) is one step down and closes nothing', {timeout}, async () => {
	const explorer = await openOn(bundled, '1/12');
	explorer.press('/', 'router', 'Enter');
	await explorer.shows('1/5', timeoutMs);
	let tornFor = Infinity;
	for (let steps = 1; steps < 5 && tornFor > 40; steps++) {
		explorer.press('g');
		await explorer.shows('1/5', timeoutMs);
		const start = performance.now();
		explorer.press('Escape');
		await new Promise(resolve => {
			setTimeout(resolve, 20);
		});
		explorer.press('[B');
		tornFor = performance.now() - start;
	}

	await explorer.shows('2/5', timeoutMs);
	expect(explorer.screen().join('\n')).toContain('/router 5 of 12');
});

test('moving, pages, screens and help: after each step the picture equals a full repaint', {timeout}, async () => {
	const explorer = await openOn(bundled, '1/12');
	const steps: ReadonlyArray<readonly [keys: string, shown: string]> = [
		['Down', '2/12'],
		['2', 'columns 1'],
		['Right', 'driver: message bus'],
		['$', 'per_server_fail: mean'],
		['0', 'iteration_id: name'],
		['End', '12/12'],
		['3', 'G-0 skipped'],
		['Left', 'p99.9'],
		['c', 'seen by the'],
		['?', 'On Latency'],
		['Escape', 'p99.9'],
		['s', 'run order'],
		['Escape', 'p99.9'],
		['1', 'mean ms'],
		['t', 'broker rpc-call'],
	];
	for (const [key, shown] of steps) {
		explorer.press(key);
		await explorer.shows(shown, timeoutMs);
		await expectFreshPicture(explorer, key);
	}
});

const bytesNames: Readonly<Record<string, string>> = {
	pagedown: 'PageDown', pageup: 'PageUp', 'shift-tab': 'Shift-Tab',
};
const leaving = new Set(['q', 'ctrl-c', 'escape']);
const bindings = [...screens.flatMap(screen => screenKeys(screens, screen.keys)), ...Object.values(overlays).flatMap(({keys}) => keys)];
const allKeys = [...new Set(bindings.flatMap(({keys}) => keys))]
	.filter(key => !leaving.has(key))
	.map(key => bytesNames[key] ?? (key.length > 1 ? key.replaceAll(/(?:^|-)[a-z]/gv, letters => letters.toUpperCase()) : key));

test.for([
	['1', 'mean ms'],
	['2', 'columns '],
	['3', 'p99.9'],
] as const)('any keys of any screen or overlay, in any order, keep screen %s intact', {timeout}, async ([screen, shown]) => {
	const explorer = await openOn(bundled, '1/12', {columns: 100, rows: 30});
	const random = createRandom(Number(screen));
	for (let round = 0; round < 2; round++) {
		const keys = allKeys
			.map(key => ({key, order: random()}))
			.sort((a, b) => a.order - b.order)
			.map(({key}) => key);
		explorer.press(screen);
		await explorer.shows(shown, timeoutMs);
		explorer.press(...keys);
		await expectFreshPicture(explorer, keys.join(' '));
		// Closes everything that is open, one step at a time, back to the list.
		for (let step = 0; step < 4; step++) {
			explorer.press('Escape');
			await explorer.idle();
		}

		explorer.press('1', 'g');
		await explorer.shows(/ 1\/12/v, timeoutMs);
		expect(explorer.screen().join('\n'), keys.join(' ')).toMatch(/ [A-F]-[0-2] /v);
		expect(explorer.screen().join('\n')).not.toMatch(/NaN|undefined|Error/v);
	}

	explorer.press('q');
	expect(await explorer.exited).toMatchObject({code: 0});
});
