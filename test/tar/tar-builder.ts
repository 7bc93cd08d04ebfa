import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {gzipSync} from 'node:zlib';
import {newFolder} from '../campaign-builder.js';

/** An entry of an archive, however invalid; `type` is the type character of its header (`0` file, `5` folder, `2` symbolic link …). */
export type Entry = {
	readonly name: string;
	readonly type?: string;
	readonly content?: string | Uint8Array;
	/** The size in the header, if it differs from the content's. */
	readonly size?: number;
	readonly link?: string;
	/** Seconds since the epoch; 0 by default. */
	readonly time?: number;
};

const block = 512;

function headOf({name, type = '0', content = '', size = content.length, link = '', time = 0}: Entry): Uint8Array {
	const head = Buffer.alloc(block);
	head.write(name, 0, 100);
	head.write('0000777\0', 100);
	head.write('0000000\0', 108);
	head.write('0000000\0', 116);
	head.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
	if (time < 0) {
		head.fill(0xFF, 136, 148);
		head.writeIntBE(time, 142, 6);
	} else {
		head.write(`${time.toString(8).padStart(11, '0')}\0`, 136);
	}

	head.write(' '.repeat(8), 148);
	head.write(type, 156);
	head.write(link, 157, 100);
	head.write('ustar', 257);
	head.write('00', 263);
	head.write(`${head.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `, 148);
	return head;
}

/** The bytes of a tar with these entries and an end. */
export const tarOf = (entries: readonly Entry[], end = 2): Uint8Array => Buffer.concat([
	...entries.flatMap(entry => {
		const content = Buffer.from(entry.content ?? '');
		return [headOf(entry), content, Buffer.alloc((block - (content.length % block)) % block)];
	}),
	Buffer.alloc(end * block),
]);

/** A database of three files and two folders. */
export const database: readonly Entry[] = [
	{name: 'influxdb-data/', type: '5'},
	{name: 'influxdb-data/data/', type: '5'},
	{name: 'influxdb-data/data/telegraf/autogen/2/000000001-000000001.tsm', content: 'T'.repeat(3000)},
	{name: 'influxdb-data/meta/meta.db', content: 'meta'},
	{name: 'influxdb-data/wal/telegraf/autogen/2/_00001.wal', content: ''},
];

/** Writes an archive into a new folder, compressed according to its name; returns its path. */
export function archiveOf(bytes: Uint8Array, name = 'influxdb-data.tar.gz'): string {
	const file = path.join(newFolder('archive'), name);
	writeFileSync(file, name.endsWith('.gz') ? gzipSync(bytes) : bytes);
	return file;
}

/** The bytes of a tar with these files, with long names in the format of `tar --format=pax`. */
export const paxTarOf = (files: ReadonlyArray<{readonly name: string; readonly content: Uint8Array}>): Uint8Array =>
	tarOf(files.flatMap(({name, content}) => [{name: 'long-name', type: 'x', content: paxRecord('path', name)}, {name: name.slice(0, 90), content}]));

// The length of a record includes its own digits.
function paxRecord(key: string, value: string): string {
	const length = Buffer.byteLength(` ${key}=${value}\n`);
	const digits = [1, 2, 3, 4].find(count => String(length + count).length === count) ?? 5;
	return `${length + digits} ${key}=${value}\n`;
}
