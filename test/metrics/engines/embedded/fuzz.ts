import {crc32, gunzipSync, gzipSync} from 'node:zlib';
import {Buffer} from 'node:buffer';
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {AppError} from '../../../../source/system/errors.js';
import {catalogue} from '../../../../source/metrics/catalogue.js';
import {openDatabase} from '../../../../source/metrics/engines/embedded/database.js';
import {type DataFile, pathIndex} from '../../../../source/metrics/engines/embedded/data-path.js';
import {ArchiveInfoReader} from '../../../../source/metrics/engines/embedded/archive-info.js';
import {BufferedFiles, type OpenFile, type Sink} from '../../../../source/metrics/engines/embedded/buffered-files.js';
import {fieldsOf, SeriesCache} from '../../../../source/metrics/engines/embedded/series-cache.js';
import type {FileConsumer, WholeConsumer} from '../../../../source/metrics/engines/embedded/read-archive.js';
import {runQuery} from '../../../../source/metrics/engines/embedded/query.js';
import type {FieldMetric} from '../../../../source/metrics/metric.js';
import {readBlock, valueTypes} from '../../../../source/tsm/block.js';
import {ByteCursor} from '../../../../source/tsm/byte-cursor.js';
import {tryRead} from '../../../../source/tsm/damage.js';
import {unpackSnappy} from '../../../../source/tsm/snappy.js';
import {timeBase} from '../../../../source/tsm/time-base.js';
import {packed} from '../../../tsm/bytes.js';
import {Random} from './random.js';

/** Each field of the catalogue once, over all series, with every kind of function. */
const asked: readonly FieldMetric[] = catalogue
	.filter((metric, index) => catalogue.findIndex(({measurement, field}) => measurement === metric.measurement && field === metric.field) === index)
	.flatMap(({condition: _, ...metric}) => (['mean', 'last', 'median'] as const).map(aggregate => ({...metric, aggregate})));

type Kind = 'meta' | DataFile['kind'];
type File = {readonly name: string; readonly kind: Kind; readonly bytes: Buffer};

const folder = fileURLToPath(new URL('../../../../fixtures/database', import.meta.url));
const start = 1_524_441_600_000_000_000n;
const window = {start: start + 7_000_000_001n, stop: start + 1_520_000_000_000n};
const base = timeBase(start);
const report = (): void => undefined;
const pace = async (): Promise<void> => undefined;

/** A small real database with every kind of file, block and entry. */
const files: readonly File[] = readdirSync(folder, {recursive: true, withFileTypes: true}).filter(entry => entry.isFile()).map(entry => {
	const file = path.join(entry.parentPath, entry.name);
	const name = path.relative(folder, file);
	const position = pathIndex(name);
	return {name, kind: position === 'meta' ? 'meta' : position?.kind ?? 'tsm', bytes: readFileSync(file)};
});

/** Changes one file of a real database, reads it and queries two fields. Throws errors other than Damage and AppError. */
export async function fuzzOnce(seed: number): Promise<void> {
	// zlib frees its memory between turns of the event loop.
	await nextTurn();
	const random = new Random(seed);
	const changed = random.of(files);
	const bytes = random.of(changers[changed.kind])(changed.bytes, random);
	const buffers = new BufferedFiles();
	const chunkSize = random.of([undefined, 100, 5000, 1 << 20]);
	const described = new ArchiveInfoReader(report);
	const readings = new SeriesCache(async (reader, budget) => {
		const first = described.before(reader, budget);
		for (const file of files) {
			const position = pathIndex(file.name);
			if (position) {
				const content = file === changed ? bytes : file.bytes;
				const consumer = first.read(position, file.name, content.length);
				const arriving = chunkSize !== undefined && consumer && 'arrive' in consumer
					? arrived(content, consumer, {sink: buffers.hold(file.name, content.length), chunkSize})
					: undefined;
				give(arriving ?? openFile(file.name, content), consumer);
			}
		}
	}, {buffers, report});
	try {
		await readings.prepare(asked.flatMap(metric => fieldsOf(metric)));
		const database = await openDatabase('fuzz', described, undefined, readings);
		for (const metric of [random.of(asked), random.of(asked)]) {
			await runQuery(database.shards, {metric, window, everySeconds: 30}, {pace, report});
		}
	} catch (error) {
		if (!(error instanceof AppError)) {
			throw error;
		}
	}

	if (changed.kind === 'tsm') {
		readAllBlocks(bytes);
	}
}

/** A file in memory. */
const openFile = (name: string, bytes: Buffer): OpenFile => ({
	name, size: bytes.length, read: (from, length) => bytes.subarray(from, from + length), close() {},
});

/** What a receiver holds of a file that arrives in chunks of that size. */
function arrived(bytes: Buffer, {arrive}: WholeConsumer, {sink, chunkSize}: {readonly sink: Sink; readonly chunkSize: number}): OpenFile {
	for (let at = 0; at < bytes.length; at += chunkSize) {
		arrive?.(bytes.subarray(at, at + chunkSize), sink);
	}

	return sink.end();
}

