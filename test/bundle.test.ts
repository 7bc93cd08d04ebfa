import {spawnSync} from 'node:child_process';
import {
	cpSync, readdirSync, readFileSync, rmSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {Script} from 'node:vm';
import {describe, expect, test} from 'vitest';
import {newFolder} from './campaign-builder.js';
import {environment, program} from './program.js';

const folder = path.dirname(program);
const namesIn = (location: string, ending: string) => readdirSync(location).filter(name => name.endsWith(ending));

/** Words that stand in a library, and that no minifier changes. */
const libraries = {
	tar: 'TAR_ENTRY_INVALID', dockerode: '/containers/create', 'influxdb-client': 'influxdb-client-js', ink: 'react.memo',
} as const;

describe('what starts with the program', () => {
	test.each(Object.entries(libraries))('%s is in the bundle, but not in that', (_, words) => {
		const holders = namesIn(folder, '.js').filter(name => readFileSync(path.join(folder, name), 'utf8').toLowerCase().includes(words.toLowerCase()));
		expect(holders.length).toBeGreaterThan(0);
		expect(holders).not.toContain('core.js');
	});
});

describe('what Node has compiled ahead', () => {
	const run = (location: string) => {
		const {status, stdout, stderr} = spawnSync(process.execPath, [path.join(location, 'cli.js'), '--version'], {env: environment(), encoding: 'utf8'});
		return {status, stdout, stderr};
	};

	const copyOf = (name: string) => {
		const location = path.join(newFolder(name), 'dist');
		cpSync(folder, location, {recursive: true});
		return location;
	};

	const expected = run(folder);

	test('is there for what every run loads and for the explorer, and taken by the same Node', () => {
		const compiled = namesIn(folder, '.compiled');
		expect(compiled).toEqual(expect.arrayContaining(['core.js.compiled', expect.stringMatching(/^run-/v)]));
		for (const name of compiled) {
			const file = path.join(folder, name);
			const script = new Script(readFileSync(file.replace(/\.compiled$/v, ''), 'utf8'), {cachedData: readFileSync(file)});
			expect({name, isRejected: script.cachedDataRejected}).toEqual({name, isRejected: false});
		}
	});

	test('is not needed', () => {
		const location = copyOf('without');
		for (const name of namesIn(location, '.compiled')) {
			rmSync(path.join(location, name));
		}

		expect(run(location)).toEqual(expected);
		expect(expected.status).toBe(0);
	});

	test.each([
		['of another Node', (bytes: Buffer) => bytes.fill(0x5A, 4, 8)],
		['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
		['empty', () => Buffer.alloc(0)],
	])('is passed over where it is %s', (name, change) => {
		const location = copyOf(name.replaceAll(' ', '-'));
		const file = path.join(location, 'core.js.compiled');
		writeFileSync(file, change(readFileSync(file)));
		expect(run(location)).toEqual(expected);
	});
});
