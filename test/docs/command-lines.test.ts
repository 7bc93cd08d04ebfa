import {spawnSync} from 'node:child_process';
import {
	cpSync, existsSync, mkdirSync, readFileSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {describe, expect, test} from 'vitest';
import {newFolder} from '../campaign-builder.js';
import {environment, program} from '../program.js';
import {commandLines, root, type CommandLine} from './pages.js';

const campaign = 'test_case_1-incremental-it-1';
const {name: packageName, version, scripts, devDependencies} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
	readonly name: string;
	readonly version: string;
	readonly scripts: Readonly<Record<string, string>>;
	readonly devDependencies: Readonly<Record<string, string>>;
};

/** A folder with the bundled campaign, and a home where the program is installed as described in the README. */
const folder = newFolder('docs');
const programs = path.join(folder, '.local/bin');
cpSync(path.join(root, 'fixtures', campaign), path.join(folder, campaign), {recursive: true});
mkdirSync(programs, {recursive: true});
writeFileSync(path.join(programs, packageName), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`, {mode: 0o755});

/** How to check an npm or npx command line without running it; gets the arguments after the program's name. */
const checks: Readonly<Record<string, (words: readonly string[]) => void>> = {
	npm([command = '', ...words]) {
		const [script = command] = command === 'run' ? words : [];
		const own = ['ci', 'pack'];
		if (command === 'install') {
			expect(words.findLast(word => !word.startsWith('-'))).toBe(`./${packageName}-${version}.tgz`);
		} else {
			expect([...own, ...Object.keys(scripts)]).toContain(script);
		}
	},
	npx([tool = '', ...words]) {
		const packages: Readonly<Record<string, string>> = {tsc: 'typescript'};
		expect(Object.keys(devDependencies)).toContain(packages[tool] ?? tool);
		expect(words.filter(word => word.includes('/') && !existsSync(path.join(root, word)))).toEqual([]);
	},
};

function runLine({line, status, output}: CommandLine): void {
	const home = environment();
	const ended = spawnSync('sh', ['-c', line], {
		cwd: folder, env: {...home, HOME: folder, PATH: `${programs}:${home.PATH}`}, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'],
	});
	expect({status: ended.status, stderr: ended.stderr.replaceAll(/^skipped G-0: .*\n/gmv, '').replaceAll(/^ombt-explorer: .*\n/gmv, '')})
		.toEqual({status, stderr: ''});
	if (output !== undefined) {
		expect(ended.stdout).toBe(output);
	}
}

describe('command lines in README and docs', () => {
	test('are found, several of each kind', () => {
		const kinds = new Set(commandLines.map(({line}) => path.basename(line.split(' ', 1).join(''))));
		expect(kinds).toEqual(new Set(['npm', 'npx', 'tar', packageName]));
	});

	test.each(commandLines.map(line => [`${line.page}: ${line.line}`, line] as const))('%s', (_, commandLine) => {
		for (const part of commandLine.line.split(' && ')) {
			const [first = '', ...words] = part.trim().split(/ +/v);
			const check = checks[first];
			if (check) {
				check(words);
			} else if (commandLine.needs === undefined) {
				runLine({...commandLine, line: part});
			}
		}
	});
});
