import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {
	bundled, expectRestored, openOn, timeoutMs,
} from './explorer-helpers.js';

const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const timeout = 2 * timeoutMs;

/** Runs the program with `ulimit -v` set to this many KiB of address space. */
const limited = async (kibibytes: number, shown: string, env = {}) => openOn(bundled, shown, {
	columns: 500, command: ['bash', '-c', `ulimit -v ${kibibytes}; exec "$@"`, 'bash', process.execPath, program], env,
});

test('8 GiB of address space are too little for WebAssembly: one line with a remedy', {timeout}, async () => {
	const explorer = await limited(8_388_608, 'set NODE_OPTIONS=--disable-wasm-trap-handler');
	await expect(explorer.exited).resolves.toEqual({code: 1, signal: undefined});
	await expectRestored(explorer);
	expect(explorer.screen().join('\n')).not.toMatch(/a bug in|\bat \S+ \(/v);
});

test('the remedy in that line works', {timeout}, async () => {
	const explorer = await limited(8_388_608, '1/12', {NODE_OPTIONS: '--disable-wasm-trap-handler'});
	explorer.press('q');
	await expect(explorer.exited).resolves.toEqual({code: 0, signal: undefined});
});

test('in a terminal without an alternate screen the prompt is below the picture', {timeout}, async () => {
	const explorer = await openOn(bundled, '1/12', {hasAlternate: false});
	explorer.press('q');
	await explorer.exited;
	await explorer.idle();
	const lines = explorer.screen();
	expect(lines.at(-1)).toBe('');
	expect(lines.at(-2)).toMatch(/q quit/v);
});
