import type {Buffer} from 'node:buffer';

/** Bytes of a header; everything else in a tar file is a multiple of it. */
export const blockSize = 512;

/** The header of the entry that follows it; `size` is in bytes, `type` is the type character of the format, `modified` in ms since the epoch. */
export type TarHeader = {readonly name: string; readonly size: number; readonly type: string; readonly modified: number};

/** Parses a header; undefined if the checksum does not match, so that it is not one. */
export function readTarHeader(block: Buffer): TarHeader | undefined {
	if (headerChecksum(block) !== Number.parseInt(textAt(block, 148, 8), 8)) {
		return undefined;
	}

	const name = textAt(block, 0, 100);
	// GNU tar stores other fields here.
	const prefix = block.toString('latin1', 257, 263) === 'ustar\0' ? textAt(block, 345, 155) : '';
	return {
		name: prefix === '' ? name : `${prefix}/${name}`,
		size: numberAt(block, 124, 12),
		type: String.fromCodePoint(block[156] ?? 0),
		modified: numberAt(block, 136, 12) * 1000,
	};
}

// In the older format such files have a type of their own, in the newer one a name; their content begins with the list of holes.
const sparseName = /(?:^|\/)GNUSparseFile\.\d+\//v;

/** Whether an entry is a sparse file, whose bytes are not those of the file. */
export const isSparse = ({name, type}: Pick<TarHeader, 'name' | 'type'>): boolean => type === 'S' || sparseName.test(name);

/** The path and size that an extended header (type `x`) sets for the next entry. */
export function readExtendedHeader(records: Buffer): {readonly name?: string; readonly size?: number} {
	const found: {name?: string; size?: number} = {};
	let at = 0;
	while (at < records.length) {
		// `length key=value\n`, where the length includes itself.
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

/** The text of a field, up to a zero byte. */
export function textAt(block: Buffer, at: number, length: number): string {
	const end = block.indexOf(0, at);
	return block.toString('utf8', at, end === -1 ? at + length : Math.min(end, at + length));
}

function headerChecksum(block: Buffer): number {
	let sum = 0;
	for (let at = 0; at < block.length; at++) {
		// The checksum field itself counts as spaces.
		sum += at >= 148 && at < 156 ? 32 : block[at]!;
	}

	return sum;
}

// Octal digits, or a binary number if the first bit is set: below zero if all of the first bits are.
function numberAt(block: Buffer, at: number, length: number): number {
	return (block[at] ?? 0) >= 128
		? block.readIntBE(at + length - 6, 6)
		: Number.parseInt(textAt(block, at, length).trim() || '0', 8);
}
