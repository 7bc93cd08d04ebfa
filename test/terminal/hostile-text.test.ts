import {expect, test} from 'vitest';
import {
	agent, campaignOf, entry, logFile, logOf,
} from '../campaign-builder.js';
import {
	expectFreshPicture, openOn, timeoutMs,
} from './explorer-helpers.js';

const nasty = 'Tim\u001B]52;c;aGFja2Vk\u0007ed\u0007 out\rnow\u202Etuo\u001B[2J\u009B31m\u001BP1$r\u001B\\\0!';
const folder = campaignOf([entry('a'), entry(`b${nasty}`, {backup_dir: 'b', driver: nasty, [nasty]: nasty}), entry('c', {call_type: nasty})], {
	[logFile('a')]: logOf({[`client${nasty}`]: agent({msgs_fail: 2, errors: {[nasty]: 2}})}, {'server-0': agent()}),
	[logFile('c')]: `{"${'x'.repeat(3)}\u001B]52;c;aGFja2Vk\u0007`,
});

test(
	'OSC 52, BEL, CR, NUL, bidi and 8-bit controls in errors, names and parameters: none is sent, and the picture is intact',
	{timeout: 4 * timeoutMs},
	async () => {
		const explorer = await openOn(folder, '1/3', {columns: 120, rows: 50});
		await explorer.shows('2 × Timed', timeoutMs);
		for (const [keys, shown] of [
			['j', '2/3'],
			['j', '3/3'],
			['2', 'columns 1'],
			['3', 'skipped:'],
			['k', '2/3'],
			['t', '2/3'],
			['1', 'mean ms'],
			['/', 'keep'],
			['Tim\u202Eed', 'no iteration matches'],
		] as const) {
			explorer.press(keys);
			await explorer.shows(shown, timeoutMs);
			await expectFreshPicture(explorer, keys);
		}

		const sent = String(explorer.rawBytes());
		expect(sent).not.toMatch(/[\0-\u{9}\u{B}-\u{1A}\u{1C}-\u{1F}\u{7F}-\u{9F}\u{202A}-\u{202E}]/v);
		expect(sent).not.toContain('\u001B]');
		expect(sent).not.toContain('\u001BP');
		expect(sent).not.toContain('\u001B[2J');
		expect(sent).not.toContain('aGFja2Vk');
	},
);

test('pasted text reaches the terminal only as text: in help, a filter, the palette and a name', {timeout: 4 * timeoutMs}, async () => {
	const explorer = await openOn(folder, '1/3', {columns: 120, rows: 50});
	const before = explorer.rawBytes().length;
	for (const open of [['?', '/'], ['/'], [':'], ['e']]) {
		explorer.press(...open);
		await explorer.idle();
		explorer.press('\u001B[200~pasted\u0007\u000E\u001B]0;x\u0007\u009B5m\u001B[201~');
		await explorer.shows('pasted', timeoutMs);
		await expectFreshPicture(explorer, open.join(' '));
		explorer.press('Escape');
		await explorer.idle();
		explorer.press('Escape');
		await explorer.idle();
	}

	const sent = String(explorer.rawBytes().subarray(before));
	expect(sent).not.toMatch(/[\0-\u{9}\u{B}-\u{1A}\u{1C}-\u{1F}\u{7F}-\u{9F}]/v);
	expect(sent).not.toContain('\u001B]');
});

test('3,000 parentheses and 100 kB are rejected, and keys still work immediately', {timeout: 4 * timeoutMs}, async () => {
	const explorer = await openOn(folder, '1/3', {columns: 120, rows: 50});
	for (const pasted of ['('.repeat(3000), 'word '.repeat(20_000)]) {
		explorer.press('/');
		await explorer.idle();
		const start = performance.now();
		explorer.press(`\u001B[200~${pasted}\u001B[201~`);
		await explorer.idle();
		explorer.press('Escape');
		await explorer.shows('1/3', timeoutMs);
		expect(performance.now() - start).toBeLessThan(3000);
	}
});
