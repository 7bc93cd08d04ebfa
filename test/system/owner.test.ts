import {spawn} from 'node:child_process';
import {once} from 'node:events';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {expect, onTestFinished, test} from 'vitest';
import {
	hasEnded, ownerText, thisProcess, parseOwner, startOf,
} from '../../source/system/owner.js';

test('this process is alive', () => {
	expect(hasEnded(thisProcess())).toBe(false);
});

test('a process with our pid but another start time is dead', () => {
	expect(hasEnded({...thisProcess(), start: '1'})).toBe(true);
});

test('processes from before a reboot are dead', () => {
	expect(hasEnded({...thisProcess(), boot: '00000000'})).toBe(true);
});

test('a process on another machine is not considered dead', () => {
	expect(hasEnded({
		...thisProcess(), machine: '00000000', boot: '00000000', start: '1',
	})).toBe(false);
});

test('a killed process is dead, even before its parent has reaped it', async () => {
	// The shell replaces itself and never waits for its child.
	const parent = spawn('sh', ['-c', 'sleep 1000 & echo $!; exec sleep 1000'], {stdio: ['ignore', 'pipe', 'ignore']});
	onTestFinished(() => {
		parent.kill('SIGKILL');
	});
	const [said] = await once(parent.stdout, 'data') as [Uint8Array];
	const pid = Number(String(said));
	const owner = {...thisProcess(), pid, start: startOf(pid) ?? ''};
	expect(hasEnded(owner)).toBe(false);
	process.kill(pid, 'SIGKILL');
	while (startOf(pid) !== undefined) {
		await sleep(5);
	}

	expect(hasEnded(owner)).toBe(true);
});

test('parses an owner from the start of a name', () => {
	expect(parseOwner(`${ownerText(thisProcess())}-a1B2c3`)).toEqual(thisProcess());
});

test.each(['', '1-1', '0123abcd-0123abcd-1', '0123abcd-0123abcd-1-1x', '../../etc-0123abcd-1-1'])('%j has no owner', text => {
	expect(parseOwner(text)).toBeUndefined();
});
