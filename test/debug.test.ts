import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {newFolder} from './campaign-builder.js';
import {runProgram} from './program.js';

/** Node's options that make the program run into a mistake of its own: a function of Node's that throws what it should not. */
function brokenNode(): Readonly<Record<string, string>> {
	const file = path.join(newFolder('broken'), 'broken.cjs');
	writeFileSync(file, 'require(\'fs\').existsSync = () => { throw new TypeError(\'broken\'); };');
	return {NODE_OPTIONS: `--require ${file}`};
}

test('without DEBUG a mistake of the program is one line', async () => {
	const {status, stderr} = await runProgram(['no-such-campaign'], {env: brokenNode()});
	expect({status, lines: stderr.trim().split('\n').length}).toEqual({status: 1, lines: 1});
	expect(stderr).toContain('DEBUG=ombt-explorer shows the stack');
});

test('with DEBUG its stack names our source', async () => {
	const {status, stderr} = await runProgram(['no-such-campaign'], {env: {...brokenNode(), DEBUG: 'ombt-explorer'}});
	expect(status).toBe(1);
	expect(stderr).toMatch(/^ombt-explorer: broken \(a bug in ombt-explorer /mv);
	expect(stderr).toMatch(/^ {4}at .*[\/\\]source[\/\\]cli\.ts:\d+:\d+/mv);
});
