import {
	mkdirSync, readFileSync, rmSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {
	campaignOf, entry, goodLog, logFile,
} from '../campaign-builder.js';
import {cursorLine, openOn} from './explorer-helpers.js';

const three = [entry('A-0'), entry('A-1'), entry('A-2')];

/** A campaign whose params.json first lists two iterations, and a function that adds the third. */
function running() {
	const folder = campaignOf(three);
	const file = path.join(folder, 'params.json');
	const whole = readFileSync(file, 'utf8');
	const list: unknown = JSON.parse(whole);
	writeFileSync(file, JSON.stringify(Array.isArray(list) ? list.slice(0, 2) : []));
	return {folder, file, whole};
}

test('with --watch a finished iteration appears automatically; the selection stays, and an incomplete params.json is not an error', async () => {
	const {folder, file, whole} = running();
	const explorer = await openOn(folder, '1/2', {args: ['--watch'], columns: 100, rows: 30});
	explorer.press('j');
	await explorer.shows('2/2');
	writeFileSync(file, whole.slice(0, whole.length / 2));
	await explorer.idle();
	expect(explorer.screen().join('\n')).not.toContain('not JSON');
	writeFileSync(file, whole);
	await explorer.shows('2/3', 15_000);
	await explorer.shows('1 new iteration');
	expect(cursorLine(explorer)).toContain('A-1');
});

test('without it r reloads, and waits for an incomplete params.json', async () => {
	const {folder, file, whole} = running();
	const explorer = await openOn(folder, '1/2', {columns: 120, rows: 30});
	explorer.press('j', '2');
	await explorer.shows('columns 1');
	writeFileSync(file, whole.slice(0, whole.length / 2));
	explorer.press('r');
	await explorer.shows('waiting until it is complete');
	writeFileSync(file, whole);
	await explorer.shows('2/3', 15_000);
	expect(cursorLine(explorer)).toContain('A-1');
});

test('a permanently broken params.json is reported in one line, and everything stays on screen', async () => {
	const {folder, file, whole} = running();
	const explorer = await openOn(folder, '1/2', {columns: 160, rows: 30});
	writeFileSync(file, whole.slice(0, 40));
	explorer.press('r');
	await explorer.shows(/! .*params\.json: not JSON at byte \d+; r tries again/v, 15_000);
	expect(cursorLine(explorer)).toContain('A-0');
	explorer.press('x');
	await explorer.idle();
	expect(explorer.screen().join('\n')).not.toContain('not JSON');
}, 30_000);

test('with --watch an iteration is read when its folder appears', async () => {
	const folder = campaignOf(three);
	const log = path.join(folder, logFile('A-2'));
	rmSync(path.dirname(log), {recursive: true});
	const explorer = await openOn(folder, '1/3', {args: ['--watch'], columns: 100, rows: 30});
	await explorer.shows('1 skipped');
	mkdirSync(path.dirname(log), {recursive: true});
	writeFileSync(log, goodLog);
	await explorer.shows('the campaign has changed', 15_000);
	await explorer.idle();
	expect(explorer.screen()[0]).not.toContain('skipped');
});
