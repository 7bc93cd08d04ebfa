import {existsSync, readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {program} from './program.js';

const folder = path.dirname(program);

/** What a chunk loads before it runs, by the names of the files: not what it imports when it is asked to. */
const importsOf = (name: string): readonly string[] =>
	[...readFileSync(path.join(folder, name), 'utf8').matchAll(/(?:^|[;\}\s])(?:import|export)(?:[\w\s\{\},$*]*\bfrom)?\s*"\.\/(?<chunk>[^"]+\.js)"/gv)].map(({groups}) => groups?.chunk ?? '');

function loadedBy(name: string): ReadonlySet<string> {
	const loaded = new Set<string>();
	const due = [name];
	for (let next = due.pop(); next !== undefined; next = due.pop()) {
		if (!loaded.has(next)) {
			loaded.add(next);
			due.push(...importsOf(next));
		}
	}

	return loaded;
}

/** Words that stand in a library, and that no minifier changes. */
const libraries = {
	tar: 'TAR_ENTRY_INVALID', dockerode: '/containers/create', 'influxdb-client': 'influxdb-client-js', ink: 'react.memo',
} as const;

describe('what starts with the program', () => {
	const all = readdirSync(folder).filter(name => name.endsWith('.js'));
	const first = loadedBy('cli.js');
	const chunksWith = (words: string) => all.filter(name => readFileSync(path.join(folder, name), 'utf8').toLowerCase().includes(words.toLowerCase()));

	test('is found by following imports: chunks that exist, not all there are', () => {
		expect([...first].filter(name => !existsSync(path.join(folder, name)))).toEqual([]);
		expect(first.size).toBeGreaterThan(1);
		expect(first.size).toBeLessThan(all.length);
	});

	test.each(Object.entries(libraries))('%s is in the bundle, but not in that', (_, words) => {
		const chunks = chunksWith(words);
		expect(chunks.length).toBeGreaterThan(0);
		expect(chunks.filter(name => first.has(name))).toEqual([]);
	});
});
