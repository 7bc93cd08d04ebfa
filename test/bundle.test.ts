import {
	existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync,
} from 'node:fs';
import {spawnSync} from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {newFolder} from './campaign-builder.js';
import {environment, program} from './program.js';

const folder = path.dirname(program);
const campaign = fileURLToPath(new URL('../fixtures/test_case_1-incremental-it-1', import.meta.url));
// `npm run package` writes its executables to the same folder.
const names = readdirSync(folder).filter(name => !/^ombt-explorer-|^SHA256SUMS$/v.test(name));

/** Texts that identify a library, and that no minifier changes. */
const libraries = {
	tar: 'TAR_ENTRY_INVALID', dockerode: '/containers/create', 'influxdb-client': 'influxdb-client-js', ink: 'react.memo',
} as const;

describe('modules loaded at startup', () => {
	test.each(Object.entries(libraries))('%s is in the bundle, but not in that', (_, words) => {
		const holders = names.filter(name => name.endsWith('.js') && readFileSync(path.join(folder, name), 'utf8').toLowerCase().includes(words.toLowerCase()));
		expect(holders.length).toBeGreaterThan(0);
		expect(holders).not.toContain('core.js');
	});
});

test('the build contains only text, no code compiled for a specific version of Node', () => {
	expect(names.filter(name => !/\.(?:c?js|map|json)$|^THIRD-PARTY-NOTICES$/v.test(name))).toEqual([]);
});

describe('code compiled by V8 in the first run', () => {
	const run = (cache: string, ...words: readonly string[]) => {
		const {status, stdout} = spawnSync(process.execPath, [program, 'table', campaign, ...words], {
			env: environment({XDG_CACHE_HOME: cache}), encoding: 'utf8',
		});
		return {status, stdout};
	};

	const codeIn = (cache: string): readonly string[] => {
		const code = path.join(cache, 'ombt-explorer/code');
		return existsSync(code) ? readdirSync(code).map(name => path.join(code, name)) : [];
	};

	test('is cached for the next run, which writes nothing', () => {
		const cache = newFolder('cache');
		const first = run(cache);
		const [file = ''] = codeIn(cache);
		const {mtimeMs, size} = statSync(file);
		expect(size).toBeGreaterThan(100_000);
		expect(run(cache)).toEqual(first);
		expect(statSync(file).mtimeMs).toBe(mtimeMs);
	});

	test('is not cached with --no-cache', () => {
		const cache = newFolder('cache');
		expect(run(cache, '--no-cache').status).toBe(0);
		expect(codeIn(cache)).toEqual([]);
	});

	test('is replaced if damaged', () => {
		const cache = newFolder('cache');
		const first = run(cache);
		const [file = ''] = codeIn(cache);
		const bytes = readFileSync(file);
		writeFileSync(file, bytes.fill(0x5A, bytes.length / 2));
		expect(run(cache)).toEqual(first);
		expect(readFileSync(file).subarray(bytes.length / 2)).not.toEqual(bytes.subarray(bytes.length / 2));
	});

	test('is never written into the campaign, not even through links', () => {
		const copy = newFolder('campaign');
		writeFileSync(path.join(copy, 'params.json'), '[]');
		const link = path.join(newFolder('link'), 'cache');
		symlinkSync(copy, link);
		for (const cache of [copy, link]) {
			spawnSync(process.execPath, [program, 'table', copy], {env: environment({XDG_CACHE_HOME: cache})});
		}

		expect(readdirSync(copy)).toEqual(['params.json']);
	});
});
