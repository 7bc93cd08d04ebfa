import {createHash} from 'node:crypto';
import {readdirSync, readFileSync, statSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {expect, test} from 'vitest';
import {generateCampaign} from '../benchmark/generate.js';
import {
	campaignOf, entry, newFolder, writeFiles,
} from '../campaign-builder.js';
import {program} from '../program.js';
import type {Explorer} from './driver.js';
import {open, realCampaign} from './open.js';

/** Every file below a folder with a digest of its bytes, and its time. */
const pictureOf = (folder: string): readonly string[] => readdirSync(folder, {recursive: true, encoding: 'utf8'}).sort().map(name => {
	const file = path.join(folder, name);
	const {mtimeMs, size} = statSync(file);
	return statSync(file).isFile() ? `${name} ${size} ${mtimeMs} ${createHash('sha1').update(readFileSync(file)).digest('hex')}` : name;
});

async function expectShellIsBack(explorer: Explorer): Promise<void> {
	await explorer.idle();
	expect(explorer.isAlternate()).toBe(false);
	expect(explorer.cursorHidden()).toBe(false);
}

test('after a visit of every screen the campaign on disk is as it was, to the byte', async () => {
	const before = pictureOf(realCampaign);
	const explorer = open(realCampaign);
	await explorer.shows('1/12');
	for (const key of ['2', '3', '6', '7', '1', 'r', 'Space']) {
		explorer.press(key);
		await explorer.idle();
	}

	explorer.press('q');
	expect(await explorer.exited).toEqual({code: 0, signal: undefined});
	await expectShellIsBack(explorer);
	expect(pictureOf(realCampaign)).toEqual(before);
});

test.for([['SIGTERM', 143], ['SIGHUP', 129]] as const)('%s gives the shell its screen back, and exits with %i', async ([signal, status]) => {
	const explorer = open(realCampaign);
	await explorer.shows('1/12');
	explorer.kill(signal);
	expect(await explorer.exited).toMatchObject({code: status});
	await expectShellIsBack(explorer);
});

test('Ctrl-C ends a load of many megabytes at once', async () => {
	const folder = newFolder('large');
	generateCampaign(folder, {
		iterations: 12, clients: 8000, servers: 800, seed: 3,
	});
	const explorer = open(folder, {columns: 120, rows: 30});
	await explorer.shows(/logs \d+\/12|reading \d+\/12/v, 20_000);
	const start = performance.now();
	explorer.press('Ctrl-C');
	expect(await explorer.exited).toMatchObject({code: 0});
	expect(performance.now() - start).toBeLessThan(1000);
	await expectShellIsBack(explorer);
}, 60_000);

test('while it loads the first iterations can be looked at, and resizing does no harm', async () => {
	const folder = newFolder('large');
	generateCampaign(folder, {
		iterations: 12, clients: 4000, servers: 400, seed: 4,
	});
	const explorer = open(folder, {columns: 200, rows: 50});
	await explorer.shows('A-0', 20_000);
	for (const [columns, rows] of [[59, 14], [80, 24], [200, 50]] as const) {
		explorer.resize(columns, rows);
		explorer.press('j');
	}

	await explorer.shows('4/12', 30_000);
	await explorer.idle();
	expect(explorer.screen().find(line => line.startsWith('>'))).toContain('A-3');
}, 60_000);

test('in CI and without a terminal on standard input it draws, and keys come from the terminal', async () => {
	const explorer = open('', {
		command: ['/bin/sh', '-c', `"${process.execPath}" "${program}" "${realCampaign}" </dev/null`], args: [], env: {CI: 'true'},
	});
	await explorer.shows('1/12');
	explorer.press('j');
	await explorer.shows('2/12');
	explorer.press('q');
	expect(await explorer.exited).toMatchObject({code: 0});
});

test('when the line drops the process is gone', async () => {
	const explorer = open(realCampaign);
	await explorer.shows('1/12');
	const start = performance.now();
	explorer.hangUp();
	await explorer.exited;
	expect(performance.now() - start).toBeLessThan(2000);
});

test('of a folder with several campaigns one is chosen, and Esc comes back to the choice', async () => {
	const [one, two] = [campaignOf([entry('A-0')]), campaignOf([entry('B-0'), entry('B-1')])];
	const read = (folder: string, name: string, id: string) => ({
		[`${name}/params.json`]: readFileSync(path.join(folder, 'params.json')),
		[`${name}/${id}/host_controller-0-topic-0-${id}-0.log`]: readFileSync(path.join(folder, id, `host_controller-0-topic-0-${id}-0.log`)),
	});
	const explorer = open(writeFiles({...read(one, 'first', 'A-0'), ...read(two, 'second', 'B-0')}));
	await explorer.shows('Campaigns here: 1/2');
	explorer.press('Down', 'Enter');
	await explorer.shows('second › B-0');
	await explorer.shows('1/2 · 1 skipped');
	explorer.press('Escape');
	await explorer.shows('Campaigns here: 2/2');
	explorer.press('Up', 'Enter');
	await explorer.shows('first › A-0');
});

test('an empty campaign says what was looked for and where', async () => {
	const explorer = open(campaignOf([]), {columns: 160, rows: 24});
	await explorer.shows('This campaign has no iterations yet.');
	await explorer.shows('params.json, which is an empty list');
	explorer.press('2', '3', '6', '7', 'j', 'Enter', 'Space', '1');
	await explorer.shows('This campaign has no iterations yet.');
});

test('a campaign whose iterations were all skipped says what was looked for and where', async () => {
	const folder = writeFiles({'params.json': JSON.stringify([entry('A-0'), entry('A-1')])});
	const explorer = open(folder, {columns: 160, rows: 40});
	await explorer.shows('Not one of the 2 iterations can be used.');
	await explorer.shows('*controller*.log');
	await explorer.shows('A-0: absent folder');
});

test('Ctrl-Z stops the program with the shell’s screen back; when it goes on the same picture returns', async () => {
	const explorer = open(realCampaign);
	await explorer.shows('Problems (3)');
	explorer.press('j');
	await explorer.shows('2/12');
	await explorer.idle();
	const before = explorer.screen();
	explorer.press('Ctrl-Z');
	await expect.poll(() => readFileSync(`/proc/${explorer.pid}/stat`, 'utf8').replace(/^.*\) /v, '').slice(0, 1), {timeout: 5000}).toBe('T');
	await expectShellIsBack(explorer);
	explorer.kill('SIGCONT');
	await explorer.shows('2/12');
	await explorer.idle();
	expect(explorer.screen()).toEqual(before);
});
