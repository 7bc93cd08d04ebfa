import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {
	beforeAll, describe, expect, test,
} from 'vitest';
import {newFolder} from '../campaign-builder.js';
import {runProgram} from '../program.js';
import {bundled} from '../terminal/explorer-helpers.js';

const {makeExecutable} = await import(fileURLToPath(new URL('../../scripts/single-executable.mjs', import.meta.url))) as {
	makeExecutable: (architecture: string, output: string) => Promise<void>;
};
/** From Debian's libc6-arm64-cross and libstdc++6-arm64-cross. */
const libraries = '/usr/aarch64-linux-gnu';
const emulator = '/usr/bin/qemu-aarch64';
const timeout = 240_000;

describe.skipIf(!existsSync(emulator) || !existsSync(libraries))('the single executable for arm64, emulated', () => {
	const executable = path.join(newFolder('arm64'), 'ombt-explorer');
	const home = newFolder('home');
	const run = (...words: readonly string[]) => {
		const {status, stdout, stderr} = spawnSync(emulator, ['-L', libraries, executable, ...words], {
			encoding: 'utf8', env: {HOME: home, PATH: process.env.PATH, LC_ALL: 'C.UTF-8'},
		});
		return {status, stdout, stderr};
	};

	beforeAll(async () => {
		await makeExecutable('arm64', executable);
	}, timeout);

	test('prints the same table as the package', {timeout}, async () => {
		const words = ['table', bundled, '--format', 'json'];
		expect(run(...words)).toEqual(await runProgram(words));
	});

	test('reads metrics', {timeout}, async () => {
		const words = ['metrics', bundled, '--iteration', 'A-0', '--metric', 'net_recv_bus', '--engine', 'embedded', '--format', 'csv'];
		expect(run(...words).stdout).toBe((await runProgram(words)).stdout);
	});
});
