import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {constants} from 'node:os';
import process from 'node:process';
import {expect, test} from 'vitest';
import {program} from '../program.js';
import {openExplorer} from './driver.js';
import {openJob, suspendJob} from './job.js';
import {
	bundled, expectFreshPicture, expectRestored, fingerprint, openOn, timeoutMs,
} from './explorer-helpers.js';

const timeout = 3 * timeoutMs;
const before = fingerprint(bundled);

test.for([['SIGTERM', 143], ['SIGHUP', 129], ['SIGINT', 130]] as const)('%s restores the terminal and exits with %i', {timeout}, async ([signal, status]) => {
	const explorer = await openOn(bundled, '1/12');
	explorer.kill(signal);
	expect(await explorer.exited).toEqual({code: status, signal: undefined});
	await expectRestored(explorer);
});

test('q and Ctrl-C exit with 0; the shell edits lines again; the campaign on disk is unchanged', {timeout}, async () => {
	for (const key of ['q', 'Ctrl-C']) {
		const explorer = await openOn('', '1/12', {command: ['/bin/sh', '-c', `"${process.execPath}" "${program}" "${bundled}"; echo status $?; stty -a`]});
		explorer.press('j', '2', 'r', '3');
		await explorer.shows('share per decade', timeoutMs);
		explorer.press(key);
		expect(await explorer.exited).toMatchObject({code: 0});
		await expectRestored(explorer);
		expect(explorer.screen().join('\n')).toContain('status 0');
		expect(explorer.screen().join(' ').split(/[\s;]+/v)).toEqual(expect.arrayContaining(['icanon', 'echo', 'isig', 'icrnl']));
	}

	expect(fingerprint(bundled)).toBe(before);
});

const runProgram = `"${process.execPath}" "${program}" "${bundled}"`;

test('Ctrl-Z stops the whole job, whatever started it; fg restores the picture at the terminal\'s current size', {timeout}, async () => {
	// Like npm: the program runs in a shell of its own.
	const explorer = await openJob(`sh -c '${runProgram}; exit $?'`, '1/12', {columns: 140, rows: 40});
	explorer.press('j', 'j', '2');
	await explorer.shows('columns 1', timeoutMs);
	// Without the progress of reading.
	await explorer.shows(/3\/12 · 1 skipped/v, timeoutMs);
	await explorer.idle();
	const picture = explorer.screen();
	await suspendJob(explorer, () => {
		explorer.press('Ctrl-Z');
	});
	explorer.press('fg', 'Enter');
	await explorer.shows('columns 1', timeoutMs);
	await explorer.idle();
	expect(explorer.screen()).toEqual(picture);
	await suspendJob(explorer, () => {
		explorer.press('Ctrl-Z');
	});
	explorer.resize(80, 24);
	explorer.press('fg', 'Enter');
	await explorer.shows('3/12', timeoutMs);
	await explorer.idle();
	expect(Math.max(...explorer.screen().map(line => line.length))).toBeLessThanOrEqual(80);
	explorer.press('j');
	await explorer.shows('4/12', timeoutMs);
	await expectFreshPicture(explorer, 'j after fg');
	explorer.press('q');
	await explorer.shows('shell>');
});

test('SIGTSTP from outside works like Ctrl-Z', {timeout}, async () => {
	const explorer = await openJob(runProgram, '1/12');
	const [child = ''] = readFileSync(`/proc/${explorer.pid}/task/${explorer.pid}/children`, 'utf8').trim().split(' ');
	await suspendJob(explorer, () => {
		process.kill(Number(child), 'SIGTSTP');
	});
	explorer.press('fg', 'Enter');
	await explorer.shows('1/12', timeoutMs);
});

test('without job control, Ctrl-Z returns to the picture', {timeout}, async () => {
	const explorer = await openOn(bundled, '1/12');
	explorer.press('j', 'Ctrl-Z');
	await explorer.shows('2/12', timeoutMs);
	await explorer.idle();
	explorer.press('j');
	await explorer.shows('3/12', timeoutMs);
	expect(explorer.isAlternate()).toBe(true);
});

test.for(['SIGQUIT', 'SIGUSR2', 'SIGALRM', 'SIGXCPU', 'SIGABRT', 'SIGTRAP'] as const)('%s restores the terminal and ends the process', {timeout}, async signal => {
	const explorer = await openOn(bundled, '1/12');
	explorer.kill(signal);
	expect(await explorer.exited).toEqual({code: 0, signal: constants.signals[signal]});
	await expectRestored(explorer);
});

test('SIGUSR1 has no effect: no debugger port is opened', {timeout}, async () => {
	const explorer = await openOn(bundled, '1/12');
	await explorer.idle();
	const before = explorer.rawBytes().length;
	explorer.kill('SIGUSR1');
	await explorer.idle();
	expect(explorer.rawBytes().subarray(before).toString()).toBe('');
	explorer.press('j');
	await explorer.shows('2/12', timeoutMs);
});

test('a hangup ends the process', {timeout}, async () => {
	const explorer = await openOn(bundled, '1/12');
	explorer.hangUp();
	expect(await explorer.exited).toEqual({code: 0, signal: constants.signals.SIGHUP});
});

test('a hangup at any time during the first frame ends the process without a core file', {timeout}, async () => {
	for (let delayMs = 40; delayMs < 400; delayMs += 40) {
		const explorer = openExplorer({args: [bundled]});
		await new Promise(resolve => {
			setTimeout(resolve, delayMs);
		});
		explorer.hangUp();
		expect((await explorer.exited).signal, `${delayMs} ms`).not.toBe(constants.signals.SIGABRT);
		await explorer.close();
	}
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

test('without a terminal for keys or drawing, or with TERM=dumb, it prints the table', {timeout}, async () => {
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
