import {constants} from 'node:fs';
import {stat} from 'node:fs/promises';
import type {Readable} from 'node:stream';
import {crc32} from 'node:zlib';
import yauzl, {type Entry, type ZipFile} from 'yauzl';
import {codeOf} from '../system/errors.js';
import type {FileSink} from '../system/file-sink.js';
import {trackWait} from '../system/waiting.js';
import {createUnpackBudget, type UnpackBudget} from '../tar/unpack-budget.js';
import type {ArchiveReader, Member, ReadOptions} from './archive-reader.js';
import {sourceError, tarFaultsOf} from './errors.js';

/** Reads a zip file. */
export const zipReader = (file: string, address: string): ArchiveReader => ({
	isSeekable: true,
	async read(options) {
		const {size} = await stat(file);
		if (size === 0) {
			throw sourceError('source-empty', `${address}: empty`);
		}

		const zip = await trackWait(file, async () => yauzl.openPromise(file, {lazyEntries: true, autoClose: false, decodeStrings: false}));
		try {
			await readZip(zip, {...options, address, archiveBytes: size});
		} finally {
			zip.close();
		}
	},
	errorOf(error) {
		// Errors of yauzl have no code, those of the file system have one.
		const code = codeOf(error);
		return code === undefined || code.startsWith('Z_')
			? sourceError('source-damaged', `${address}: not a zip file, or truncated or damaged`, {file: address, cause: error})
			: undefined;
	},
});

type ZipOptions = ReadOptions & {readonly address: string; readonly archiveBytes: number};

async function readZip(zip: ZipFile, {signal, limits, onMember, onProgress, address, archiveBytes}: ZipOptions): Promise<void> {
	const unpackBudget = createUnpackBudget({
		archiveBytes, maxUnpacked: Infinity, maxFiles: limits.maxFiles, fault: tarFaultsOf(address),
	});
	let bytesDone = 0;
	for await (const entry of zip.eachEntry()) {
		signal.throwIfAborted();
		unpackBudget.countEntry(entry.uncompressedSize);
		const member = memberOf(entry);
		const openSink = onMember(member);
		bytesDone += entry.compressedSize;
		if (openSink) {
			checkReadable(entry, `${address}: ${member.name}`);
			await unpack(entry, await openSink(), {
				zip, signal, unpackBudget, label: `${address}: ${member.name}`,
			});
		}

		onProgress(Math.min(bytesDone, archiveBytes), archiveBytes);
	}
}

/** The stream of a member's content. Its reader gets every error, and the signal's reason if aborted. */
async function contentOf(zip: ZipFile, entry: Entry, signal: AbortSignal): Promise<Readable> {
	const stream = await zip.openReadStreamPromise(entry);
	// The library emits errors without ending the stream: one that comes before there is a reader would leave it waiting.
	stream.on('error', error => stream.destroy(error));
	const stop = () => {
		stream.destroy(signal.reason as Error);
	};

	signal.addEventListener('abort', stop);
	stream.once('close', () => {
		signal.removeEventListener('abort', stop);
	});
	return stream;
}

type UnpackOptions = {readonly zip: ZipFile; readonly signal: AbortSignal; readonly unpackBudget: UnpackBudget; readonly label: string};

/** Copies the content of a member to its sink. Throws source-damaged if its checksum is wrong, which the library does not check. */
async function unpack(entry: Entry, sink: FileSink, {zip, signal, unpackBudget, label}: UnpackOptions): Promise<void> {
	let checksum = 0;
	try {
		for await (const chunk of await contentOf(zip, entry, signal) as AsyncIterable<Uint8Array>) {
			unpackBudget.countUnpacked(chunk.length);
			checksum = crc32(chunk, checksum);
			await sink.write(chunk);
		}

		if (checksum !== entry.crc32) {
			throw sourceError('source-damaged', `${label} is damaged: its checksum is wrong`);
		}

		await sink.end();
	} catch (error) {
		await sink.discard();
		throw error;
	}
}

function checkReadable(entry: Entry, label: string): void {
	if (entry.isEncrypted()) {
		throw sourceError('source-encrypted', `${label} is encrypted`);
	}

	if (!entry.canDecodeFileData()) {
		throw sourceError('source-method-unknown', `${label} is compressed by method ${entry.compressionMethod}, which is not supported`);
	}
}

function memberOf(entry: Entry): Member {
	const name = yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
	return {
		name, size: entry.uncompressedSize, modified: entry.getLastModDate({timezone: 'UTC'}).getTime(), kind: kindOf(entry, name),
	};
}

/** The creating system that has permissions and links. */
const unix = 3;

// Unix permissions are in the upper 16 bits of externalFileAttributes.
function kindOf({versionMadeBy, externalFileAttributes}: Entry, name: string): Member['kind'] {
	// eslint-disable-next-line no-bitwise
	const type = (versionMadeBy >>> 8) === unix ? (externalFileAttributes >>> 16) & constants.S_IFMT : 0;
	if (type !== 0 && type !== constants.S_IFREG && type !== constants.S_IFDIR) {
		return 'other';
	}

	return name.endsWith('/') ? 'folder' : 'file';
}
