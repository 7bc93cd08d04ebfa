import {createReadStream} from 'node:fs';
import {readdir, stat} from 'node:fs/promises';
import path from 'node:path';
import {PassThrough} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {createGunzip} from 'node:zlib';
import {CampaignError, codeOf, messageOf} from '../../../campaign/errors.js';
import type {ByteSource} from '../../../tsm/tsm-index.js';
import type {Archive, OpenOptions} from '../engine.js';
import {type DataFile, placeOfPath} from './data-path.js';
import type {KeptFiles} from './kept-files.js';
import {type Receiver, TarWalk} from './tar-walk.js';

/** What an archive holds of databases. */
export type Contents = {
	readonly files: ReadonlyArray<DataFile & {readonly source: ByteSource}>;
	readonly meta: ByteSource | undefined;
	/** What was wrong with the archive. */
	readonly notes: readonly string[];
};

/** Zeros unpack ten times as fast into large chunks as into those of Node's choice. */
const chunkSize = 1 << 20;
const readSize = 1 << 18;
const defaultMostUnpacked = 2 ** 36;
const damaged = 'copy it again from the frontend';

type Options = Pick<OpenOptions, 'signal' | 'onProgress' | 'database' | 'mostUnpacked'>;

/** Reads the files that queries need, and keeps them. Throws CampaignError where there are none; of an archive that is cut off, what is whole counts. */
export async function readArchive(archive: Archive, kept: KeptFiles, options: Options): Promise<Contents> {
	const contents = archive.kind === 'folder' ? await readFolder(archive.path, kept, options) : await readTar(archive, kept, options);
	if (contents.files.length === 0 && contents.meta === undefined) {
		throw contents.notes.length > 0
			? new CampaignError(`${archive.path}: ${contents.notes[0]}`, damaged)
			: new CampaignError(`${archive.path}: holds no files of InfluxDB 1.x`, 'look whether it is an archive of influxdb-data');
	}

	return contents;
}

/** Whether the file is one that a query may need. */
const isWanted = (place: DataFile | 'meta' | undefined, database: string | undefined): place is DataFile | 'meta' =>
	place !== undefined && (place === 'meta' || (database === undefined ? place.database !== '_internal' : place.database === database));

class Collection {
	readonly files: Array<DataFile & {readonly source: ByteSource}> = [];
	readonly notes: string[] = [];
	meta: ByteSource | undefined;

	add(place: DataFile | 'meta', source: ByteSource): void {
		if (place === 'meta') {
			this.meta ??= source;
		} else {
			this.files.push({...place, source});
		}
	}
}

async function readTar({path: file, kind}: Archive, kept: KeptFiles, {signal, onProgress, database, mostUnpacked = defaultMostUnpacked}: Options): Promise<Contents> {
	const found = new Collection();
	const walk = new TarWalk((name): Receiver | undefined => {
		const place = placeOfPath(name);
		if (!isWanted(place, database)) {
			return undefined;
		}

		const sink = kept.keep(name);
		return {
			write: sink.write,
			end(isWhole) {
				const source = sink.end();
				// Of a log that is cut off, its beginning counts.
				if (isWhole || (place !== 'meta' && place.kind === 'wal')) {
					found.add(place, source);
				}
			},
		};
	});
	const input = createReadStream(file, {highWaterMark: readSize});
	try {
		const {size: bytesTotal} = await stat(file);
		await pipeline(input, kind === 'tar' ? new PassThrough() : createGunzip({chunkSize}), async (chunks: AsyncIterable<Uint8Array>) => {
			for await (const chunk of chunks) {
				walk.push(chunk);
				if (walk.at > mostUnpacked) {
					throw new CampaignError(`${file}: unpacks to more than ${mostUnpacked} bytes`, 'look whether it is what it should be');
				}

				onProgress?.({stage: 'unpacking', bytesDone: Math.min(input.bytesRead, bytesTotal), bytesTotal});
			}
		}, {signal});
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof CampaignError) {
			throw error;
		}

		if (walk.at === 0) {
			throw new CampaignError(`${file}: ${reasonOf(error)}`, codeOf(error)?.startsWith('E') ? 'look whether you may read it' : damaged);
		}

		found.notes.push(`${reasonOf(error)}; what lies behind byte ${walk.at} of its contents is missing`);
	}

	if (!walk.end() && found.notes.length === 0) {
		found.notes.push('it ends too early');
	}

	return found;
}

const reasonOf = (error: unknown): string => reasons.get(codeOf(error) ?? '') ?? messageOf(error);

const reasons: ReadonlyMap<string, string> = new Map([
	['ENOENT', 'there is no such file'],
	['EACCES', 'may not be read'],
	['Z_BUF_ERROR', 'it ends too early'],
	['Z_DATA_ERROR', 'it is damaged, or no archive'],
]);

async function readFolder(folder: string, kept: KeptFiles, {signal, onProgress, database}: Options): Promise<Contents> {
	const found = new Collection();
	const wanted: Array<{readonly place: DataFile | 'meta'; readonly name: string; readonly size: number}> = [];
	try {
		for await (const name of filesIn(folder, '')) {
			signal.throwIfAborted();
			const place = placeOfPath(name);
			if (isWanted(place, database)) {
				wanted.push({place, name, size: (await stat(path.join(folder, name))).size});
			}
		}

		const bytesTotal = wanted.reduce((sum, {size}) => sum + size, 0);
		let bytesDone = 0;
		for (const {place, name, size} of wanted) {
			signal.throwIfAborted();
			found.add(place, kept.keepFile(name, path.join(folder, name), size));
			bytesDone += size;
			onProgress?.({stage: 'unpacking', bytesDone, bytesTotal});
		}
	} catch (error) {
		signal.throwIfAborted();
		throw new CampaignError(`${folder}: cannot be read (${codeOf(error) ?? messageOf(error)})`, 'look whether you may read all of it');
	}

	return found;
}

/** Deeper than any database lies. */
const mostDepth = 8;
const neverNeeded = new Set(['_series', 'index']);

async function * filesIn(folder: string, within: string, depth = 0): AsyncGenerator<string> {
	for (const entry of await readdir(path.join(folder, within), {withFileTypes: true})) {
		const name = path.posix.join(within, entry.name);
		if (entry.isFile()) {
			yield name;
		} else if (entry.isDirectory() && depth < mostDepth && !neverNeeded.has(entry.name)) {
			yield * filesIn(folder, name, depth + 1);
		}
	}
}