/** Passes a file to its receiver. */
function give(file: OpenFile, consumer: FileConsumer | undefined): void {
	if (consumer && 'whole' in consumer) {
		for (const _ of consumer.whole(file)) {
			// No need to yield to others.
		}
	} else if (consumer) {
		consumer.write(file.read(0, file.size));
		consumer.end();
	}

	file.close();
}

// Queries read only numbers.
function readAllBlocks(bytes: Buffer): void {
	for (const {at, size} of blocksIn(bytes)) {
		const type = valueTypes[bytes[at + 4] ?? -1] ?? 'float';
		tryRead(report, () => readBlock(new ByteCursor(bytes.subarray(at, at + size), 'fuzz', at), type, base));
	}
}

type Change = (bytes: Buffer, random: Random) => Buffer;

/** Typical damage: changed bytes, extreme numbers, and parts that are missing, duplicated or moved. */
const changeBytes: Change = (bytes, random) => {
	let changed: Buffer = Buffer.from(bytes);
	for (let count = 1 + random.below(3); count > 0 && changed.length > 0; count--) {
		const at = random.below(changed.length);
		changed = random.of(steps)(changed, at, random);
	}

	return changed;
};

const steps: ReadonlyArray<(bytes: Buffer, at: number, random: Random) => Buffer> = [
	(bytes, at, random) => {
		bytes[at]! ^= 1 << random.below(8);
		return bytes;
	},
	(bytes, at, random) => {
		bytes[at] = random.of([0, 1, 0x7F, 0x80, 0xFF, random.below(256)]);
		return bytes;
	},
	(bytes, at, random) => bytes.fill(random.of([0, 0x7F, 0x80, 0xFF]), at, Math.min(bytes.length, at + random.of([2, 4, 8]))),
	(bytes, at) => bytes.subarray(0, at),
	(bytes, at, random) => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + random.below(40))]),
	(bytes, at, random) =>
		Buffer.concat([bytes.subarray(0, at), bytes.subarray(random.below(bytes.length)), bytes.subarray(at)].map(part => part.subarray(0, 1 << 16))),
	(bytes, at, random) => {
		bytes.copyWithin(at, random.below(bytes.length), random.below(bytes.length));
		return bytes;
	},
];

/** Changes a block and fixes its checksum, so that the values are decoded. */
const changeBlock: Change = (bytes, random) => {
	const changed = Buffer.from(bytes);
	const {at, size} = random.of(blocksIn(bytes));
	const block = changed.subarray(at + 4, at + size);
	changeBytes(block, random).copy(block);
	changed.writeUInt32BE(crc32(block), at);
	return changed;
};

/** Changes only the index. */
const changeIndex: Change = (bytes, random) => {
	const position = Number(bytes.readBigUInt64BE(bytes.length - 8));
	return Buffer.concat([bytes.subarray(0, position), changeBytes(bytes.subarray(position), random)]);
};

/** Changes the content of a WAL entry, and compresses it again. */
const changeEntry: Change = (bytes, random) => {
	const entries: Array<{readonly kind: number; readonly content: Uint8Array}> = [];
	const cursor = new ByteCursor(bytes, 'real');
	while (cursor.left > 0) {
		entries.push({kind: cursor.uint8(), content: unpackSnappy(cursor.part(cursor.uint32()))});
	}

	const chosen = random.below(entries.length);
	return Buffer.concat(entries.flatMap(({kind, content}, index) => {
		const body = packed(index === chosen ? changeBytes(Buffer.from(content), random) : content);
		const head = Buffer.alloc(5);
		head[0] = index === chosen && random.below(4) === 0 ? random.below(5) : kind;
		head.writeUInt32BE(body.length, 1);
		return [head, body];
	}));
};

/** Changes the records of a tombstone file, and compresses them again. */
const changeRecords: Change = (bytes, random) =>
	Buffer.concat([bytes.subarray(0, 4), gzipSync(changeBytes(gunzipSync(bytes.subarray(4)), random), {level: 1})]);

const changers: Readonly<Record<Kind, readonly Change[]>> = {
	meta: [changeBytes],
	tsm: [changeBytes, changeBlock, changeBlock, changeIndex],
	wal: [changeBytes, changeEntry],
	tombstone: [changeBytes, changeRecords],
};

// Changes that keep the length keep the positions of blocks.
function blocksIn(bytes: Buffer): ReadonlyArray<{readonly at: number; readonly size: number}> {
	return blocksOfReal.get(bytes.length) ?? [];
}

const blocksOfReal = new Map(files.filter(({kind}) => kind === 'tsm').map(({bytes}) => {
	const found: Array<{readonly at: number; readonly size: number}> = [];
	let position = Number(bytes.readBigUInt64BE(bytes.length - 8));
	while (position < bytes.length - 8) {
		const head = position + 2 + bytes.readUInt16BE(position);
		const count = bytes.readUInt16BE(head + 1);
		for (let index = 0; index < count; index++) {
			const entry = head + 3 + index * 28;
			found.push({at: Number(bytes.readBigUInt64BE(entry + 16)), size: bytes.readUInt32BE(entry + 24)});
		}

		position = head + 3 + count * 28;
	}

	return [bytes.length, found];
}));

