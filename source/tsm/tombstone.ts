import {Buffer} from 'node:buffer';
import {constants, gunzipSync, inflateRawSync} from 'node:zlib';
import {ByteCursor} from './byte-cursor.js';
import {DecodeBudget} from './decode-budget.js';
import {Damage, type ReportDamage, tryRead} from './damage.js';
import type {KeySelection} from './field-selection.js';
import {allTimes, type TimeRange} from './time-ranges.js';

/** The deletions in a .tsm file by key (one character per byte). */
export type Tombstones = ReadonlyMap<string, readonly TimeRange[]>;

const gzipHeader = 10;
const gzipTrailer = 8;
/** Maximum compression ratio: keys repeat and pack well, but beyond this the file is hostile. */
const maxGrowth = 256;
const alwaysAllowed = 1 << 20;

type Options = {readonly selection: KeySelection; readonly report: ReportDamage; readonly budget?: DecodeBudget};

/** The deletions of the selected keys in a tombstone file of any version; damage is reported, and the deletions before it are returned. */
export function readTombstones(bytes: Uint8Array, file: string, {selection, report, budget = new DecodeBudget(Infinity)}: Options): Tombstones {
	const found = new Map<string, TimeRange[]>();
	const add: Add = (name, range) => {
		const {key} = selection.match(name, 0, name.length) ?? {};
		if (key === undefined) {
			return;
		}

		budget.hold(rangeBytes + key.length, file, 0);
		const ranges = found.get(key);
		if (ranges) {
			ranges.push(range);
		} else {
			found.set(key, [range]);
		}
	};

	tryRead(report, () => {
		const cursor = new ByteCursor(bytes, file);
		const read = versions.get(cursor.left < 4 ? 0 : cursor.uint32());
		if (read) {
			read(cursor, add, budget);
		} else {
			readLines(bytes, add);
		}
	});
	return found;
}

type Add = (key: Buffer, range: TimeRange) => void;
type ReadVersion = (cursor: ByteCursor, add: Add, budget: DecodeBudget) => void;

/** Memory used by a deletion besides its key. */
const rangeBytes = 128;

const readMembers: ReadVersion = (cursor, add, budget) => {
	const all = unpackMembers(cursor, budget);
	if (all) {
		readRecords(all, add);
		return;
	}

	while (cursor.left > 0) {
		readRecords(unpackMember(cursor, budget), add);
	}
};

const versions: ReadonlyMap<number, ReadVersion> = new Map([
	// influxd corrupts the keys of this version, so that they have no effect.
	[0x15_02, () => undefined],
	[0x15_03, readMembers],
	[0x15_04, readMembers],
]);

function readLines(bytes: Uint8Array, add: Add): void {
	for (const line of Buffer.from(bytes).toString('latin1').split('\n')) {
		const key = line.replace(/\r$/v, '');
		if (key !== '') {
			add(Buffer.from(key, 'latin1'), allTimes);
		}
	}
}

function readRecords(cursor: ByteCursor, add: Add): void {
	while (cursor.left > 0) {
		add(bufferOf(cursor.take(cursor.uint32())), {min: cursor.int64(), max: cursor.int64()});
	}
}

const bufferOf = ({buffer, byteOffset, length}: Uint8Array): Buffer => Buffer.from(buffer, byteOffset, length);

// Each deletion is a gzip member: without damage, unpacking all at once takes a tenth of the time and hardly any memory.
function unpackMembers(cursor: ByteCursor, budget: DecodeBudget): ByteCursor | undefined {
	const packed = cursor.remaining();
	try {
		const {buffer, engine} = unpack(gunzipSync, packed, budget.left);
		return engine.bytesWritten === packed.length ? new ByteCursor(buffer, cursor.file, cursor.offset) : undefined;
	} catch {
		return undefined;
	}
}

// Truncated data is used as far as it goes.
function unpackMember(cursor: ByteCursor, budget: DecodeBudget): ByteCursor {
	const start = cursor.offset;
	const header = cursor.take(Math.min(cursor.left, gzipHeader));
	if (header.length < gzipHeader || header[0] !== 0x1F || header[1] !== 0x8B || header[2] !== 8 || header[3] !== 0) {
		throw new Damage(cursor.file, start, 'no gzip data begins here');
	}

	const packed = cursor.remaining();
	try {
		const {buffer, engine} = unpack(inflateRawSync, packed, budget.left);
		cursor.take(Math.min(cursor.left, engine.bytesWritten + gzipTrailer));
		budget.decode(buffer.length, cursor.file, start);
		return new ByteCursor(buffer, cursor.file, start);
	} catch {
		throw new Damage(cursor.file, start, 'it cannot be unpacked');
	}
}

type Inflated = {readonly buffer: Uint8Array; readonly engine: {readonly bytesWritten: number}};

function unpack(work: typeof gunzipSync, packed: Uint8Array, maxBytes: number): Inflated {
	// With `info` the result has another type than declared.
	return work(packed, {
		info: true, finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: Math.max(1, Math.min(maxBytes, packed.length * maxGrowth + alwaysAllowed)),
	}) as unknown as Inflated;
}
