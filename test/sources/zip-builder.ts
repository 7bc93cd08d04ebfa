import {Buffer} from 'node:buffer';
import {crc32, deflateRawSync} from 'node:zlib';

/** A member of a zip, however invalid. */
export type ZipMember = {
	readonly name: string;
	readonly content?: string | Uint8Array;
	/** Unix permissions and type, such as 0o120777 for a link. */
	readonly mode?: number;
	/** The compression method in the header; deflate (8) by default. */
	readonly method?: number;
	readonly isEncrypted?: boolean;
	/** The size in the header, if it differs from the content's. */
	readonly size?: number;
	/** The checksum, if it differs from the content's. */
	readonly checksum?: number;
	/** The compressed content, if it differs. */
	readonly packed?: Uint8Array;
};

/** The bytes of a zip with these members. */
export function zipOf(members: readonly ZipMember[]): Uint8Array {
	const files: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const {name, content = '', mode = 0o10_0644, method = 8, isEncrypted = false, size, checksum, packed: given} of members) {
		const bytes = Buffer.from(content);
		const packed = Buffer.from(given ?? (method === 8 ? deflateRawSync(bytes) : bytes));
		const [flags, label] = [0x8_00 + (isEncrypted ? 1 : 0), Buffer.from(name)];
		const common = Buffer.alloc(26);
		common.writeUInt16LE(20, 0);
		common.writeUInt16LE(flags, 2);
		common.writeUInt16LE(method, 4);
		common.writeUInt16LE(0x5A_21, 8);
		common.writeUInt32LE(checksum ?? crc32(bytes), 10);
		common.writeUInt32LE(packed.length, 14);
		common.writeUInt32LE(size ?? bytes.length, 18);
		common.writeUInt16LE(label.length, 22);
		files.push(Buffer.from('PK\u0003\u0004'), common, label, packed);
		const central = Buffer.alloc(14);
		central.writeUInt32LE(mode * 65_536, 6);
		central.writeUInt32LE(offset, 10);
		directory.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 3]), common, central, label);
		offset += 30 + label.length + packed.length;
	}

	const index = Buffer.concat(directory);
	const end = Buffer.alloc(18);
	end.writeUInt16LE(members.length, 4);
	end.writeUInt16LE(members.length, 6);
	end.writeUInt32LE(index.length, 8);
	end.writeUInt32LE(offset, 12);
	return Buffer.concat([...files, index, Buffer.from('PK\u0005\u0006'), end]);
}
