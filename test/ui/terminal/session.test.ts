import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {constants} from 'node:os';
import process from 'node:process';
import {text} from 'node:stream/consumers';
import {fileURLToPath} from 'node:url';
import {afterEach, expect, test} from 'vitest';
import {openExplorer, type Explorer, type ExplorerOptions} from '../../terminal/driver.js';

const program = fileURLToPath(new URL('session-program.ts', import.meta.url));
const opened: Explorer[] = [];

afterEach(async () => {
	await Promise.all(opened.splice(0).map(async explorer => explorer.close()));
});

async function start(options: ExplorerOptions = {}): Promise<Explorer> {
	const explorer = openExplorer({
		columns: 60, rows: 6, command: [process.execPath, '--import', 'tsx', program], ...options,
	});
	opened.push(explorer);
	await explorer.shows('keys:', 20_000);
	return explorer;
}

/** Expects the shell's screen, with cursor, line wrapping and without paste markers. */
async function expectRestored(explorer: Explorer): Promise<void> {
	await explorer.idle();
	expect(explorer.isAlternate()).toBe(false);
	expect(explorer.cursorHidden()).toBe(false);
	const bytes = String(explorer.rawBytes());
	expect(bytes.split('\u001B[?1049l')).toHaveLength(2);
	expect(bytes.lastIndexOf('\u001B[?7h')).toBeGreaterThan(bytes.lastIndexOf('\u001B[?7l'));
	expect(bytes.lastIndexOf('\u001B[?2004l')).toBeGreaterThan(bytes.lastIndexOf('\u001B[?2004h'));
	expect(explorer.screen().join('\n')).not.toContain('keys:');
}

test('receives keys, and uses the alternate screen without a cursor', async () => {
	const explorer = await start();
	explorer.press('j', 'Down', '\u001B[<0;3;3M', 'Space');
	await explorer.shows('keys: j down space');
	explorer.press('Escape');
	await explorer.shows('escape');
	expect(explorer.isAlternate()).toBe(true);
	expect(explorer.cursorHidden()).toBe(true);
});

test('closing restores the terminal, and the process exits by itself', async () => {
	const explorer = await start();
	explorer.press('q');
	expect(await explorer.exited).toEqual({code: 0, signal: undefined});
	await expectRestored(explorer);
	expect(explorer.screen()).toContain('bye');
});

test.each([['SIGTERM', 143], ['SIGHUP', 129], ['SIGINT', 130]] as const)('%s restores the terminal and exits with %i', async (signal, status) => {
	const explorer = await start();
	explorer.kill(signal);
	expect(await explorer.exited).toEqual({code: status, signal: undefined});
	await expectRestored(explorer);
	expect(explorer.screen()).toContain(`ended with ${status}`);
});

test('a hangup ends the process silently, by the signal itself, as Node aborts when its terminal is gone', async () => {
	const explorer = await start();
	explorer.hangUp();
	expect(await explorer.exited).toEqual({code: 0, signal: constants.signals.SIGHUP});
});

test('process.exit restores the terminal', async () => {
	const explorer = await start();
	explorer.press('e');
	expect(await explorer.exited).toEqual({code: 7, signal: undefined});
	await expectRestored(explorer);
});

test.each([
	['t', 'ombt-explorer: thrown in a handler (a bug in ombt-explorer '],
	['p', 'ombt-explorer: rejected (a bug in ombt-explorer '],
])('a failure (%s) restores the terminal, then prints one line', async (key, line) => {
	const explorer = await start({columns: 240, rows: 20});
	explorer.press(key);
	expect(await explorer.exited).toEqual({code: 1, signal: undefined});
	await expectRestored(explorer);
	expect(explorer.screen().filter(text => text !== '')).toEqual([expect.stringContaining(line), 'ended with 1']);
	expect(String(explorer.rawBytes())).not.toContain('\u001B]52');
});

test('with DEBUG the stack is printed too', async () => {
	const explorer = await start({env: {DEBUG: 'ombt-explorer'}, columns: 200, rows: 20});
	explorer.press('p');
	await explorer.exited;
	await explorer.idle();
	expect(explorer.screen().join('\n')).toMatch(/Error: rejected\n\s+at /v);
});

test('after a resize the picture is complete', async () => {
	const explorer = await start();
	explorer.resize(40, 4);
	await explorer.shows('keys: 40x4');
});

test.each(['CI', 'CONTINUOUS_INTEGRATION'])('with %s set it draws anyway, also after a resize', async name => {
	const explorer = await start({env: {[name]: 'true'}});
	explorer.press('j');
	await explorer.shows('keys: j');
	explorer.resize(40, 4);
	await explorer.shows('keys: j 40x4');
	explorer.press('q');
	await explorer.exited;
	await expectRestored(explorer);
});

test('without a terminal on stdin it reads keys from /dev/tty', async () => {
	const explorer = await start({command: ['/bin/sh', '-c', `"${process.execPath}" --import tsx "${program}" </dev/null`]});
	explorer.press('j');
	await explorer.shows('keys: j');
	explorer.press('q');
	expect(await explorer.exited).toEqual({code: 0, signal: undefined});
	await expectRestored(explorer);
});

test('afterwards the shell\'s terminal echoes and edits lines again', async () => {
	const explorer = await start({command: ['/bin/sh', '-c', `"${process.execPath}" --import tsx "${program}"; stty -a`], rows: 24});
	explorer.kill('SIGCONT');
	explorer.press('q');
	await explorer.exited;
	await explorer.idle();
	const modes = explorer.screen().join(' ').split(/[\s;]+/v);
	expect(modes).toEqual(expect.arrayContaining(['icanon', 'echo', 'isig', 'ixon', 'icrnl', 'opost']));
});

test('reports that there is no terminal', async () => {
	// A new session has no /dev/tty.
	const child = spawn(process.execPath, ['--import', 'tsx', program], {detached: true, stdio: ['ignore', 'pipe', 'pipe']});
	const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
	expect(errors).toContain('the explorer needs a terminal for its keys');
	expect(output).toBe('');
});
