import {existsSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';

const root = new URL('../../', import.meta.url);

test('every test mentioned on the page exists', () => {
	const page = readFileSync(new URL('docs/reliability.md', root), 'utf8');
	const named = [...page.matchAll(/`(?<file>test\/[^`]+)`/gv)].map(({groups}) => groups?.file ?? '');
	expect(named.length).toBeGreaterThan(15);
	expect(named.filter(file => !existsSync(fileURLToPath(new URL(file, root))))).toEqual([]);
});
