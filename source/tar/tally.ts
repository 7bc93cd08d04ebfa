import type {FaultError} from './tar-fault.js';

/** Default maximum of unpacked bytes. */
export const defaultMaxUnpacked = 8 * 1024 ** 3;

/** Files and folders that an archive may hold. */
export const maxEntries = 100_000;
/** What a tar has beside its files: heads, and blanks behind its end. */
const headerAllowance = 256 * 1024 ** 2;
// A fresh database is 32 MiB of zeros, and so has a ratio of several hundred: only what is large as well is suspect.
const bomb = {ratio: 100, bytes: 512 * 1024 ** 2} as const;

/** Counts what comes out of an archive, and throws AppError archive-too-large, archive-bomb or archive-too-many-entries. */
export type Tally = {
	/** A file or a folder, with the bytes that it says it has. */
	readonly entry: (bytes: number) => void;
	/** Bytes that came out of the decompression. */
	readonly unpacked: (bytes: number) => void;
};

type Options = {
	readonly archiveBytes: number;
	readonly maxUnpacked: number;
	/** 100,000 by default. */
	readonly maxFiles?: number | undefined;
	readonly fault: FaultError;
};

/** A tally of an archive of that size on disk; a folder has no ratio to check. */
export function createTally({archiveBytes, maxUnpacked, maxFiles = maxEntries, fault}: Options): Tally {
	const found = {entries: 0, bytes: 0, unpacked: 0};
	const check = (bytes: number, max: number) => {
		if (bytes > max) {
			throw fault('archive-too-large', `${formatMebibytes(maxUnpacked)} MiB`);
		}

		if (bytes > bomb.bytes && bytes > archiveBytes * bomb.ratio) {
			throw fault('archive-bomb');
		}
	};

	return {
		entry(bytes) {
			found.entries++;
			found.bytes += bytes;
			if (found.entries > maxFiles) {
				throw fault('archive-too-many-entries', maxFiles.toLocaleString('en'));
			}

			check(found.bytes, maxUnpacked);
		},
		unpacked(bytes) {
			found.unpacked += bytes;
			check(found.unpacked, maxUnpacked + headerAllowance);
		},
	};
}

/** Bytes as MiB, rounded up. */
export const formatMebibytes = (bytes: number): string => String(Math.ceil(bytes / 1024 ** 2));
