import {spawn} from 'node:child_process';
import {once} from 'node:events';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {expect, onTestFinished, test} from 'vitest';
import {
	isGone, ownerText, ownOwner, parseOwner, startOf,
} from '../../source/system/owner.js';

test('this process is not gone', () => {
	expect(isGone(ownOwner())).toBe(false);
});

test('a process that has our number but began at another time is gone', () => {
	expect(isGone({...ownOwner(), start: '1'})).toBe(true);
});

test('whoever ran before the machine was started anew is gone', () => {
	expect(isGone({...ownOwner(), boot: '00000000'})).toBe(true);
});

test('of a process on another machine nothing is known: it is not gone', () => {
	expect(isGone({
		...ownOwner(), machine: '00000000', boot: '00000000', start: '1',
	})).toBe(false);
});

test('a process that was killed is gone, also before its parent has noticed', async () => {
	// The shell replaces itself and never looks after its child.
	const parent = spawn('sh', ['-c', 'sleep 1000 & echo $!; exec sleep 1000'], {stdio: ['ignore', 'pipe', 'ignore']});
	onTestFinished(() => {
		parent.kill('SIGKILL');
	});
	const [said] = await once(parent.stdout, 'data') as [Uint8Array];
	const pid = Number(String(said));
	const owner = {...ownOwner(), pid, start: startOf(pid) ?? ''};
	expect(isGone(owner)).toBe(false);
	process.kill(pid, 'SIGKILL');
	while (startOf(pid) !== undefined) {
		await sleep(5);
	}

	expect(isGone(owner)).toBe(true);
});

test('an owner is read back from the beginning of a name', () => {
	expect(parseOwner(`${ownerText(ownOwner())}-a1B2c3`)).toEqual(ownOwner());
});

test.each(['', '1-1', '0123abcd-0123abcd-1', '0123abcd-0123abcd-1-1x', '../../etc-0123abcd-1-1'])('%j names no owner', text => {
	expect(parseOwner(text)).toBeUndefined();
});
