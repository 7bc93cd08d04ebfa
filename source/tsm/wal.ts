import {Buffer} from 'node:buffer';
import type {ValueType} from './block.js';
import {ByteCursor} from './byte-cursor.js';
import {type Report, unlessDamaged} from './damage.js';
import {fieldOf} from './series-key.js';
import {unpackSnappy} from './snappy.js';
import type {TimeRange} from './time-ranges.js';
import {recordSize, WalColumn} from './wal-column.js';

/** What was written and is in no .tsm file yet, by key (of one character a byte). Texts and booleans are known by their type alone. */
export class WriteAheadLog {
	private readonly columns = new Map<string, WalColumn>();
	private readonly columnsByField = new Map<string, Array<readonly [key: string, column: WalColumn]>>();

	get isEmpty(): boolean {
		return this.columns.size === 0;
	}

	/** The columns of a measurement's field, with their keys. */
	columnsOf(measurement: string, field: string): ReadonlyArray<readonly [key: string, column: WalColumn]> {
		return this.columnsByField.get(placeOf(measurement, field)) ?? [];
	}

	/** Replays the next segment, in the order of their names. A torn end, which is reported, is left out, as influxd leaves it out. */
	replay(bytes: Uint8Array, file: string, report: Report): void {
		const cursor = new ByteCursor(bytes, file);
		unlessDamaged(report, () => {
			while (cursor.left > 0) {
				this.replayEntry(cursor);
			}
		});
	}

	// An entry counts as a whole or not at all.
	private replayEntry(cursor: ByteCursor): void {
		const kind = cursor.uint8();
		const packed = cursor.part(cursor.uint32());
		const steps = readers[kind]?.(unpack(packed)) ?? packed.fail(`an entry of an unknown kind ${kind}`);
		for (const step of steps) {
			if ('range' in step) {
				this.columns.get(step.key)?.delete(step.range);
			} else {
				this.write(step);
			}
		}
	}

	private write({key, type, records}: Write): void {
		const column = this.columns.get(key);
		if (column?.type === type) {
			column.write(records);
		} else if (column === undefined) {
			this.add(key, new WalColumn(type)).write(records);
		}
	}

	private add(key: string, column: WalColumn): WalColumn {
		this.columns.set(key, column);
		const {measurement, field} = fieldOf(key);
		const place = placeOf(measurement, field);
		const neighbours = this.columnsByField.get(place);
		if (neighbours) {
			neighbours.push([key, column]);
		} else {
			this.columnsByField.set(place, [[key, column]]);
		}

		return column;
	}
}

const placeOf = (measurement: string, field: string): string => `${field}\0${measurement}`;

type Write = {readonly key: string; readonly type: ValueType; readonly records: Uint8Array};
type Delete = {readonly key: string; readonly range: TimeRange};
type ReadEntry = (cursor: ByteCursor) => ReadonlyArray<Write | Delete>;

// Each is at least so long that a list of them is in proportion to the bytes.
const readWrites: ReadEntry = cursor => {
	const writes: Write[] = [];
	while (cursor.left > 0) {
		const type = types.get(cursor.uint8()) ?? cursor.fail('a value of an unknown type');
		const key = readKey(cursor, cursor.uint16());
		const count = cursor.uint32();
		writes.push({key, type, records: readRecords(cursor, type, count)});
	}

	return writes;
};

const readDeletes: ReadEntry = cursor => readKey(cursor, cursor.left).split('\n').map(key => ({key, range: {min: -(2n ** 63n), max: 2n ** 63n - 1n}}));

const readRangeDeletes: ReadEntry = cursor => {
	const range = {min: cursor.int64(), max: cursor.int64()};
	const deletes: Delete[] = [];
	while (cursor.left > 0) {
		deletes.push({key: readKey(cursor, cursor.uint32()), range});
	}

	return deletes;
};

const readers: Readonly<Record<number, ReadEntry>> = {1: readWrites, 2: readDeletes, 3: readRangeDeletes};

const types: ReadonlyMap<number, ValueType> = new Map([[1, 'float'], [2, 'integer'], [3, 'boolean'], [4, 'string'], [5, 'unsigned']]);

const nothing = new Uint8Array();

function readRecords(cursor: ByteCursor, type: ValueType, count: number): Uint8Array {
	if (type === 'boolean') {
		cursor.take(count * 9);
		return nothing;
	}

	if (type === 'string') {
		for (let index = 0; index < count; index++) {
			cursor.take(8);
			cursor.take(cursor.uint32());
		}

		return nothing;
	}

	return cursor.take(count * recordSize);
}

const unpack = (packed: ByteCursor): ByteCursor => new ByteCursor(unpackSnappy(packed), packed.file, packed.start);

function readKey(cursor: ByteCursor, length: number): string {
	const {buffer, byteOffset} = cursor.take(length);
	return Buffer.from(buffer, byteOffset, length).toString('latin1');
}
