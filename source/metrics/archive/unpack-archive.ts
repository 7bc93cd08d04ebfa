import {
	mkdir, rm, stat, statfs,
} from 'node:fs/promises';
import path from 'node:path';
import {createUnpackBudget, defaultMaxUnpacked} from '../../tar/unpack-budget.js';
import {cleanText} from '../../text/clean.js';
import type {Archive, Stage} from '../engines/engine.js';
import {formatBytes} from '../../text/numbers.js';
import {copyFolder} from './copy-folder.js';
import {extractTar, databaseRoot, expectedBytes} from './extract-tar.js';
import {unpackError, noSpaceError, faultsOf} from './archive-errors.js';

export type UnpackOptions = {
	/** Aborts immediately. */
	readonly signal: AbortSignal;
	readonly onProgress?: ((stage: Stage) => void) | undefined;
	/** Maximum unpacked bytes; 8 GiB by default. */
	readonly maxUnpacked?: number | undefined;
	/** Called with a message for each skipped part. */
	readonly onNote?: ((note: string) => void) | undefined;
};

/**
 * Creates `influxdb-data` with `data`, `meta` and `wal` in the folder, for its owner only: from an archive, or copied from a folder.
 * Throws AppError archive-… or no-space, or the signal's reason if aborted; incomplete output is removed.
 */
export async function unpackArchive(archive: Archive, folder: string, options: UnpackOptions): Promise<void> {
	const {signal, onProgress, maxUnpacked = defaultMaxUnpacked, onNote} = options;
	signal.throwIfAborted();
	const target = path.join(folder, databaseRoot);
	const notify = (bytesDone: number, bytesTotal: number) => onProgress?.({stage: 'unpacking', bytesDone, bytesTotal});
	try {
		await mkdir(folder, {recursive: true, mode: 0o700});
		await mkdir(target, {mode: 0o700});
	} catch (error) {
		throw unpackError(error, archive.path, folder);
	}

	try {
		await fill(archive, {
			folder, target, signal, maxUnpacked, notify,
			onNote(note) {
				onNote?.(cleanText(`${archive.path}: ${note}`));
			},
		});
	} catch (error) {
		await rm(target, {recursive: true, force: true});
		signal.throwIfAborted();
		throw unpackError(error, archive.path, folder);
	}
}

type FillOptions = {
	readonly folder: string;
	readonly target: string;
	readonly signal: AbortSignal;
	readonly maxUnpacked: number;
	readonly notify: (bytesDone: number, bytesTotal: number) => void;
	readonly onNote: (note: string) => void;
};

async function fill(archive: Archive, {folder, target, signal, maxUnpacked, notify, onNote}: FillOptions): Promise<void> {
	if (archive.kind === 'folder') {
		// A folder is not compressed: there is no ratio to check.
		const unpackBudget = createUnpackBudget({archiveBytes: Infinity, maxUnpacked, fault: faultsOf(archive.path)});
		await copyFolder(archive.path, {
			target, unpackBudget, signal, onFound: async bytes => checkSpace(archive.path, folder, bytes), onCopied: notify,
		});
		return;
	}

	const {size} = await stat(archive.path);
	await checkSpace(archive.path, folder, await expectedBytes(archive, size));
	notify(0, size);
	const unpackBudget = createUnpackBudget({archiveBytes: size, maxUnpacked, fault: faultsOf(archive.path)});
	await extractTar(archive, {
		target, unpackBudget, signal, onNote,
		onRead(done) {
			notify(done, size);
		},
	});
}

/** Bytes of the disk to leave free for others. */
const reservedBytes = 16 * 1024 ** 2;

async function checkSpace(file: string, folder: string, bytes: number): Promise<void> {
	const {bavail, bsize} = await statfs(folder);
	if (bytes + reservedBytes > bavail * bsize) {
		throw noSpaceError(file, folder, `: about ${formatBytes(bytes)} are needed, ${formatBytes(bavail * bsize)} are free`);
	}
}
