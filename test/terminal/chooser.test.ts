import {Buffer} from 'node:buffer';
import {
	mkdirSync, statSync, symlinkSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {
	entry, goodLog, logFile, writeFiles,
} from '../campaign-builder.js';
import {
	expectFreshPicture, expectRestored, openOn, timeoutMs,
} from './explorer-helpers.js';

const timeout = 3 * timeoutMs;

test('in a folder with two campaigns Enter opens the selected one, Esc returns to the list', {timeout}, async () => {
	const folder = writeFiles({
		'it-2/params.json': JSON.stringify([entry('a'), entry('b')]),
		[`it-2/${logFile('a')}`]: goodLog,
		[`it-2/${logFile('b')}`]: goodLog,
		'it-10/params.json': JSON.stringify([entry('c')]),
		[`it-10/${logFile('c')}`]: goodLog,
		'no-campaign/notes.txt': '',
	});
	const explorer = await openOn(folder, 'Campaigns here: 1/2');
	const rows = () => explorer.screen().filter(line => /^[> ] (?:it|no)-/v.test(line));
	const [few, many] = ['it-2', 'it-10'].map(name => statSync(path.join(folder, name, 'params.json')).size);
	expect(rows()).toEqual([`> it-2   2 iterations  params.json ${few} B`, `  it-10  1 iteration   params.json ${many} B`]);
	explorer.press('?');
	await explorer.shows('open the campaign', timeoutMs);
	explorer.press('Escape');
	await explorer.shows('Campaigns here: 1/2', timeoutMs);
	explorer.press('jjj');
	await explorer.shows('Campaigns here: 2/2', timeoutMs);
	expect(rows().map(line => line.slice(0, 7))).toEqual(['  it-2 ', '> it-10']);
	explorer.press('Enter');
	await explorer.shows(/it-10 › c .*1\/1$/mv, timeoutMs);
	explorer.press('Escape');
	await explorer.shows('Campaigns here: 2/2', timeoutMs);
	explorer.press('k', 'Enter');
	await explorer.shows(/it-2 › a .*1\/2$/mv, timeoutMs);
	await expectFreshPicture(explorer, 'choosing');
	explorer.press('q');
	expect(await explorer.exited).toMatchObject({code: 0});
	await expectRestored(explorer);
});

test('a folder whose name is not UTF-8 is listed, with the reason why it cannot be opened and a remedy', {timeout}, async () => {
	const folder = writeFiles({'plain/params.json': '[]'});
	const foreign = Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.of(0xE9)]);
	mkdirSync(foreign);
	writeFileSync(Buffer.concat([foreign, Buffer.from('/params.json')]), '[]');
	const explorer = await openOn(folder, 'Campaigns here: 1/2', {columns: 120});
	explorer.press('Enter');
	await explorer.shows('caf\u{FFFD} cannot be opened: its name is not UTF-8: rename it, or give a link that points to it (ln -s)', timeoutMs);
	explorer.press('j', 'Enter');
	await explorer.shows('This campaign has no iterations yet.', timeoutMs);
	const link = path.join(folder, 'link');
	symlinkSync(foreign, link);
	await openOn(link, 'This campaign has no iterations yet.');
});

test('a campaign without iterations shows what was searched and where; every screen and r are harmless', {timeout}, async () => {
	const folder = writeFiles({'params.json': '[]'});
	const explorer = await openOn(folder, 'This campaign has no iterations yet.', {columns: 120, rows: 40});
	expect(explorer.screen().join('\n')).toContain(path.join(folder, 'params.json'));
	for (const key of ['j', 'G', 'Enter', '2', 'Space', 't', '3', 'c', 'L', 'r', '1']) {
		explorer.press(key);
		await explorer.shows('This campaign has no iterations yet.', timeoutMs);
	}

	await expectFreshPicture(explorer, 'keys on nothing');
	expect(explorer.screen()[0]).toContain('0/0');
});

test('a campaign with only skipped iterations shows what was searched and where, and why each was skipped', {timeout}, async () => {
	const folder = writeFiles({'params.json': JSON.stringify([entry('a'), entry('b')]), [logFile('b')]: ''});
	const explorer = await openOn(folder, '0 of 2 iterations are usable.', {columns: 160, rows: 40});
	const picture = explorer.screen().join('\n');
	expect(picture).toContain(`Looked in ${folder}/`);
	expect(picture).toContain('*controller*.log');
	expect(picture).toMatch(/a +skipped: a: absent folder/v);
	expect(picture).toMatch(/b +skipped: host_controller-0-topic-0-b-0\.log: empty log/v);
	expect(picture).toContain('2 skipped');
	explorer.press('3');
	await explorer.shows('a skipped: a: absent folder', timeoutMs);
});

test('an invalid params.json is listed without a number of iterations, and opening it shows the error', {timeout}, async () => {
	const folder = writeFiles({'broken/params.json': '[{', 'empty/params.json': '[]'});
	const explorer = await openOn(folder, 'Campaigns here: 1/2');
	expect(explorer.screen().filter(line => line.includes('params.json'))).toEqual([
		'> broken  — iterations  params.json 2 B',
		'  empty   0 iterations  params.json 2 B',
	]);
	explorer.press('Enter');
	await explorer.shows(/broken\/params\.json.*not JSON|unexpected|tries again/iv, timeoutMs);
});
