import {Damage} from './damage.js';
import {sinceBase, type TimeBase} from './times.js';

/** Maximum length of a 64-bit varint. */
const maxVarintBytes = 10;

/**
 * A position in a part of a file. Every method advances past what it reads, and throws Damage with file and offset if the data is incomplete.
 * Numbers are big-endian.
 */
export class ByteCursor {
	at = 0;
	readonly bytes: Uint8Array;
	readonly file: string;
	/** Offset of the bytes in the file. */
	readonly start: number;
	private readonly view: DataView;

	constructor(bytes: Uint8Array, file: string, start = 0) {
		this.bytes = bytes;
		this.file = file;
		this.start = start;
		this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	}

	get left(): number {
		return this.bytes.length - this.at;
	}

	/** Throws Damage at the current offset. */
	fail(reason: string): never {
		throw new Damage(this.file, this.start + this.at, reason);
	}

	uint8(): number {
		return this.view.getUint8(this.pass(1));
	}

	uint16(): number {
		return this.view.getUint16(this.pass(2));
	}

	uint32(): number {
		return this.view.getUint32(this.pass(4));
	}

	int64(): bigint {
		return this.view.getBigInt64(this.pass(8));
	}

	/** An unsigned 64-bit offset or size: rounded beyond 2^53, which no file reaches. */
	size64(): number {
		return this.uint32() * 4_294_967_296 + this.uint32();
	}

	/** A time in nanoseconds from the base. */
	time(base: TimeBase): number {
		const at = this.pass(8);
		return sinceBase(this.view.getInt32(at), this.view.getUint32(at + 4), base);
	}

	/** A varint used as a count or length: at most 2^32. */
	count(): number {
		const value = this.varint();
		return value <= 0xFF_FF_FF_FFn ? Number(value) : this.fail('an impossible count');
	}

	/** An unsigned 64-bit varint. */
	varint(): bigint {
		let value = 0n;
		for (let index = 0; index < maxVarintBytes; index++) {
			const byte = this.uint8();
			value |= BigInt(byte & 127) << BigInt(7 * index);
			if (byte < 128) {
				return BigInt.asUintN(64, value);
			}
		}

		return this.fail('a varint without an end');
	}

	/** The next bytes, not copied. */
	take(length: number): Uint8Array {
		const at = this.pass(length);
		return this.bytes.subarray(at, at + length);
	}

	/** A cursor over the next bytes that keeps their offset in the file. */
	part(length: number): ByteCursor {
		const start = this.start + this.at;
		return new ByteCursor(this.take(length), this.file, start);
	}

	/** A cursor over all remaining bytes. */
	rest(): ByteCursor {
		return this.part(this.left);
	}

	/** Skips bytes; returns where they begin. */
	pass(length: number): number {
		const {at} = this;
		if (length > this.bytes.length - at) {
			this.fail('it ends too early');
		}

		this.at = at + length;
		return at;
	}
}
