import {spawnSync} from 'node:child_process';
import {
	readFileSync, renameSync, utimesSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {
	agent, campaignOf, entry, logOf, newFolder,
} from '../campaign-builder.js';
import {
	campaignWith, changeUnseen, logWith, okOf, locations,
} from './cached-campaign.js';

describe('cache invalidation', () => {
	test('by a longer log', async () => {
		const [home, {folder, log}] = [newFolder(), campaignWith(5)];
		await okOf(folder, home);
		writeFileSync(log, logWith(66));
		utimesSync(log, 1000, 1000);
		expect(await okOf(folder, home)).toBe('66');
	});

	test('by a log changed in place one nanosecond later', async () => {
		const [home, {folder, log}] = [newFolder(), campaignWith(5)];
		await okOf(folder, home);
		changeUnseen(log);
		expect(spawnSync('touch', ['-d', '@1000.000000001', log]).status).toBe(0);
		expect(await okOf(folder, home)).toBe('6');
	});

	test('by an additional shard', async () => {
		const [home, {folder, log}] = [newFolder(), campaignWith(5)];
		await okOf(folder, home);
		writeFileSync(log.replace('-0.log', '-1.log'), logOf({'client-1': agent()}, {'server-1': agent()}));
		expect(await okOf(folder, home)).toBe('10');
	});

	test('by moving the campaign', async () => {
		const [home, {folder, log}] = [newFolder(), campaignWith(5)];
		await okOf(folder, home);
		changeUnseen(log);
		const moved = path.join(newFolder(), 'moved');
		renameSync(folder, moved);
		expect(await okOf(moved, home)).toBe('6');
	});

	test('by removing an iteration, which also removes its entry', async () => {
		const home = newFolder();
		const folder = campaignOf([entry('A-0'), entry('A-1')]);
		await okOf(folder, home);
		const [file = ''] = locations(home);
		expect(readFileSync(file, 'utf8')).toContain('A-1');
		writeFileSync(path.join(folder, 'params.json'), JSON.stringify([entry('A-0')]));
		await okOf(folder, home);
		expect(readFileSync(file, 'utf8')).not.toContain('A-1');
	});

	test('by damage: garbage, truncation, trailing bytes, another version, any flipped bit', async () => {
		const [home, {folder, log}] = [newFolder(), campaignWith(5)];
		await okOf(folder, home);
		changeUnseen(log);
		const [file = ''] = locations(home);
		const whole = readFileSync(file);
		const flipped = (index: number) => Buffer.from(whole.map((byte, at) => at === index ? byte ^ 1 : byte));
		const damages = [
			Buffer.from(''),
			Buffer.from('garbage\nmore'),
			whole.subarray(0, -1),
			Buffer.concat([whole, Buffer.from(' ')]),
			Buffer.from(whole.toString('latin1').replace(/^\d+/v, '1'), 'latin1'),
			...[0, 5, 43, Math.floor(whole.length / 2), whole.length - 1].map(index => flipped(index)),
		];
		for (const damage of damages) {
			writeFileSync(file, damage);
			expect(await okOf(folder, home)).toBe('6');
			changeUnseen(log);
		}

		// The undamaged entry is used.
		writeFileSync(file, whole);
		expect(await okOf(folder, home)).toBe('5');
	});
});
