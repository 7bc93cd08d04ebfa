import {
	chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {describe, expect, test} from 'vitest';
import {codeOf, writeProblem} from '../../source/system/errors.js';
import {openOutputFile} from '../../source/system/output-file.js';
import {ownerText, thisProcess} from '../../source/system/owner.js';
import {FileExistsError, removeAbandoned} from '../../source/system/staged-file.js';
import {newFolder} from '../campaign-builder.js';

const campaignFolder = newFolder('campaign');

async function writeTo(name: string, {text = 'new', replace = true} = {}): Promise<void> {
	const output = await openOutputFile(name, {campaignFolder, replace});
	await output.write(text);
	await output.finish();
}

const permissions = (file: string): string => (statSync(file).mode % 0o1000).toString(8);

describe('a replaced file', () => {
	test('keeps its permissions', async () => {
		const file = path.join(newFolder(), 'a.csv');
		writeFileSync(file, 'old');
		chmodSync(file, 0o640);
		await writeTo(file);
		expect([readFileSync(file, 'utf8'), permissions(file)]).toEqual(['new', '640']);
	});

	test('keeps the link that points to it, even a dangling one', async () => {
		const folder = newFolder();
		mkdirSync(path.join(folder, 'real'));
		const link = path.join(folder, 'link.csv');
		symlinkSync('real/a.csv', link);
		await writeTo(link, {text: 'first'});
		await writeTo(link, {text: 'second'});
		expect(lstatSync(link).isSymbolicLink()).toBe(true);
		expect(readFileSync(path.join(folder, 'real/a.csv'), 'utf8')).toBe('second');
		expect(readdirSync(path.join(folder, 'real'))).toEqual(['a.csv']);
	});

	test('is not replaced through a link into the campaign', async () => {
		writeFileSync(path.join(campaignFolder, 'params.json'), '[]');
		const link = path.join(newFolder(), 'link.csv');
		symlinkSync(path.join(campaignFolder, 'params.json'), link);
		await expect(writeTo(link)).rejects.toThrow('lies in the campaign');
		expect(readFileSync(path.join(campaignFolder, 'params.json'), 'utf8')).toBe('[]');
	});

	test('is kept with replace: false', async () => {
		const folder = newFolder();
		writeFileSync(path.join(folder, 'a.csv'), 'mine');
		await expect(writeTo(path.join(folder, 'a.csv'), {replace: false})).rejects.toThrow(FileExistsError);
		expect(readFileSync(path.join(folder, 'a.csv'), 'utf8')).toBe('mine');
	});
});

test('a name may have the maximum length; a longer one is rejected', async () => {
	const folder = newFolder();
	const longest = `${'n'.repeat(251)}.csv`;
	await writeTo(path.join(folder, longest));
	expect(readdirSync(folder)).toEqual([longest]);
	await expect(writeTo(path.join(folder, `n${longest}`))).rejects.toThrow('the name is too long (ENAMETOOLONG)');
	expect(readdirSync(folder)).toEqual([longest]);
});

test('unfinished files of a dead process are removed when the next file is written there', async () => {
	const folder = newFolder();
	const names = [`.ombt-explorer-${ownerText({...thisProcess(), pid: 4_194_303})}-00000000`, `.ombt-explorer-${ownerText(thisProcess())}-00000000`, '.ombt-explorer-x'];
	for (const name of names) {
		writeFileSync(path.join(folder, name), '');
	}

	await removeAbandoned(folder);
	expect(names.map(name => existsSync(path.join(folder, name)))).toEqual([false, true, true]);
});

test('50 files leave no exit listeners behind', async () => {
	const folder = newFolder();
	const before = process.listenerCount('exit');
	for (let index = 0; index < 50; index++) {
		await writeTo(path.join(folder, 'a.csv'), {replace: false}).catch(() => undefined);
	}

	expect(process.listenerCount('exit')).toBe(before);
});

test('a quota error is recognised by its number, which has no name in Node', () => {
	const error = Object.assign(new Error('Unknown system error -122: Unknown system error -122, write'), {code: 'Unknown system error -122', errno: -122});
	expect(codeOf(error)).toBe('EDQUOT');
	expect(writeProblem(error).reason).toBe('your disk quota is used up (EDQUOT)');
});
