import {writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {expect, test} from 'vitest';
import {
	entry, goodLog, logFile, writeFiles,
} from '../campaign-builder.js';
import {program} from '../program.js';
import {filesOf, pack, packedCampaign} from '../sources/pack-campaign.js';
import {openOn, timeoutMs} from './explorer-helpers.js';

const timeout = 4 * timeoutMs;

test.each(['.tar.gz', '.zip'])('a campaign in a %s has its name as title, its metrics and agents, and says where it comes from', {timeout}, async ending => {
	const file = packedCampaign(ending);
	const explorer = await openOn(file, /test_case_1-incremental-it-1 › A-0/v, {columns: 120, rows: 40});
	explorer.press('5');
	await explorer.shows(/rabbitmq/v, timeoutMs);
	expect(explorer.screen().join('\n')).not.toContain('no influxdb-data');
	explorer.press('Escape');
	await explorer.shows(/1 Iterations/v, timeoutMs);
	explorer.press('i');
	await explorer.shows('Where this comes from', timeoutMs);
	const text = explorer.screen().join('');
	expect(text).toContain(`${path.basename(file)}/test_case_1-incremental-it-1/params.json`);
	expect(text).not.toContain('ombt-explorer/sources');
	explorer.press('G');
	await explorer.shows(/"start_time": \d/v, timeoutMs);
	explorer.press('Escape', '6');
	await explorer.shows(/10 clients/v, timeoutMs);
});

test('r reads a changed archive again', {timeout}, async () => {
	const campaignOf = (name: string) => writeFiles({'params.json': JSON.stringify([entry(name)]), [logFile(name)]: goodLog});
	const file = packedCampaign('.tar', campaignOf('first'), 'c');
	const explorer = await openOn(file, /c › first/v);
	writeFileSync(file, pack('.tar', filesOf(campaignOf('second'), 'c')));
	explorer.press('r');
	await explorer.shows(/c › second/v, timeoutMs);
});

test('of several campaigns in an archive one is chosen, and Esc returns to the list', {timeout}, async () => {
	const folder = writeFiles({
		'it-1/params.json': JSON.stringify([entry('a')]), [`it-1/${logFile('a')}`]: goodLog,
		'it-2/params.json': JSON.stringify([entry('b')]), [`it-2/${logFile('b')}`]: goodLog,
	});
	const explorer = await openOn(packedCampaign('.tgz', folder, 'results'), 'Campaigns here: 1/2');
	explorer.press('j', 'Enter');
	await explorer.shows(/it-2 › b/v, timeoutMs);
	explorer.press('r');
	await explorer.shows(/it-2 › b/v, timeoutMs);
	explorer.press('Escape');
	await explorer.shows('Campaigns here: 2/2', timeoutMs);
});

test('a tar on standard input leaves the keyboard to the explorer', {timeout}, async () => {
	const file = packedCampaign('.tar.gz');
	const explorer = await openOn('-', /test_case_1-incremental-it-1 › A-0/v, {
		command: ['sh', '-c', 'cat "$0" | "$1" "$2" "$3"', file, process.execPath, program],
	});
	await explorer.shows(/1\/12 · 1 skipped/v, timeoutMs);
	explorer.press('j');
	await explorer.shows(/› A-1/v, timeoutMs);
	explorer.press('q');
	expect(await explorer.exited).toMatchObject({code: 0});
});

test('a damaged archive is named, and the terminal is restored', {timeout}, async () => {
	const file = path.join(writeFiles({'c.tar.gz': new Uint8Array([0x1F, 0x8B, 8, 0])}), 'c.tar.gz');
	const explorer = await openOn(file, /c\.tar\.gz: is truncated/v);
	expect(await explorer.exited).toMatchObject({code: 1});
});
