import {
	chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {describe, expect, test} from 'vitest';
import {runProgram} from '../program.js';
import {newFolder} from '../campaign-builder.js';
import {
	campaignWith, changeUnseen, locations, okOf, table,
} from '../campaign/cached-campaign.js';

const ownFolder = (home: string): string => path.join(home, 'ombt-explorer');

/** Ways in which other users could have written to a cache folder. */
const foreign: ReadonlyArray<readonly [string, (home: string) => void]> = [
	['a link instead of the folder of aggregates', home => {
		const target = newFolder('thesis');
		writeFileSync(path.join(target, 'chapter.1.tex'), 'years of work');
		mkdirSync(ownFolder(home), {mode: 0o700});
		symlinkSync(target, path.join(ownFolder(home), 'aggregates'));
	}],
	['a link instead of the program\'s folder', home => {
		symlinkSync(newFolder('elsewhere'), ownFolder(home));
	}],
	['a folder that others may write to', home => {
		mkdirSync(ownFolder(home));
		chmodSync(ownFolder(home), 0o777);
	}],
	['a folder of aggregates that others may write to', home => {
		mkdirSync(path.join(ownFolder(home), 'aggregates'), {recursive: true, mode: 0o700});
		chmodSync(path.join(ownFolder(home), 'aggregates'), 0o770);
	}],
	['a file instead of the folder', home => {
		writeFileSync(ownFolder(home), '');
	}],
];

describe('a cache folder that others could have written to is not used', () => {
	test.each(foreign)('%s: is reported in a line, nothing is written or removed', async (_, prepare) => {
		const [home, {folder, log}] = [newFolder(), campaignWith(5)];
		prepare(home);
		const {status, stderr} = await table(folder, home);
		expect(status).toBe(0);
		expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(/^ombt-explorer: no cache is used: .*; remove it, or set XDG_CACHE_HOME to a folder of your own$/v)]);
		changeUnseen(log);
		expect(await okOf(folder, home)).toBe('6');
		expect(locations(home).map(file => path.basename(file))).toEqual(locations(home).length === 0 ? [] : ['chapter.1.tex']);
	});

	test.skipIf(process.geteuid?.() !== 0)('another user\'s', async () => {
		const [home, {folder, log}] = [newFolder(), campaignWith(5)];
		await okOf(folder, home);
		changeUnseen(log);
		const {chownSync} = await import('node:fs');
		chownSync(path.join(ownFolder(home), 'aggregates'), 65_534, 65_534);
		const {stderr, stdout} = await table(folder, home);
		expect(stderr).toContain('is not a folder that you alone may write to');
		expect(stdout).toContain('"client_ok": 6');
	});

	test('does not read an entry that is a link, a fifo or owned by another user', async () => {
		const [home, {folder, log}] = [newFolder(), campaignWith(5)];
		await okOf(folder, home);
		changeUnseen(log);
		const [file = ''] = locations(home);
		const copy = path.join(newFolder(), 'copy');
		writeFileSync(copy, readFileSync(file));
		const {rmSync} = await import('node:fs');
		rmSync(file);
		symlinkSync(copy, file);
		expect(await okOf(folder, home)).toBe('6');
		expect(readFileSync(copy, 'utf8')).toContain('"ok":5');
	});
});

test('does not write to a cache folder that is a link into the campaign', async () => {
	const {folder} = campaignWith(5);
	const inside = path.join(folder, 'cache');
	mkdirSync(inside);
	const link = path.join(newFolder(), 'link');
	symlinkSync(inside, link);
	expect(await okOf(folder, link)).toBe('5');
	expect(readdirSync(inside)).toEqual([]);
	const alias = path.join(newFolder(), 'alias');
	symlinkSync(folder, alias);
	expect(await okOf(alias, path.join(folder, 'cache'))).toBe('5');
	expect(readdirSync(inside)).toEqual([]);
});

test('runs without a cache folder if it cannot be created', async () => {
	const {folder} = campaignWith(5);
	const {status} = await runProgram(['table', folder], {env: {XDG_CACHE_HOME: '/proc/nothing'}});
	expect(status).toBe(0);
	expect(existsSync('/proc/nothing')).toBe(false);
});
