import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {newFolder} from './campaign-builder.js';
import {environment} from './program.js';

const root = fileURLToPath(new URL('..', import.meta.url));

test('the packed package runs where it is installed, without dependencies, and contains only the program', () => {
	const location = newFolder('package');
	const run = (command: string, words: readonly string[]) =>
		spawnSync(command, words, {
			cwd: location,
			env: environment({npm_config_cache: path.join(location, 'npm'), npm_config_offline: 'true', npm_config_update_notifier: 'false'}),
			encoding: 'utf8',
		});
	// Without building again, which would replace files that other tests are using.
	const packed = run('npm', ['pack', root, '--ignore-scripts', '--json', '--pack-destination', location]);
	const [{filename = '', files = []} = {}] = JSON.parse(packed.stdout) as Array<{filename?: string; files?: Array<{path: string}>}>;
	expect(new Set(files.map(file => file.path.split('/')[0]))).toEqual(new Set(['LICENSE', 'README.md', 'dist', 'package.json']));
	expect(files.filter(file => /ombt-explorer-|SHA256SUMS|single-executable/v.test(file.path))).toEqual([]);

	const prefix = path.join(location, 'a prefix');
	expect(run('npm', ['install', '--global', '--prefix', prefix, '--no-audit', '--no-fund', path.join(location, filename)])).toMatchObject({status: 0});
	const program = path.join(prefix, 'bin/ombt-explorer');
	const {version} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {version: string};
	expect(run(program, ['--version'])).toMatchObject({status: 0, stdout: `${version}\n`, stderr: ''});
	const table = run(program, ['table', path.join(root, 'fixtures/test_case_1-incremental-it-1'), '--format', 'json']);
	expect({status: table.status, rows: (JSON.parse(table.stdout) as unknown[]).length}).toEqual({status: 0, rows: 11});
}, 60_000);
