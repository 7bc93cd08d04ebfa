import {spawn, spawnSync} from 'node:child_process';
import {
	existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {expect, test} from 'vitest';
import {type Owner, ownerText, thisProcess} from '../../../source/system/owner.js';
import {folderPrefix, makePrivateFolder} from '../../../source/system/private-folder.js';
import {processesWith, configIn, reapLeftovers} from '../../../source/metrics/lifetime/reap-leftovers.js';
import {newFolder} from '../../campaign-builder.js';
import {home} from '../engines/private-home.js';

const location = path.join(home, 'ombt-explorer');
const dead: Owner = {...thisProcess(), start: '1'};

/** A folder left behind by an owner, with a file in it. */
function leave(owner: Owner): string {
	const folder = path.join(location, `${folderPrefix}${ownerText(owner)}-abcdef`);
	mkdirSync(path.join(folder, 'influxdb-data'), {recursive: true});
	writeFileSync(path.join(folder, 'influxdb-data', 'file'), 'x');
	return folder;
}

test('a private folder is readable only by its owner, and can be removed', async () => {
	const folder = await makePrivateFolder();
	expect(path.dirname(folder.path)).toBe(location);
	expect(statSync(folder.path).mode & 0o777).toBe(0o700);
	await folder.remove();
	await folder.remove();
	expect(existsSync(folder.path)).toBe(false);
});

test('a private folder is removed when its process exits, even while files are being written into it', () => {
	const source = import.meta.resolve('../../../source/system/private-folder.js').replace(/\.js$/v, '.ts');
	const script = `
		import {writeFile} from 'node:fs/promises';
		const {makePrivateFolder} = await import('${source}');
		const {path} = await makePrivateFolder();
		for (let file = 0; file < 800; file++) {
			void writeFile(path + '/' + file, 'x');
		}

		setImmediate(() => process.exit(7));
	`;
	const {status, stderr} = spawnSync(process.execPath, ['--import', import.meta.resolve('tsx'), '--input-type=module', '-e', script], {encoding: 'utf8'});
	expect({status, stderr, left: readdirSync(location)}).toEqual({status: 7, stderr: '', left: []});
});

test('without a usable cache folder it is created among the temporary files', async () => {
	process.env.XDG_CACHE_HOME = '/proc/nowhere/cache';
	process.env.TMPDIR = home;
	const folder = await makePrivateFolder();
	expect(path.dirname(folder.path)).toBe(home);
	await folder.remove();
	process.env.XDG_CACHE_HOME = home;
	delete process.env.TMPDIR;
});

test('removes the folder of a dead owner', async () => {
	const folder = leave(dead);
	await reapLeftovers();
	expect(existsSync(folder)).toBe(false);
});

test('keeps folders of live owners, of other machines, and foreign ones', async () => {
	const living = await makePrivateFolder();
	const foreign = leave({...dead, machine: '00000000'});
	const others = ['ombt-explorer', 'ombt-explorer-notes', 'ombt-explorer-1-1-1', 'aggregates'].map(name => path.join(location, name));
	for (const other of others) {
		mkdirSync(other);
	}

	await reapLeftovers();
	expect(readdirSync(location).sort()).toEqual([living.path, foreign, ...others].map(folder => path.basename(folder)).sort());
	await living.remove();
});

test('keeps a link that is named like a dead owner\'s folder, and its target', async () => {
	const target = newFolder('target');
	writeFileSync(path.join(target, 'file'), 'x');
	const link = path.join(location, `${folderPrefix}${ownerText(dead)}-linked`);
	symlinkSync(target, link);
	await reapLeftovers();
	expect(existsSync(link)).toBe(true);
	expect(readdirSync(target)).toEqual(['file']);
});

test('kills only the server of the dead owner\'s folder', async () => {
	const folder = leave(dead);
	const start = (config: string) => spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', '--', '-config', config], {stdio: 'ignore'});
	const ours = start(configIn(folder));
	const other = start(configIn(`${folder}x`));
	const ended = new Promise(resolve => {
		ours.once('exit', (_status, signal) => {
			resolve(signal);
		});
	});
	while (processesWith('-config', configIn(folder)).length === 0) {
		await new Promise(setImmediate);
	}

	await reapLeftovers();
	await expect(ended).resolves.toBe('SIGKILL');
	expect(other.exitCode ?? other.signalCode).toBeNull();
	other.kill('SIGKILL');
});
