import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {constants} from 'node:os';
import process from 'node:process';
import {expect, test} from 'vitest';
import {program} from '../program.js';
import {
	bundled, expectFreshPicture, expectRestored, fingerprint, openOn, timeoutMs, until,
} from './opened.js';

const timeout = 3 * timeoutMs;
const before = fingerprint(bundled);

test.for([['SIGTERM', 143], ['SIGHUP', 129], ['SIGINT', 130]] as const)('%s gives the screen back and ends with %i', {timeout}, async ([signal, status]) => {
	const explorer = await openOn(bundled, '1/12');
	explorer.kill(signal);
	expect(await explorer.exited).toEqual({code: status, signal: undefined});
	await expectRestored(explorer);
});

test('q and Ctrl-C end it with 0; the shell edits lines again; the campaign on disk is as before', {timeout}, async () => {
	for (const key of ['q', 'Ctrl-C']) {
		const explorer = await openOn('', '1/12', {command: ['/bin/sh', '-c', `"${process.execPath}" "${program}" "${bundled}"; echo status $?; stty -a`]});
		explorer.press('j', '2', 'r', '3');
		await explorer.shows('beyond', timeoutMs);
		explorer.press(key);
		expect(await explorer.exited).toMatchObject({code: 0});
		await expectRestored(explorer);
		expect(explorer.screen().join('\n')).toContain('status 0');
		expect(explorer.screen().join(' ').split(/[\s;]+/v)).toEqual(expect.arrayContaining(['icanon', 'echo', 'isig', 'icrnl']));
	}

	expect(fingerprint(bundled)).toBe(before);
});

const stateOf = (pid: number): string => readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /v, '').slice(0, 1);

test('Ctrl-Z gives the shell its screen; fg brings the same picture, and keys work', {timeout}, async () => {
	const explorer = await openOn(bundled, '1/12');
	explorer.press('j', 'j', '2');
	await explorer.shows('columns 1', timeoutMs);
	await explorer.idle();
	const picture = explorer.screen();
	explorer.press('Ctrl-Z');
	await until(() => stateOf(explorer.pid) === 'T', 'the program to stop');
	await explorer.idle();
	expect(explorer.isAlternate()).toBe(false);
	expect(explorer.cursorHidden()).toBe(false);
	explorer.kill('SIGCONT');
	await explorer.shows('columns 1', timeoutMs);
	await explorer.idle();
	expect(explorer.screen()).toEqual(picture);
	expect(explorer.isAlternate()).toBe(true);
	explorer.press('j');
	await explorer.shows('4/12', timeoutMs);
	await expectFreshPicture(explorer, 'j after fg');
});

test('a dropped line ends the process', {timeout}, async () => {
	const explorer = await openOn(bundled, '1/12');
	explorer.hangUp();
	expect(await explorer.exited).toEqual({code: 0, signal: constants.signals.SIGHUP});
});

test.for([
	['CI=true', {env: {CI: 'true', CONTINUOUS_INTEGRATION: '1'}, command: undefined}],
	['stdin from /dev/null', {env: {}, command: ['/bin/sh', '-c', `exec "${process.execPath}" "${program}" "${bundled}" </dev/null`]}],
] as const)('%s: it draws, and keys work', {timeout}, async ([, {env, command}]) => {
	const explorer = await openOn(bundled, '1/12', {env, ...(command ? {command} : {})});
	explorer.press('j');
	await explorer.shows('2/12', timeoutMs);
	explorer.press('q');
	expect(await explorer.exited).toMatchObject({code: 0});
	await expectRestored(explorer);
});

test('without any terminal for keys or drawing it prints the table, and TERM=dumb does in a terminal', {timeout}, async () => {
	const {status, stdout} = spawnSync(process.execPath, [program, bundled], {
		encoding: 'utf8',
		env: {PATH: process.env.PATH, LC_ALL: 'C.UTF-8'},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	expect(status).toBe(0);
	expect(stdout).toContain('A-0');
	expect(stdout).not.toContain('\u001B');
	const explorer = await openOn(bundled, 'G-0', {env: {TERM: 'dumb'}, columns: 200, rows: 50});
	expect(await explorer.exited).toMatchObject({code: 0});
	expect(String(explorer.rawBytes())).not.toContain('\u001B[?1049h');
});
