import {Buffer} from 'node:buffer';
import type {FileHandle} from 'node:fs/promises';
import type {AppError} from '../system/errors.js';

/** Faults of a tar file, compressed or not, with their messages. */
export const tarFaults = {
	'archive-empty': 'empty',
	'archive-not-gzip': 'not compressed with gzip',
	'archive-gzip': 'compressed with gzip',
	'archive-compression': 'compressed by a program other than gzip',
	'archive-not-tar': 'not a tar archive',
	'archive-truncated': 'is truncated',
	'archive-damaged': 'damaged',
	'archive-too-many-entries': 'holds more files and folders than allowed',
	'archive-too-large': 'unpacks to more than allowed',
	'archive-bomb': 'unpacks to more than a hundred times its size',
} as const;

export type TarFault = keyof typeof tarFaults;

/** Creates the error for a fault, in the domain of the archive; `detail` names the affected entry or limit. */
export type FaultError = (fault: TarFault, detail?: string) => AppError;

/** Faults by zlib error code. */
export const zlibFaults: Readonly<Record<string, 'archive-truncated' | 'archive-damaged'>> = {
	Z_BUF_ERROR: 'archive-truncated', Z_DATA_ERROR: 'archive-damaged',
};

const headBytes = 6;
/** Magic numbers of other formats. */
const otherHeads = [
	{name: 'xz', head: Buffer.from([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00])},
	{name: 'zstd', head: Buffer.from([0x28, 0xB5, 0x2F, 0xFD])},
	{name: 'bzip2', head: Buffer.from('BZh')},
	{name: 'lz4', head: Buffer.from([0x04, 0x22, 0x4D, 0x18])},
	{name: 'zip', head: Buffer.from('PK\u0003\u0004')},
] as const;

/** Throws the fault that the first bytes of a file show: it is empty, of another format, or compressed against expectation. */
export async function checkHead(handle: FileHandle, isExpected: boolean, fault: FaultError): Promise<void> {
	const {buffer, bytesRead} = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
	const isGzip = buffer[0] === 0x1F && (bytesRead < 2 || buffer[1] === 0x8B);
	if (bytesRead === 0) {
		throw fault('archive-empty');
	}

	const other = otherHeads.find(({head}) => buffer.subarray(0, head.length).equals(head));
	if (other) {
		throw fault('archive-compression', other.name);
	}

	if (isGzip !== isExpected) {
		throw fault(isGzip ? 'archive-gzip' : 'archive-not-gzip');
	}
}
