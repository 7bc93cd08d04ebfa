import {
	AppError, codeOf, messageOf, writeProblem,
} from '../../system/errors.js';
import {type FaultError, tarFaults, zlibFaults} from '../../tar/tar-fault.js';
import {metricsError} from '../errors.js';

/** Messages for faults in the content of an archive, by error code. */
const faults = {
	...tarFaults,
	'archive-without-database': 'holds no database: no influxdb-data/data or influxdb-data/wal',
	'archive-link': 'holds a link',
	'archive-device': 'holds a device or a pipe',
	'archive-sparse': 'holds a sparse file',
	'archive-unknown-entry': 'holds an entry that is neither file nor folder',
	'archive-path-outside': 'holds a path that leads out of it',
} as const;

export type ArchiveFault = keyof typeof faults;

/** The error for a fault of an archive; `detail` names the affected entry or limit. */
export const archiveError = (file: string, fault: ArchiveFault, detail?: string): AppError =>
	metricsError(fault, `${file}: ${faults[fault]}${detail === undefined ? '' : ` (${detail})`}`, {file});

/** Like `archiveError`, for `readTar`. */
export const faultsOf = (file: string): FaultError => (fault, detail) => archiveError(file, fault, detail);

const diskFullCodes: ReadonlySet<string | undefined> = new Set(['ENOSPC', 'EDQUOT']);

/** The error for anything thrown while unpacking an archive to a folder. */
export function unpackError(error: unknown, file: string, folder: string): AppError {
	if (error instanceof AppError) {
		return error;
	}

	const code = codeOf(error);
	if (diskFullCodes.has(code)) {
		return noSpaceError(file, folder);
	}

	const fault = zlibFaults[code ?? ''];
	if (fault) {
		return archiveError(file, fault);
	}

	switch (code) {
		case 'ENOENT': {
			return metricsError('archive-gone', `${file}: gone`, {file, cause: error});
		}

		case 'EACCES': {
			return metricsError('archive-unreadable', `${file}: cannot be read (EACCES)`, {file, cause: error});
		}

		default: {
			return metricsError('archive-not-unpacked', `${file}: cannot be unpacked to ${folder} (${code ?? messageOf(error)})`, {
				file, cause: error, ...code === 'EMFILE' && {hint: writeProblem(error).hint},
			});
		}
	}
}

/** The error for a folder without enough free space to unpack a file. */
export const noSpaceError = (file: string, folder: string, amounts = ''): AppError =>
	metricsError('no-space', `${file}: not enough space to unpack it in ${folder}${amounts}`, {
		file, hint: 'free space there, or set XDG_CACHE_HOME to a folder of your own that has it',
	});
