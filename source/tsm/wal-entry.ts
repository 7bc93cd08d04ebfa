import {Buffer} from 'node:buffer';
import type {ValueType} from './block.js';
import type {ByteCursor} from './byte-cursor.js';
import type {KeySelection, SelectedKey} from './field-selection.js';
import {allTimes, type TimeRange} from './time-ranges.js';
import {recordSize} from './wal-column.js';

/** An operation on a key: writes records of a time and a number each, valid until the next entry, or deletes a time range. */
export type WalStep = SelectedKey & ({readonly type: ValueType; readonly records: Uint8Array} | {readonly deleted: TimeRange});

/** The operations on selected keys in an unpacked entry of that kind; undefined for an unknown kind. For strings only times are read. Throws Damage. */
export const readEntry = (kind: number, entry: ByteCursor, selection: KeySelection): readonly WalStep[] | undefined => readers[kind]?.(entry, selection);

type ReadEntry = (entry: ByteCursor, selection: KeySelection) => readonly WalStep[];

const readWrites: ReadEntry = (cursor, selection) => {
	const steps: WalStep[] = [];
	const text = bufferOf(cursor.bytes);
	while (cursor.left > 0) {
		const type = types[cursor.uint8()] ?? cursor.fail('a value of an unknown type');
		const length = cursor.uint16();
		const start = cursor.skip(length);
		const count = cursor.uint32();
		const from = cursor.at;
		skipRecords(cursor, type, count);
		const selected = selection.match(text, start, start + length);
		if (selected) {
			const records = cursor.bytes.subarray(from, cursor.at);
			steps.push({...selected, type, records: type === 'boolean' || type === 'string' ? numberRecords(records, type, count) : records});
		}
	}

	return steps;
};

const readDeletes: ReadEntry = (cursor, selection) => {
	const text = bufferOf(cursor.bytes);
	const steps: WalStep[] = [];
	for (let start = cursor.at; start <= text.length;) {
		const found = text.indexOf('\n', start);
		const end = found === -1 ? text.length : found;
		const selected = selection.match(text, start, end);
		if (selected) {
			steps.push({...selected, deleted: allTimes});
		}

		start = end + 1;
	}

	return steps;
};

const readRangeDeletes: ReadEntry = (cursor, selection) => {
	const text = bufferOf(cursor.bytes);
	const deleted = {min: cursor.int64(), max: cursor.int64()};
	const steps: WalStep[] = [];
	while (cursor.left > 0) {
		const length = cursor.uint32();
		const start = cursor.skip(length);
		const selected = selection.match(text, start, start + length);
		if (selected) {
			steps.push({...selected, deleted});
		}
	}

	return steps;
};

const readers: Readonly<Record<number, ReadEntry>> = {1: readWrites, 2: readDeletes, 3: readRangeDeletes};

const types: ReadonlyArray<ValueType | undefined> = [undefined, 'float', 'integer', 'boolean', 'string', 'unsigned'];

function skipRecords(cursor: ByteCursor, type: ValueType, count: number): void {
	if (type !== 'string') {
		cursor.skip(count * (type === 'boolean' ? booleanSize : recordSize));
		return;
	}

	for (let index = 0; index < count; index++) {
		cursor.skip(8);
		cursor.skip(cursor.uint32());
	}
}

/** Size of a boolean with its time. */
const booleanSize = 9;

/** Records of a time and a number each: true is 1; a string is 0, because only its time matters. */
function numberRecords(records: Uint8Array, type: 'boolean' | 'string', count: number): Uint8Array {
	const numbers = new Uint8Array(count * recordSize);
	const to = new DataView(numbers.buffer);
	const from = new DataView(records.buffer, records.byteOffset, records.length);
	for (let index = 0, at = 0; index < count; index++) {
		to.setBigInt64(index * recordSize, from.getBigInt64(at));
		to.setFloat64(index * recordSize + 8, type === 'boolean' ? from.getUint8(at + 8) : 0);
		at += type === 'boolean' ? booleanSize : 12 + from.getUint32(at + 8);
	}

	return numbers;
}

const bufferOf = ({buffer, byteOffset, length}: Uint8Array): Buffer => Buffer.from(buffer, byteOffset, length);
