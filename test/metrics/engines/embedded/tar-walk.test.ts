import {Buffer} from 'node:buffer';
import {expect, test} from 'vitest';
import {TarWalk} from '../../../../source/metrics/archive/tar-walk.js';

/** A header with this text as its size, and a checksum that fits. */
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

test.each(['zzz', '-10', '-1'])('an entry whose size is %j is no entry of a tar file', size => {
	const walk = new TarWalk(() => undefined);
	expect(walk.push(headerWith(size))).toBe(false);
	expect(walk.entries).toBe(0);
});

test('an entry whose size is given in octal digits is one', () => {
	const walk = new TarWalk(() => undefined);
	expect(walk.push(headerWith('00000000010'))).toBe(true);
	expect(walk.entries).toBe(1);
});
