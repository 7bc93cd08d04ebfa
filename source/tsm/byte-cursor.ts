import {Damage} from './damage.js';
import {sinceBase, type TimeBase} from './time-base.js';

/** Maximum length of a 64-bit varint. */
const maxVarintBytes = 10;

/**
 * A position in a part of a file. Every method advances past what it reads, and throws Damage with file and offset if the data is incomplete.
 * Numbers are big-endian.
 */
export class ByteCursor {
	at = 0;
	/** Where the part ends that is read. */
	end: number;
	readonly bytes: Uint8Array;
	readonly file: string;
	/** Offset of the bytes in the file. */
	private readonly start: number;
	private readonly view: DataView;

	/** `view`: a view of the bytes, if there is one. */
	constructor(bytes: Uint8Array, file: string, start = 0, view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)) {
		this.bytes = bytes;
		this.end = bytes.length;
		this.file = file;
		this.start = start;
		this.view = view;
	}

	get left(): number {
		return this.end - this.at;
	}

	/** The current offset in the file. */
	get offset(): number {
		return this.start + this.at;
	}

	/** Throws Damage at the current offset. */
	fail(reason: string): never {
		throw new Damage(this.file, this.offset, reason);
	}

	uint8(): number {
		return this.view.getUint8(this.skip(1));
	}

	uint16(): number {
		return this.view.getUint16(this.skip(2));
	}

	uint32(): number {
		return this.view.getUint32(this.skip(4));
	}

	int64(): bigint {
		return this.view.getBigInt64(this.skip(8));
	}

	/** An unsigned 64-bit offset or size: rounded beyond 2^53, which no file reaches. */
	size64(): number {
		return this.uint32() * 4_294_967_296 + this.uint32();
	}

	/** A time in nanoseconds from the base. */
	time(base: TimeBase): number {
		const at = this.skip(8);
		return sinceBase(this.view.getInt32(at), this.view.getUint32(at + 4), base);
	}

	/** A varint used as a count or length: less than 2^32. */
	count(): number {
		const value = this.roundedVarint();
		return value <= 0xFF_FF_FF_FF ? value : this.fail('an impossible count');
	}

	/** An unsigned varint, rounded beyond 2^53: a tenth of the time of the exact one. */
	roundedVarint(): number {
		let value = 0;
		let scale = 1;
		for (let index = 0; index < maxVarintBytes; index++) {
			const byte = this.uint8();
			value += (byte & 127) * scale;
			scale *= 128;
			if (byte < 128) {
				return value;
			}
		}

		return this.fail('a varint without an end');
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
		const at = this.skip(length);
		return this.bytes.subarray(at, at + length);
	}

	/** A cursor over the next bytes. */
	part(length: number): ByteCursor {
		const part = new ByteCursor(this.bytes, this.file, this.start, this.view);
		part.at = this.skip(length);
		part.end = this.at;
		return part;
	}

	/** A cursor over all remaining bytes. */
	rest(): ByteCursor {
		return this.part(this.left);
	}

	/** The remaining bytes, not copied and not passed. */
	remaining(): Uint8Array {
		return this.bytes.subarray(this.at, this.end);
	}

	/** Skips bytes; returns where they begin. */
	skip(length: number): number {
		const {at} = this;
		if (length > this.end - at) {
			this.fail('it ends too early');
		}

		this.at = at + length;
		return at;
	}
}
