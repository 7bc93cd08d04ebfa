import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {newFolder} from './campaign-builder.js';
import {program, runProgram} from './program.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const built = readFileSync(path.join(path.dirname(program), 'THIRD-PARTY-NOTICES'), 'utf8');

type Metafile = {readonly outputs: Readonly<Record<string, {readonly inputs: Readonly<Record<string, unknown>>}>>};

type Dependencies = Readonly<Record<string, string>>;
type LockedPackage = {
	readonly name?: string;
	readonly version: string;
	readonly dependencies?: Dependencies;
	readonly devDependencies?: Dependencies;
	readonly peerDependencies?: Dependencies;
	readonly optionalDependencies?: Dependencies;
};

const {thirdPartyNotices} = await import(path.join(root, 'scripts/notices.mjs')) as {
	thirdPartyNotices: (metafiles: readonly Metafile[], root: string) => Promise<string>;
};

describe('the notices', () => {
	test('list the packages of the program with version, licence and text', () => {
		for (const name of ['ink', 'react', 'meow', 'tar', 'dockerode', 'yoga-layout', '@influxdata/influxdb-client', 'env-paths']) {
			expect(built).toMatch(new RegExp(String.raw`^${name} \d+\.\d+\.\d+ \([\w.\-]+\)$`, 'mv'));
		}

		const sections = built.split(/^-{80}$/mv).slice(1);
		expect(sections.length).toBeGreaterThan(60);
		expect(sections.filter(section => section.length < 400)).toEqual([]);
	});

	test('list no package that is not in the program', () => {
		expect(built).not.toMatch(/^(?:vitest|esbuild|typescript|xo) \d/mv);
	});

	test('list only packages on which the program or a listed package depends', () => {
		const {packages} = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {packages: Readonly<Record<string, LockedPackage>>};
		const listed = [...built.matchAll(/^(?<id>\S+ \d+\.\d+\.\d+\S*) \(.+\)$/gmv)].map(({groups}) => groups!.id!);
		const wanted = new Set(Object.entries(packages)
			.filter(([folder, {name, version}]) => folder === '' || listed.includes(`${name ?? folder.replace(/^.*node_modules\//v, '')} ${version}`))
			.flatMap(([, {dependencies, devDependencies, peerDependencies, optionalDependencies}]) =>
				Object.keys({
					...dependencies, ...devDependencies, ...peerDependencies, ...optionalDependencies,
				}))
			.map(name => packages[`node_modules/${name}`]?.name ?? name));
		expect(listed.length).toBeGreaterThan(60);
		expect(listed.filter(id => !wanted.has(id.replace(/ .*$/v, '')))).toEqual([]);
	});

	test('in the repository match the build: otherwise run `npm run build && cp dist/THIRD-PARTY-NOTICES .`', () => {
		expect(readFileSync(path.join(root, 'THIRD-PARTY-NOTICES'), 'utf8')).toBe(built);
	});

	test('are printed by --licenses', async () => {
		expect(await runProgram(['--licenses'])).toEqual({status: 0, stdout: built, stderr: ''});
	});
});

describe('a bundled package', () => {
	const folderWith = (files: Readonly<Record<string, string>>) => {
		const folder = newFolder('notices');
		mkdirSync(path.join(folder, 'node_modules/@scope/name'), {recursive: true});
		for (const [name, text] of Object.entries(files)) {
			writeFileSync(path.join(folder, 'node_modules/@scope/name', name), text);
		}

		return folder;
	};

	const metafile: Metafile = {outputs: {'cli.js': {inputs: {'source/cli.ts': {}, 'node_modules/@scope/name/dist/index.js': {}}}}};
	const packageJson = JSON.stringify({name: '@scope/name', version: '1.2.3', license: 'MIT'});

	test('is listed with its licence', async () => {
		const notices = await thirdPartyNotices([metafile], folderWith({'package.json': packageJson, 'LICENCE.md': 'Do what you like.'}));
		expect(notices).toMatch(/\n@scope\/name 1\.2\.3 \(MIT\)\n\nDo what you like\.\n$/v);
	});

	test.each([
		['text of a licence', {'package.json': packageJson}],
		['licence', {'package.json': '{"name": "@scope/name", "version": "1.2.3"}', LICENSE: 'Do what you like.'}],
	])('without a %s fails the build', async (_, files) => {
		await expect(thirdPartyNotices([metafile], folderWith(files))).rejects.toThrow('@scope/name 1.2.3');
	});
});
