import {Buffer} from 'node:buffer';
import {type ValueType, valueTypes} from './block.js';
import {ByteCursor} from './byte-cursor.js';
import {DecodeBudget} from './decode-budget.js';
import {Damage, type Report, tryRead} from './damage.js';
import {latin1Of, fieldMark, unescapeKey} from './series-key.js';
import {sinceBase, type TimeBase} from './times.js';
import type {TimeRange} from './time-ranges.js';

/** A file that is read by parts. */
export type ByteSource = {
	readonly name: string;
	readonly size: number;
	/** Bytes that lie within the file. */
	readonly read: (start: number, length: number) => Uint8Array;
};

/** Where a block lies, its checksum with it, and its first and last time (nanoseconds from a base). */
export type IndexEntry = {readonly min: number; readonly max: number; readonly offset: number; readonly size: number};

const headerSize = 5;
const footerSize = 8;
const entrySize = 28;
/** What a measurement and a key take in memory. */
const measurementBytes = 256;
const indexBytes = 8;
const magic = 0x16_D1_16_D1;
const maxIndex = 1 << 28;

/** A key of a file's index. There can be millions: what is said of its blocks is read when it is needed. */
export class IndexedKey {
	/** Of one character a byte. */
	readonly key: string;
	readonly type: ValueType;
	private readonly view: DataView;
	/** Where in the index the number of its blocks stands. */
	private readonly index: number;

	constructor(key: string, type: ValueType, view: DataView, index: number) {
		this.key = key;
		this.type = type;
		this.view = view;
		this.index = index;
	}

	/** How many blocks it has. */
	get count(): number {
		return this.view.getUint16(this.index);
	}

	/** Its block of that number, below the count. */
	entry(number: number, base: TimeBase): IndexEntry {
		const {view} = this;
		const at = this.positionOf(number);
		return {
			min: sinceBase(view.getInt32(at), view.getUint32(at + 4), base),
			max: sinceBase(view.getInt32(at + 8), view.getUint32(at + 12), base),
			offset: view.getUint32(at + 16) * 4_294_967_296 + view.getUint32(at + 20),
			size: view.getUint32(at + 24),
		};
	}

	/** Whether it has points, and all of them lie in the range. */
	isWithin({min, max}: TimeRange): boolean {
		const {view, count} = this;
		return count > 0 && view.getBigInt64(this.positionOf(0)) >= min && view.getBigInt64(this.positionOf(count - 1) + 8) <= max;
	}

	private positionOf(number: number): number {
		return this.index + 2 + number * entrySize;
	}
}

/** The index of a .tsm file: which keys it has points of, and where. Of the file no more is read than that. */
export class TsmIndex {
	readonly source: ByteSource;
	private readonly bytes: Buffer;
	private readonly view: DataView;
	private readonly start: number;
	/** Where the keys of a measurement lie in the index. */
	private readonly indexes = new Map<string, number[]>();

	/** Throws Damage where the file has no index; after a damaged key, which is reported, only those before it count. */
	constructor(source: ByteSource, report: Report, budget: DecodeBudget = new DecodeBudget(Infinity)) {
		this.source = source;
		this.start = findIndex(source);
		const size = source.size - footerSize - this.start;
		budget.hold(size, source.name, this.start);
		const bytes = source.read(this.start, size);
		this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
		this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
		tryRead(report, () => {
			this.listKeys(new ByteCursor(bytes, source.name, this.start), budget);
		});
	}

	/** The keys of a measurement's field, ascending. */
	keysOf(measurement: string, field: string): IndexedKey[] {
		const end = latin1Of(fieldMark + field);
		return (this.indexes.get(measurement) ?? []).flatMap(index => {
			const length = this.view.getUint16(index);
			const keyEnd = index + 2 + length;
			if (length < end.length || this.bytes[keyEnd - 1] !== end.codePointAt(end.length - 1)) {
				return [];
			}

			const key = this.bytes.toString('latin1', index + 2, keyEnd);
			const type = valueTypes[this.bytes[keyEnd] ?? -1];
			// The first mark of a key ends its series: a field may hold another.
			return type && key.endsWith(end) && key.indexOf(fieldMark) === key.length - end.length
				? [new IndexedKey(key, type, this.view, keyEnd + 1)]
				: [];
		});
	}

	/** All keys, one after the other: there can be millions. */
	* allKeys(): Generator<IndexedKey> {
		for (const index of [...this.indexes.values()].flat()) {
			const keyEnd = index + 2 + this.view.getUint16(index);
			const type = valueTypes[this.bytes[keyEnd] ?? -1];
			if (type) {
				yield new IndexedKey(this.bytes.toString('latin1', index + 2, keyEnd), type, this.view, keyEnd + 1);
			}
		}
	}

	private listKeys(cursor: ByteCursor, budget: DecodeBudget): void {
		let known = '';
		let indexes: number[] = [];
		while (cursor.left > 0) {
			const index = cursor.at;
			const length = cursor.uint16();
			const key = cursor.take(length);
			cursor.uint8();
			cursor.take(cursor.uint16() * entrySize);
			const end = measurementEnd(key);
			if (known === '' || end !== known.length || this.bytes.toString('latin1', index + 2, index + 2 + end) !== known) {
				known = this.bytes.toString('latin1', index + 2, index + 2 + end);
				const measurement = unescapeKey(known);
				budget.hold(measurementBytes + measurement.length, cursor.file, cursor.start + index);
				indexes = this.indexes.get(measurement) ?? [];
				this.indexes.set(measurement, indexes);
			}

			budget.hold(indexBytes, cursor.file, cursor.start + index);
			indexes.push(index);
		}
	}
}

function findIndex(source: ByteSource): number {
	const {name, size} = source;
	if (size < headerSize + footerSize) {
		throw new Damage(name, size, 'it ends too early');
	}

	const header = new ByteCursor(source.read(0, headerSize), name);
	if (header.uint32() !== magic || header.uint8() !== 1) {
		throw new Damage(name, 0, 'it is no TSM file of version 1');
	}

	const footer = size - footerSize;
	const start = new ByteCursor(source.read(footer, footerSize), name, footer).size64();
	if (start < headerSize || start > footer || footer - start > maxIndex) {
		throw new Damage(name, footer, 'its index lies nowhere');
	}

	return start;
}

const comma = 44;
const backslash = 92;
const mark = 35;

// The measurement ends at the first comma without a backslash, or where the field begins.
function measurementEnd(key: Uint8Array): number {
	for (let at = 0; at < key.length; at++) {
		const byte = key[at];
		if ((byte === comma && key[at - 1] !== backslash) || (byte === mark && key[at + 1] === 33 && key[at + 2] === 126 && key[at + 3] === mark)) {
			return at;
		}
	}

	return key.length;
}
