import type {AppError} from '../system/errors.js';

/** Faults of a tar file, compressed or not, with their messages. */
export const tarFaults = {
	'archive-empty': 'empty',
	'archive-not-gzip': 'not compressed with gzip',
	'archive-gzip': 'compressed with gzip',
	'archive-compression': 'compressed by another program than gzip',
	'archive-not-tar': 'no tar archive',
	'archive-truncated': 'ends in the middle',
	'archive-damaged': 'damaged',
	'archive-too-many-entries': 'holds more files and folders than are allowed',
	'archive-too-large': 'unpacks to more than is allowed',
	'archive-bomb': 'unpacks to more than a hundred times its size',
} as const;

export type TarFault = keyof typeof tarFaults;

/** Creates the error for a fault, in the domain of the archive; `detail` names the affected entry or limit. */
export type FaultError = (fault: TarFault, detail?: string) => AppError;

/** Faults by zlib error code. */
export const zlibFaults: Readonly<Record<string, 'archive-truncated' | 'archive-damaged'>> = {
	Z_BUF_ERROR: 'archive-truncated', Z_DATA_ERROR: 'archive-damaged',
};
