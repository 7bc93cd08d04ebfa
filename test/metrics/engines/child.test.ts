import process from 'node:process';
import {expect, test} from 'vitest';
import {startChild} from '../../../source/metrics/engines/influxd/child.js';

test('a program that cannot be started ends with the reason; killing it affects no other process', async () => {
	// Without setpriv in PATH, which would start successfully itself.
	const {PATH} = process.env;
	process.env.PATH = '';
	const child = await startChild('/no-such-program', [], () => undefined);
	process.env.PATH = PATH;
	child.kill('SIGKILL');
	await expect(child.ended).resolves.toEqual({reason: 'cannot be started (ENOENT)'});
	child.kill('SIGKILL');
});
