import {Buffer} from 'node:buffer';
import type {ValueType} from './block.js';
import {ByteCursor} from './byte-cursor.js';
import type {Report} from './damage.js';
import {DecodeBudget} from './decode-budget.js';
import {fieldMark, fieldOf} from './series-key.js';
import {unpackSnappy} from './snappy.js';
import {allTimes, type TimeRange} from './time-ranges.js';
import {recordSize, WalColumn} from './wal-column.js';
import {LogSegment} from './wal-segment.js';

type Write = {readonly key: string; readonly type: ValueType; readonly records: Uint8Array};
/** What a key takes in memory besides its records, and a deletion. */
const columnBytes = 512;
const deletionBytes = 64;

type Delete = {readonly key: string; readonly range: TimeRange};

/** What was written and is in no .tsm file yet, by key (of one character a byte). Of texts the times alone are known. */
export class WriteAheadLog {
	private readonly columns = new Map<string, WalColumn>();
	private readonly columnsOfFields = new Map<string, Map<string, WalColumn>>();
	private readonly budget: DecodeBudget;
	private readonly endings: readonly Buffer[] | undefined;

	/** Of the fields that are named, or of all. Most of a log is of others, and passing over them takes a tenth of the time. */
	constructor(fields?: readonly string[], budget: DecodeBudget = new DecodeBudget(Infinity)) {
		this.budget = budget;
		this.endings = fields?.map(field => Buffer.from(fieldMark + field));
	}

	/** The columns of a measurement's field, with their keys. */
	columnsOf(measurement: string, field: string): ReadonlyArray<readonly [key: string, column: WalColumn]> {
		return [...this.columnsOfFields.get(fieldKey(measurement, field)) ?? []];
	}

	/** All columns, with their keys. */
	allColumns(): Iterable<readonly [key: string, column: WalColumn]> {
		return this.columns;
	}

	/**
	 * Replays the next segment, in the order of their names, with a pause after each entry. A torn end, which is reported, is left out,
	 * as influxd leaves it out.
	 */
	* replay(bytes: Uint8Array, file: string, report: Report): Generator<void> {
		const segment = this.begin(file, report);
		yield * segment.follow(bytes);
		segment.end(bytes);
	}

	/** Begins to replay a segment whose bytes are still coming. */
	begin(file: string, report: Report): LogSegment {
		return new LogSegment(file, report, (cursor, scratch) => this.replayEntry(cursor, scratch));
	}

	// An entry counts as a whole or not at all. Returns its bytes.
	private replayEntry(cursor: ByteCursor, scratch: Uint8Array): Uint8Array {
		const kind = cursor.uint8();
		const packed = cursor.part(cursor.uint32());
		const {budget} = this;
		const entry = new ByteCursor(unpackSnappy(packed, scratch, budget.left), packed.file, packed.start);
		budget.decode(entry.bytes.length, packed.file, packed.start);
		if (kind === 1) {
			for (const write of this.readWrites(entry)) {
				budget.hold(write.records.length + (this.columns.has(write.key) ? 0 : columnBytes), packed.file, packed.start);
				this.write(write);
			}
		} else {
			const deletes = deleteReaders[kind]?.(entry) ?? packed.fail(`an entry of an unknown kind ${kind}`);
			for (const {key, range} of deletes) {
				budget.hold(deletionBytes, packed.file, packed.start);
				this.delete(key, range);
			}
		}

		return entry.bytes;
	}

	private readWrites(cursor: ByteCursor): Write[] {
		const writes: Write[] = [];
		const text = Buffer.from(cursor.bytes.buffer, cursor.bytes.byteOffset, cursor.bytes.length);
		while (cursor.left > 0) {
			const type = types[cursor.uint8()] ?? cursor.fail('a value of an unknown type');
			const length = cursor.uint16();
			const start = cursor.pass(length);
			const count = cursor.uint32();
			const from = cursor.at;
			passRecords(cursor, type, count);
			if (this.isRequested(cursor.bytes, start, start + length)) {
				const records = cursor.bytes.subarray(from, cursor.at);
				writes.push({
					key: text.toString('latin1', start, start + length),
					type,
					records: type === 'boolean' || type === 'string' ? numberRecords(records, type, count) : records,
				});
			}
		}

		return writes;
	}

	private isRequested(bytes: Uint8Array, start: number, end: number): boolean {
		if (this.endings === undefined) {
			return true;
		}

		for (const ending of this.endings) {
			// A quick check for the mark excludes nearly all keys.
			if (bytes[end - ending.length] === ending[0] && endsWith(bytes, start, end, ending)) {
				return true;
			}
		}

		return false;
	}

	private write({key, type, records}: Write): void {
		const column = this.columns.get(key);
		if (column === undefined) {
			this.add(key, new WalColumn(type)).write(records);
		} else if (column.type === type) {
			column.write(records);
		}
	}

	private delete(key: string, range: TimeRange): void {
		// What is written after a measurement was dropped may be of another type.
		if (range.min === allTimes.min && range.max === allTimes.max) {
			this.columns.delete(key);
			this.columnsOfFields.get(keyIndex(key))?.delete(key);
		} else {
			this.columns.get(key)?.delete(range);
		}
	}

	private add(key: string, column: WalColumn): WalColumn {
		this.columns.set(key, column);
		const location = keyIndex(key);
		const neighbours = this.columnsOfFields.get(location) ?? new Map<string, WalColumn>();
		this.columnsOfFields.set(location, neighbours.set(key, column));
		return column;
	}
}

function keyIndex(key: string): string {
	const {measurement, field} = fieldOf(key);
	return fieldKey(measurement, field);
}

const fieldKey = (measurement: string, field: string): string => `${field}\0${measurement}`;

const types: ReadonlyArray<ValueType | undefined> = [undefined, 'float', 'integer', 'boolean', 'string', 'unsigned'];

function passRecords(cursor: ByteCursor, type: ValueType, count: number): void {
	if (type !== 'string') {
		cursor.pass(count * (type === 'boolean' ? booleanSize : recordSize));
		return;
	}

	for (let index = 0; index < count; index++) {
		cursor.pass(8);
		cursor.pass(cursor.uint32());
	}
}

/** Bytes of a boolean and its time. */
const booleanSize = 9;

/** Records of a time and a number each: true is 1; a text is 0, only its time counts. */
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

type ReadDeletes = (cursor: ByteCursor) => readonly Delete[];

const readDeletes: ReadDeletes = cursor =>
	textAt(cursor.bytes, cursor.at, cursor.left).split('\n').map(key => ({key, range: allTimes}));

const readRangeDeletes: ReadDeletes = cursor => {
	const range = {min: cursor.int64(), max: cursor.int64()};
	const deletes: Delete[] = [];
	while (cursor.left > 0) {
		const length = cursor.uint32();
		deletes.push({key: textAt(cursor.bytes, cursor.pass(length), length), range});
	}

	return deletes;
};

const deleteReaders: Readonly<Record<number, ReadDeletes>> = {2: readDeletes, 3: readRangeDeletes};

const textAt = ({buffer, byteOffset}: Uint8Array, start: number, length: number): string => Buffer.from(buffer, byteOffset + start, length).toString('latin1');

function endsWith(bytes: Uint8Array, start: number, end: number, ending: Uint8Array): boolean {
	if (end - start < ending.length) {
		return false;
	}

	let at = end;
	let position = ending.length;
	while (position > 0 && bytes[at - 1] === ending[position - 1]) {
		at--;
		position--;
	}

	return position === 0;
}
