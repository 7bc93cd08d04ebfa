import {expect, test} from 'vitest';
import {
	agent, campaignOf, entry, latency, logFile, logOf,
} from '../campaign-builder.js';
import {open, realCampaign} from './open.js';

test('with NO_COLOR not one colour is sent, and cursor, marks and failures are still told apart', async () => {
	const explorer = open(realCampaign, {env: {NO_COLOR: '1'}, columns: 120, rows: 40});
	await explorer.shows('1/12');
	explorer.press('Space', '2', '3', '6', '7', '1', '?');
	await explorer.shows('On Iterations');
	explorer.press('Escape');
	await explorer.shows('>*A-0');
	await explorer.idle();
	expect(String(explorer.rawBytes())).not.toMatch(/\u001B\[(?:[\d;]*;)?(?:3\d|4\d|9\d|10\d)(?:;[\d;]*)?m/v);
	expect(explorer.cells(4)[0]?.inverse).toBe(true);
});

test.for([{LC_ALL: 'C', LANG: 'C'}, {TERM: 'linux'}])('with %o no byte above ~ is sent, and the histogram still reads', async env => {
	const explorer = open(realCampaign, {env, columns: 120, rows: 40});
	await explorer.shows('1/12');
	explorer.press('2');
	await explorer.shows('+--');
	explorer.press('3');
	await explorer.shows('####');
	explorer.press('6');
	await explorer.shows('clients');
	explorer.press('7');
	await explorer.shows('What to do');
	await explorer.idle();
	expect(explorer.rawBytes().filter(byte => byte > 0x7E)).toHaveLength(0);
});

const attack = 'boom\u001B]52;c;QUJD\u0007\u0007\r\u202Etxt.exe\u009B31m\u001BP1;2q\u001B\\\n\u200B';

test('a hostile text in names, parameters and errors is harmless on every screen', async () => {
	const folder = campaignOf([entry('A-0', {driver: attack, iteration_id: `${attack}A`, [attack]: attack})], {
		[logFile('A-0')]: logOf({[attack]: agent({msgs_fail: 1, errors: {[attack]: 1}})}, {[`s${attack}`]: agent()}),
	});
	const explorer = open(folder, {columns: 160, rows: 50});
	await explorer.shows('1/1');
	for (const key of ['2', '3', '6', 'Enter', '7', '1', '/']) {
		explorer.press(key);
		await explorer.idle();
	}

	const bytes = String(explorer.rawBytes());
	expect(bytes).toContain('boom');
	expect(bytes).not.toMatch(/\u001B\]|\u001BP|[\u0007\u0080-\u009F\u200B-\u200F\u202A-\u202E]|\r(?!\n)/v);
});

test('one sample in a million has a visible bar and <0.1%, the empty bin beside it neither', async () => {
	const folder = campaignOf([entry('A-0')], {
		[logFile('A-0')]: logOf({
			'client-0': agent({
				msgs_ok: 1_000_000,
				latency: latency({
					min: 0.5, max: 2.5, total: 600_000, count: 1_000_000, sum_of_squares: 400_000, distribution: {0: [999_999, 0, 1, 0, 0, 0, 0, 0, 0, 0]},
				}),
			}),
		}, {'server-0': agent()}),
	});
	const explorer = open(folder);
	await explorer.shows('1/1');
	explorer.press('3');
	await explorer.shows(/2–3 +1 +<0\.1% +100% +▏/v);
	await explorer.shows(/1–2 +0 +– +>99\.9%$/mv);
});

const single = {
	min: 3.3, max: 3.3, total: 3.3, count: 1, sum_of_squares: 10.89, distribution: {0: [0, 0, 0, 1, 0, 0, 0, 0, 0, 0]},
};

test.for([
	['one sample', single, 'n=1 '],
	['samples all alike', {
		...single, total: 33, count: 10, sum_of_squares: 108.9, distribution: {0: [0, 0, 0, 10, 0, 0, 0, 0, 0, 0]},
	}, '± 0'],
	['no samples', {
		min: null, max: null, total: 0, count: 0, sum_of_squares: 0, distribution: {},
	}, 'no samples'],
] as const)('of %s the latency draws or says why, without NaN', async ([, values, words]) => {
	const folder = campaignOf([entry('A-0')], {[logFile('A-0')]: logOf({'client-0': agent({latency: values})}, {'server-0': agent()})});
	const explorer = open(folder);
	await explorer.shows('1/1');
	explorer.press('3');
	await explorer.shows(words);
	expect(explorer.screen().join('\n')).not.toMatch(/NaN|Infinity|undefined/v);
});
