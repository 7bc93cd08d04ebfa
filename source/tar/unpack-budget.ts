import {formatBytes} from '../text/numbers.js';
import type {FaultError} from './tar-fault.js';

/** Default maximum of unpacked bytes. */
export const defaultMaxUnpacked = 8 * 1024 ** 3;

/** Maximum number of files and folders in an archive. */
export const maxEntries = 100_000;
/** Bytes of a tar besides its files: headers, and padding after its end. */
const headerAllowance = 256 * 1024 ** 2;
// A new database is 32 MiB of zeros and has a ratio of several hundred, so only output that is also large is suspicious.
const bomb = {ratio: 100, bytes: 512 * 1024 ** 2} as const;

/** Limits the output of an archive; its methods throw AppError archive-too-large, archive-bomb or archive-too-many-entries. */
export type UnpackBudget = {
	/** A file or folder, with its declared bytes. */
	readonly countEntry: (bytes: number) => void;
	/** Decompressed bytes. */
	readonly countUnpacked: (bytes: number) => void;
};

type Options = {
	readonly archiveBytes: number;
	readonly maxUnpacked: number;
	/** 100,000 by default. */
	readonly maxFiles?: number | undefined;
	readonly fault: FaultError;
};

/** Creates the budget of an archive of that size on disk (bytes); Infinity for a folder, which has no ratio to check. */
export function createUnpackBudget({archiveBytes, maxUnpacked, maxFiles = maxEntries, fault}: Options): UnpackBudget {
	const found = {entries: 0, bytes: 0, unpacked: 0};
	const check = (bytes: number, max: number) => {
		if (bytes > max) {
			throw fault('archive-too-large', formatBytes(maxUnpacked));
		}

		if (bytes > bomb.bytes && bytes > archiveBytes * bomb.ratio) {
			throw fault('archive-bomb');
		}
	};

	return {
		countEntry(bytes) {
			found.entries++;
			found.bytes += bytes;
			if (found.entries > maxFiles) {
				throw fault('archive-too-many-entries', maxFiles.toLocaleString('en'));
			}

			check(found.bytes, maxUnpacked);
		},
		countUnpacked(bytes) {
			found.unpacked += bytes;
			check(found.unpacked, maxUnpacked + headerAllowance);
		},
	};
}
