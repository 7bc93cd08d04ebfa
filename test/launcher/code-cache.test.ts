import {
	chmodSync, chownSync, existsSync, lstatSync, readdirSync, readFileSync, renameSync, symlinkSync, utimesSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {Script} from 'node:vm';
import {describe, expect, test} from 'vitest';
import {
	addCode, codeFileName, noCode, readCode,
} from '../../source/launcher/code-cache.js';
import {newFolder} from '../campaign-builder.js';

const source = 'function double(x) { return 2 * x; } double(21)';
const scriptsOf = (cachedData?: Uint8Array) => {
	const script = new Script(source, {cachedData});
	script.runInThisContext();
	return new Map([['core', script]]);
};

const build = '0123456789abcdef';
const newFile = () => path.join(newFolder('code'), 'cache/ombt-explorer/code', codeFileName(build));
const run = {command: 'table', mayHaveGrown: false};

async function written() {
	const file = newFile();
	return {file, code: await addCode(file, noCode, {...run, scripts: scriptsOf()})};
}

describe('code cache', () => {
	test('is read back unchanged and accepted by V8', async () => {
		const {file, code} = await written();
		const read = await readCode(file);
		expect(read.commands).toEqual(['table']);
		expect(read).toEqual({commands: code.commands, scripts: new Map([...code.scripts].map(([name, data]) => [name, Buffer.from(data)]))});
		expect(scriptsOf(read.scripts.get('core')).get('core')?.cachedDataRejected).toBe(false);
	});

	test('is in private folders and files', async () => {
		const {file} = await written();
		const modes = [file, path.dirname(file), path.dirname(path.dirname(file))].map(name => (lstatSync(name).mode % 0o1000).toString(8));
		expect(modes).toEqual(['600', '700', '700']);
	});

	test('is written again for a new command, but not for a known one', async () => {
		const {file, code} = await written();
		const scripts = scriptsOf(code.scripts.get('core'));
		expect(await addCode(file, code, {...run, scripts})).toBe(code);
		const more = await addCode(file, code, {...run, command: 'trend', scripts});
		expect(more.commands).toEqual(['table', 'trend']);
		expect((await readCode(file)).commands).toEqual(['table', 'trend']);
	});

	test.each([
		['damaged', (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -1), Buffer.from([(bytes.at(-1) ?? 0) + 1])])],
		['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
		['empty', () => Buffer.alloc(0)],
	])('is ignored if %s', async (_, change) => {
		const {file} = await written();
		writeFileSync(file, change(readFileSync(file)));
		expect(await readCode(file)).toEqual(noCode);
	});

	test('of other builds is removed, the oldest first, and nothing else', async () => {
		const {file, code} = await written();
		const folder = path.dirname(file);
		const old = Array.from({length: 8}, (_, index) => `${String(index).repeat(16)}-v20.19.0-x64`);
		for (const [index, name] of [...old, 'thesis.tex', 'aggregates.v2'].entries()) {
			writeFileSync(path.join(folder, name), '');
			utimesSync(path.join(folder, name), index, index);
		}

		await addCode(file, code, {...run, command: 'trend', scripts: scriptsOf()});
		expect(readdirSync(folder).sort()).toEqual([path.basename(file), ...old.slice(3), 'thesis.tex', 'aggregates.v2'].sort());
	});
});

describe('a cache folder that others could have written to', () => {
	const spoil: Readonly<Record<string, (folder: string) => void>> = {
		'is a link'(folder) {
			renameSync(folder, `${folder}-elsewhere`);
			symlinkSync(`${folder}-elsewhere`, folder);
		},
		'the group can write to'(folder) {
			chmodSync(folder, 0o770);
		},
		'all can write to'(folder) {
			chmodSync(folder, 0o1777);
		},
		...process.getuid?.() === 0 && {
			'is another user\'s'(folder: string) {
				chownSync(folder, 65_534, 65_534);
			},
		},
	};
	const cases = Object.keys(spoil).flatMap(name => [[name, 'code', 1], [name, 'ombt-explorer', 2]] as const);

	test.each(cases)('%s (%s): is neither read nor written', async (name, _, levels) => {
		const {file, code} = await written();
		const folder = levels === 1 ? path.dirname(file) : path.dirname(path.dirname(file));
		const before = readFileSync(file);
		spoil[name]?.(folder);
		expect(await readCode(file)).toEqual(noCode);
		await addCode(file, code, {...run, command: 'trend', scripts: scriptsOf()});
		expect(readFileSync(file)).toEqual(before);
	});

	test('is read without files that are links or writable by others', async () => {
		const {file} = await written();
		chmodSync(file, 0o666);
		expect(await readCode(file)).toEqual(noCode);
		chmodSync(file, 0o600);
		renameSync(file, `${file}-elsewhere`);
		symlinkSync(`${file}-elsewhere`, file);
		expect(await readCode(file)).toEqual(noCode);
	});

	test('only costs speed if it cannot be created', async () => {
		const folder = newFolder('code');
		writeFileSync(path.join(folder, 'cache'), '');
		const file = path.join(folder, 'cache/ombt-explorer/code', codeFileName(build));
		expect(await addCode(file, noCode, {...run, scripts: scriptsOf()})).toBe(noCode);
		expect(existsSync(file)).toBe(false);
	});
});
