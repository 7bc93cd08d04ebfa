import {Buffer} from 'node:buffer';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import type {AppError} from '../../source/system/errors.js';
import {readTar} from '../../source/tar/read-tar.js';
import {createUnpackBudget} from '../../source/tar/unpack-budget.js';
import {TarWalk} from '../../source/tar/tar-walk.js';
import {newFolder} from '../campaign-builder.js';

/** A header with this text as its size, and a valid checksum. */
function headerWith(size: string): Buffer {
	const header = Buffer.alloc(512);
	header.write('influxdb-data/data/a', 0, 'latin1');
	header.write(size, 124, 'latin1');
	header.write('0', 156, 'latin1');
	header.write('ustar\u000000', 257, 'latin1');
	header.fill(' ', 148, 156);
	const sum = header.reduce((total, byte) => total + byte, 0);
	header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
	return header;
}

test.each(['zzz', '-10', '-1'])('rejects an entry with size %j', size => {
	const walk = new TarWalk(() => undefined);
	expect(walk.push(headerWith(size))).toBe(false);
	expect(walk.entries).toBe(0);
});

test('accepts an entry with an octal size', () => {
	const walk = new TarWalk(() => undefined);
	expect(walk.push(headerWith('00000000010'))).toBe(true);
	expect(walk.entries).toBe(1);
});

describe('a skipped file of a tar', () => {
	const folder = newFolder('tar');
	const file = path.join(folder, 'large.tar');
	const large = 8 * 1024 * 1024;
	const tar = Buffer.concat([headerWith(large.toString(8)), Buffer.alloc(large, 'x'), headerWith('3'), Buffer.from('end'.padEnd(512, '\0')), Buffer.alloc(1024)]);

	const read = async (bytes: Buffer, wanted: number) => {
		writeFileSync(file, bytes);
		let pushed = 0;
		const texts: string[] = [];
		await readTar({path: file, isGzip: false}, {
			signal: new AbortController().signal,
			unpackBudget: createUnpackBudget({archiveBytes: bytes.length, maxUnpacked: Infinity, fault: code => new Error(code) as AppError}),
			receive: ({size}) => size === wanted
				? {
					write(chunk) {
						texts.push(Buffer.from(chunk).toString());
					},
					end() {},
				}
				: undefined,
			async onChunk(chunk) {
				pushed += chunk.length;
			},
			onNote() {},
			fault: code => new Error(code) as AppError,
		});
		return {pushed, text: texts.join('')};
	};

	test('is not read', async () => {
		const {pushed, text} = await read(tar, 3);
		expect(text).toBe('end');
		expect(pushed).toBeLessThan(3 * 1024 * 1024);
	});

	test('is reported as missing if the tar ends within it', async () => {
		await expect(read(tar.subarray(0, 5 * 1024 * 1024), 3)).rejects.toThrow('archive-truncated');
	});
});
