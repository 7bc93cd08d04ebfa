import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';

const source = fileURLToPath(new URL('../source', import.meta.url));

/** The folders of source/, and what each may import besides itself. A lower folder never imports a higher one. */
const allowed: Readonly<Record<string, readonly string[]>> = {
	'cli.ts': ['commands', 'campaign', 'sources', 'system', 'text'],
	launcher: ['system'],
	commands: ['reports', 'plots', 'metrics', 'campaign', 'sources', 'system', 'text'],
	ui: ['reports', 'plots', 'metrics', 'campaign', 'sources', 'system', 'text'],
	reports: ['plots', 'metrics', 'campaign', 'sources', 'system', 'text'],
	plots: ['campaign', 'system', 'text'],
	metrics: ['tsm', 'campaign', 'sources', 'tar', 'system', 'text'],
	campaign: ['system', 'text'],
	sources: ['tar', 'system', 'text'],
	tar: ['system', 'text'],
	tsm: ['system', 'text'],
	text: [],
	system: ['text'],
};

/** Allowed exceptions: the command that starts the UI. */
const exceptions: ReadonlyArray<readonly [file: RegExp, folder: string]> = [
	[/^commands\/explore\.ts$/v, 'ui'],
];

type Import = {readonly file: string; readonly from: string; readonly to: string};

function importsOf(file: string): readonly Import[] {
	const text = readFileSync(path.join(source, file), 'utf8');
	return [...text.matchAll(/(?:from|import\() ?'(?<target>\.[^']+)'/gv)].flatMap(({groups}) => {
		const target = path.relative(source, path.resolve(source, path.dirname(file), groups?.target ?? ''));
		return target.startsWith('..') ? [] : [{file, from: topOf(file), to: topOf(target)}];
	});
}

const topOf = (file: string): string => file.split(path.sep)[0] ?? '';
const files = readdirSync(source, {recursive: true, encoding: 'utf8'}).filter(file => /\.tsx?$/v.test(file) && !file.endsWith('.d.ts'));

test('imports between the folders of source/ point one way', () => {
	const wrong = files.flatMap(file => importsOf(file)).filter(({file, from, to}) => from !== to
		&& !(allowed[from] ?? []).includes(to)
		&& !exceptions.some(([pattern, folder]) => pattern.test(file) && folder === to));
	expect(wrong.map(({file, to}) => `${file} imports ${to}/`)).toEqual([]);
});

/** Besides the embedded engine: creates the user of a started server in its meta.db. */
const otherReaders: ReadonlySet<string> = new Set([path.join('metrics', 'engines', 'influx', 'admin-user.ts')]);

test('only the embedded engine and the code that creates users know InfluxDB\'s files', () => {
	const readers = files.filter(file => !file.startsWith('tsm') && importsOf(file).some(({to}) => to === 'tsm'));
	expect(readers.filter(file => !file.startsWith(path.join('metrics', 'engines', 'embedded')) && !otherReaders.has(file))).toEqual([]);
});

test('each folder of source/ is in the list', () => {
	expect(readdirSync(source).filter(name => !(name in allowed))).toEqual([]);
});
