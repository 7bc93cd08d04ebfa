import {Buffer} from 'node:buffer';
import path from 'node:path';
import {expect, test} from 'vitest';
import {PackedLogs, type LogArchive} from '../../../source/campaign/logs/packed-logs.js';
import {readLogs} from '../../../source/campaign/logs/read-logs.js';
import type {FileReceiver} from '../../../source/system/file-sink.js';
import {
	agent, goodLog, logOf, writeFiles,
} from '../../campaign-builder.js';

const more = logOf({'client-1': agent()}, {'server-1': agent()});
const {signal} = new AbortController();

/** Sends logs in pieces of 100 bytes, in this order. */
async function send(logs: ReadonlyArray<readonly [file: string, text: string]>, receiveLog: FileReceiver): Promise<void> {
	for (const [file, text] of logs) {
		const bytes = Buffer.from(text);
		const sink = await receiveLog(file, bytes.length)?.();
		for (let start = 0; start < bytes.length; start += 100) {
			await sink?.write(bytes.subarray(start, start + 100));
		}

		await sink?.end();
	}
}

/** An archive of these logs that records its calls. */
function archiveOf(logs: ReadonlyArray<readonly [file: string, text: string]>) {
	const calls: string[] = [];
	const archive: LogArchive = {
		async streamLogs(files, receiveLog) {
			calls.push(`stream ${files.join(' ')}`);
			await send(logs.filter(([file]) => files.includes(file)), receiveLog);
		},
		async fetch(file) {
			calls.push(`fetch ${file}`);
		},
	};
	return {archive, calls};
}

/** What reading logs from files returns. */
function outcomeOfFiles(...texts: readonly string[]) {
	const names = texts.map((_, index) => `${index}.log`);
	const folder = writeFiles(Object.fromEntries(texts.map((text, index) => [`${index}.log`, text] as const)));
	return readLogs(names.map(name => path.join(folder, name)));
}

test('sums up the logs of each folder like files, in any order within it', async () => {
	const {archive, calls} = archiveOf([]);
	const packed = new PackedLogs(archive);
	await packed.receive(async receiveLog => send([['a/1.log', more], ['a/0.log', goodLog], ['b/0.log', ''], ['c/0.log', goodLog]], receiveLog));
	expect(packed.outcomeOf(['a/0.log', 'a/1.log'])).toEqual(outcomeOfFiles(goodLog, more));
	expect(packed.outcomeOf(['b/0.log'])).toEqual(outcomeOfFiles(''));
	expect(packed.outcomeOf(['c/0.log'])).toEqual(outcomeOfFiles(goodLog));
	expect(calls).toEqual([]);
});

test('passes unusual logs to the parser', async () => {
	const packed = new PackedLogs(archiveOf([]).archive);
	await packed.receive(async receiveLog => send([['a/0.log', goodLog], ['a/1.log', goodLog], ['b/0.log', '{"é": 1']], receiveLog));
	expect(packed.outcomeOf(['a/0.log', 'a/1.log'])).toEqual(outcomeOfFiles(goodLog, goodLog));
	expect(packed.outcomeOf(['b/0.log'])).toMatchObject({status: 'skipped', code: 'log-not-json'});
});

test('does not know the outcome of other logs of a folder', async () => {
	const packed = new PackedLogs(archiveOf([]).archive);
	await packed.receive(async receiveLog => send([['a/0.log', goodLog]], receiveLog));
	expect(packed.outcomeOf(['a/0.log', 'a/1.log'])).toBeUndefined();
	expect(packed.outcomeOf(['b/0.log'])).toBeUndefined();
});

test('streams logs that were not received', async () => {
	const {archive, calls} = archiveOf([['a/0.log', goodLog], ['b/0.log', more]]);
	const packed = new PackedLogs(archive);
	await packed.load([['a/0.log'], ['b/0.log']], {everyError: false, signal});
	expect(packed.outcomeOf(['b/0.log'])).toEqual(outcomeOfFiles(more));
	expect(calls).toEqual(['stream a/0.log b/0.log']);
});

test('stores logs that are scattered over the archive, or too large for memory', async () => {
	const logs = [['a/0.log', goodLog], ['b/0.log', goodLog.padEnd(3000, '\n')], ['a/1.log', more], ['c/0.log', goodLog]] as const;
	const {archive, calls} = archiveOf(logs);
	const packed = new PackedLogs(archive, {maxBytes: 1000});
	await packed.receive(async receiveLog => send(logs, receiveLog));
	expect(packed.outcomeOf(['c/0.log'])).toBeDefined();
	await packed.load([['a/0.log', 'a/1.log'], ['b/0.log']], {everyError: false, signal});
	expect(calls).toEqual(['fetch a/0.log', 'fetch a/1.log', 'fetch b/0.log']);
	expect(packed.outcomeOf(['a/0.log', 'a/1.log'])).toBeUndefined();
});

test('waits for memory while logs of other folders are summed up', async () => {
	const logs = Array.from({length: 20}, (_, index) => [`${index}/0.log`, goodLog] as const);
	const packed = new PackedLogs(archiveOf([]).archive, {maxBytes: goodLog.length});
	await packed.receive(async receiveLog => send(logs, receiveLog));
	expect(logs.filter(([file]) => packed.outcomeOf([file])?.status === 'loaded')).toHaveLength(20);
});

test('keeps all error texts if they are needed', async () => {
	const errors = Object.fromEntries(Array.from({length: 2000}, (_, index) => [`error ${index}`, 1]));
	const {archive} = archiveOf([['a/0.log', logOf({'client-0': agent({errors})}, {'server-0': agent()})]]);
	const packed = new PackedLogs(archive);
	for (const [everyError, expected] of [[false, null], [true, errors]] as const) {
		await packed.load([['a/0.log']], {everyError, signal});
		expect(packed.outcomeOf(['a/0.log'])).toMatchObject({clients: {errors: expected}});
	}
});

test('forgets what was received if reading the archive fails', async () => {
	const packed = new PackedLogs(archiveOf([]).archive);
	await expect(packed.receive(async receiveLog => {
		await send([['a/0.log', goodLog]], receiveLog);
		throw new Error('damaged');
	})).rejects.toThrow('damaged');
	expect(packed.outcomeOf(['a/0.log'])).toBeUndefined();
});

test('returns the first bytes of logs', async () => {
	const {archive} = archiveOf([['a/0.log', goodLog], ['b/0.log', 'short']]);
	const heads = await new PackedLogs(archive).heads(['a/0.log', 'b/0.log'], 150, {signal});
	expect([...heads].map(([file, bytes]) => [file, Buffer.from(bytes).toString()])).toEqual([['a/0.log', goodLog.slice(0, 150)], ['b/0.log', 'short']]);
});
