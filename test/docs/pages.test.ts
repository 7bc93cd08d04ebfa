import {existsSync, readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {commands} from '../../source/commands/commands.js';
import {sourceFlags} from '../../source/commands/shared-flags.js';
import {commandHelp, generalHelp} from '../../source/commands/help.js';
import {catalogue} from '../../source/metrics/catalogue.js';
import {commandLines, pages, root} from './pages.js';

const flagPattern = /(?<![\w\-])--[a-z][\w\-]*/gv;
const flagsIn = (text: string): readonly string[] => [...text.matchAll(flagPattern)].map(([flag]) => flag);
const flagsOfHelp: ReadonlySet<string> = new Set(flagsIn([generalHelp(commands), ...commands.map(command => commandHelp(command))].join('\n')));
const textOf = (name: string): string => pages.find(page => page.name === name)?.text ?? '';

/** Flags of other programs that the pages mention. */
const others: ReadonlySet<string> = new Set([
	'--dereference', '--disable-wasm-trap-handler', '--global', '--hard-dereference', '--prefix', '--project', '--noEmit', '--quick', '--seconds', '--seed', '--sparse', '--target',
]);

test('the README is short', () => {
	expect(Buffer.byteLength(textOf('README.md'))).toBeLessThanOrEqual(10_000);
});

test('the README starts with the two commands', () => {
	expect(commandLines.filter(({page}) => page === 'README.md').slice(0, 2).map(({line}) => line)).toEqual(['npm start', 'npm test']);
});

test('every flag in the help is documented, and every flag on the pages is in the help', () => {
	const documented = new Set(flagsIn(textOf('docs/commands.md')));
	expect([...flagsOfHelp].filter(flag => !documented.has(flag))).toEqual([]);
	const unknown = pages.flatMap(({name, text}) => flagsIn(text).filter(flag => !flagsOfHelp.has(flag) && !others.has(flag)).map(flag => `${name}: ${flag}`));
	expect(unknown).toEqual([]);
});

test('each command documents its own flags', () => {
	const sections = new Map(textOf('docs/commands.md').split(/^## /mv).map(section => [section.split('\n', 1).join(''), section]));
	const missing = commands.flatMap(({name, flags}) => flags.filter(flag => !sourceFlags.includes(flag) && !flagsIn(sections.get(name) ?? '').includes(`--${flag.name}`)).map(flag => `${name} --${flag.name}`));
	expect(missing).toEqual([]);
});

test('every metric is documented', () => {
	expect(catalogue.filter(({name}) => !textOf('docs/metrics.md').includes(`\`${name}\``)).map(({name}) => name)).toEqual([]);
});

const anchorsOf = (text: string): ReadonlySet<string> => new Set([...text.matchAll(/^#+ (?<title>.+)$/gmv)].map(({groups}) =>
	(groups?.title ?? '').toLowerCase().replaceAll(/[^\p{L}\p{N} _\-]/gv, '').replaceAll(' ', '-')));

test('links between the pages are valid', () => {
	const broken = pages.flatMap(({name, text}) => [...text.matchAll(/\]\((?<target>[^\)\s]+)\)/gv)].flatMap(({groups}) => {
		const [file = '', anchor] = (groups?.target ?? '').split('#');
		if (/^https?:/v.test(file)) {
			return [];
		}

		const location = file === '' ? path.join(root, name) : path.join(root, path.dirname(name), file);
		const isFound = existsSync(location) && (anchor === undefined || anchorsOf(readFileSync(location, 'utf8')).has(anchor));
		return isFound ? [] : [`${name}: ${groups?.target ?? ''}`];
	}));
	expect(broken).toEqual([]);
});

test('files and folders mentioned on the pages exist', () => {
	const missing = pages.filter(({name}) => name !== 'CHANGELOG.md').flatMap(({name, text}) =>
		[...text.matchAll(/`(?<file>(?:source|scripts|test|fixtures|docs|\.ci)\/[\w.\/\-]*)`/gv)]
			.map(({groups}) => groups?.file ?? '').filter(file => !existsSync(path.join(root, file))).map(file => `${name}: ${file}`));
	expect(missing).toEqual([]);
});

test('files mentioned by the end of their path exist', () => {
	const nested = ['source', 'scripts', 'test'].flatMap(folder => readdirSync(path.join(root, folder), {recursive: true, encoding: 'utf8'}).map(file => `${folder}/${file}`));
	const files = [...readdirSync(root), ...nested].map(file => `/${file}`);
	const missing = pages.filter(({name}) => name !== 'CHANGELOG.md').flatMap(({name, text}) =>
		[...text.matchAll(/`(?<file>[\w.\/\-]+\.(?:tsx?|[cm]js))`/gv)]
			.map(({groups}) => groups?.file ?? '').filter(file => !files.some(known => known.endsWith(`/${file}`))).map(file => `${name}: ${file}`));
	expect(missing).toEqual([]);
});

test('messages quoted as symptoms exist in the source', () => {
	const source = readdirSync(path.join(root, 'source'), {recursive: true, encoding: 'utf8'})
		.filter(file => /\.tsx?$/v.test(file)).map(file => readFileSync(path.join(root, 'source', file), 'utf8')).join('\n');
	const symptoms = textOf('docs/troubleshooting.md').split('\n').filter(line => line.startsWith('|')).map(line => line.split(' | ')[0] ?? '');
	const quoted = symptoms.flatMap(symptom => [...symptom.matchAll(/`(?<message>[^`]+)`/gv)].map(({groups}) => groups?.message ?? ''));
	expect(quoted.length).toBeGreaterThan(30);
	const missing = quoted.filter(message => message.split('…').map(part => part.replaceAll(/^[\s:;]+|[\s:;]+$/gv, '')).some(part => part.length > 3 && !source.includes(part)));
	expect(missing).toEqual([]);
});

test('CITATION.cff has the version of the package', () => {
	const {version} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {readonly version: string};
	const citation = readFileSync(path.join(root, 'CITATION.cff'), 'utf8');
	expect(citation).toMatch(/^cff-version: 1\.2\.0$/mv);
	expect(/^version: (?<version>.+)$/mv.exec(citation)?.groups?.version).toBe(version);
});
