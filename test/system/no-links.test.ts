import type fs from 'node:fs/promises';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test, vi} from 'vitest';
import {FileExistsError, stageFile} from '../../source/system/staged-file.js';
import {newFolder} from '../campaign-builder.js';

const refused = vi.hoisted(() => ({rename: false}));

// Simulates a file system without hard links (such as BeeGFS) or without renames, since none is available here.
vi.mock('node:fs/promises', async importOriginal => {
	const original = await importOriginal<typeof fs>();
	const refuse = async () => {
		throw Object.assign(new Error('EPERM: operation not permitted'), {code: 'EPERM', errno: -1});
	};

	return {...original, link: refuse, rename: async (from: string, to: string) => refused.rename ? refuse() : original.rename(from, to)};
});

async function writeNew(file: string): Promise<void> {
	const staged = await stageFile(file, {replace: false, sync: true});
	await staged.write('new');
	await staged.commit();
}

test.each([false, true])('without hard links a new file is written and an existing one is kept (renames refused: %s)', async isRenameRefused => {
	refused.rename = isRenameRefused;
	const folder = newFolder();
	await writeNew(path.join(folder, 'a.csv'));
	expect(readFileSync(path.join(folder, 'a.csv'), 'utf8')).toBe('new');
	writeFileSync(path.join(folder, 'b.csv'), 'mine');
	await expect(writeNew(path.join(folder, 'b.csv'))).rejects.toThrow(FileExistsError);
	expect(readFileSync(path.join(folder, 'b.csv'), 'utf8')).toBe('mine');
	expect(readdirSync(folder)).toEqual(['a.csv', 'b.csv']);
});
