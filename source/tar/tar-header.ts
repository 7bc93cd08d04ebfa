import type {Buffer} from 'node:buffer';

/** Bytes of a header, and what all else in a tar file is a multiple of. */
export const blockSize = 512;

/** What a header says of the entry that follows it; the type is the character that the format has for it, `modified` ms since the epoch. */
export type TarHeader = {readonly name: string; readonly size: number; readonly type: string; readonly modified: number};

/** Reads a header; undefined where its checksum does not fit, so that it is none. */
export function readTarHeader(block: Buffer): TarHeader | undefined {
	if (headerChecksum(block) !== Number.parseInt(textAt(block, 148, 8), 8)) {
		return undefined;
	}

	const name = textAt(block, 0, 100);
	// What GNU's tar writes here are other things.
	const prefix = block.toString('latin1', 257, 263) === 'ustar\0' ? textAt(block, 345, 155) : '';
	return {
		name: prefix === '' ? name : `${prefix}/${name}`,
		size: numberAt(block, 124, 12),
		type: String.fromCodePoint(block[156] ?? 0),
		modified: numberAt(block, 136, 12) * 1000,
	};
}

/** The path and the size that an extended header (of type `x`) gives the entry after it. */
export function readExtendedHeader(records: Buffer): {readonly name?: string; readonly size?: number} {
	const found: {name?: string; size?: number} = {};
	let at = 0;
	while (at < records.length) {
		// `length key=value\n`, where the length counts itself.
		const length = Number.parseInt(records.toString('latin1', at, at + 12), 10);
		if (!(length > 0)) {
			break;
		}

		const [, key, value = ''] = /^\d+ ([^=]*)=([\s\S]*)\n$/v.exec(records.toString('utf8', at, at + length)) ?? [];
		if (key === 'path') {
			found.name = value;
		} else if (key === 'size') {
			found.size = Number(value);
		}

		at += length;
	}

	return found;
}

/** The text of a field, which a zero byte ends. */
export function textAt(block: Buffer, at: number, length: number): string {
	const end = block.indexOf(0, at);
	return block.toString('utf8', at, end === -1 ? at + length : Math.min(end, at + length));
}

function headerChecksum(block: Buffer): number {
	let sum = 0;
	for (let at = 0; at < block.length; at++) {
		// The checksum itself counts as blanks.
		sum += at >= 148 && at < 156 ? 32 : block[at]!;
	}

	return sum;
}

// In octal digits, or where the first bit says so, in bytes.
function numberAt(block: Buffer, at: number, length: number): number {
	return (block[at] ?? 0) >= 128
		? block.readUIntBE(at + length - 6, 6)
		: Number.parseInt(textAt(block, at, length).trim() || '0', 8);
}
