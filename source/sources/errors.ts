import {
	AppError, codeOf, errorFactory, writeProblem,
} from '../system/errors.js';
import {type TarFault, tarFaults} from '../tar/tar-fault.js';

const copyAgain = 'copy it again from where the campaign ran';
const packAgain = 'pack it again: tar -czf CAMPAIGN.tar.gz CAMPAIGN, in the folder that holds the campaign';
const allowSize = 'allow more with --max-size';
const allowFiles = 'allow more with --max-files';

/** Creates the errors of campaigns in an archive, on a server or on standard input. */
export const sourceError = errorFactory({
	'source-empty': {hint: copyAgain, status: 1},
	'source-not-archive': {hint: 'give a folder, a .tar, .tar.gz or .zip of one, an http:// address, or - for a tar on standard input', status: 1},
	'source-compression': {hint: 'unpack it with that program: xz -dc CAMPAIGN.tar.xz | ombt-explorer table -', status: 1},
	'source-truncated': {hint: `it was copied incompletely: ${copyAgain}`, status: 1},
	'source-damaged': {hint: copyAgain, status: 1},
	'source-unreadable': {hint: 'ask its owner for permission to read it', status: 1},
	'source-bomb': {hint: 'if you trust it, unpack it yourself and give the folder', status: 1},
	'source-too-large': {hint: allowSize, status: 1},
	'source-too-many-files': {hint: allowFiles, status: 1},
	'source-too-deep': {hint: 'allow more with --max-depth', status: 1},
	'source-path-outside': {hint: packAgain, status: 1},
	'source-path-invalid': {hint: packAgain, status: 1},
	'source-sparse': {hint: 'pack it again without tar --sparse', status: 1},
	'source-encrypted': {hint: 'decrypt it, and give the folder', status: 1},
	'source-method-unknown': {hint: 'pack it with deflate, the default of zip', status: 1},
	'source-member-gone': {hint: 'it has changed: r reads it again', status: 1},
	'source-disk-full': {hint: 'free space there, or set XDG_CACHE_HOME to a folder of your own that has it', status: 1},
	'source-address-invalid': {hint: 'give one such as http://host/test_case_1/, with special characters percent-encoded', status: 2},
	'source-unreachable': {hint: 'check the address, the network and the variables http_proxy, https_proxy and no_proxy', status: 1},
	'source-interrupted': {hint: 'try again, and check the network', status: 1},
	'source-timeout': {hint: 'try again, or wait longer with --timeout', status: 1},
	'source-stalled': {hint: 'try again, or wait longer with --timeout', status: 1},
	'source-tls': {hint: 'check the address', status: 1},
	'source-tls-untrusted': {hint: 'if you trust the server, put the certificate of its CA into a file and name that in the variable NODE_EXTRA_CA_CERTS', status: 1},
	'source-refused': {hint: 'give user and password in the address (http://user:password@host/), in ~/.netrc, or the header that the server requires with --header', status: 1},
	'source-missing': {hint: 'check the address', status: 1},
	'source-status': {hint: 'try again later', status: 1},
	'source-unavailable': {hint: 'try again later', status: 1},
	'source-failed': {hint: 'check the address and the server', status: 1},
	'source-redirected': {hint: 'if that is what you want, give that address', status: 1},
	'source-redirects': {hint: 'check the address', status: 1},
	'source-not-page': {hint: 'give the address of a folder whose files the server lists', status: 1},
	'source-not-file': {hint: 'open it in a browser: the server may want a login', status: 1},
	'source-page-too-large': {hint: 'give the address of a single campaign', status: 1},
	'source-length': {hint: 'try again', status: 1},
	'source-stopped': {hint: '', status: 1},
	'source-stdin-terminal': {hint: 'send it a tar: ssh HOST tar -c CAMPAIGN | ombt-explorer table -', status: 2},
});

type SourceCode = Parameters<typeof sourceError>[0];

/** Error codes of this domain by fault of a tar file. */
const codes: Readonly<Record<TarFault, SourceCode>> = {
	'archive-empty': 'source-empty',
	'archive-not-gzip': 'source-not-archive',
	'archive-gzip': 'source-not-archive',
	'archive-compression': 'source-compression',
	'archive-not-tar': 'source-not-archive',
	'archive-truncated': 'source-truncated',
	'archive-damaged': 'source-damaged',
	'archive-too-many-entries': 'source-too-many-files',
	'archive-too-large': 'source-too-large',
	'archive-bomb': 'source-bomb',
};

/** The error for a fault of the tar file at an address. */
export const tarFaultsOf = (address: string) => (fault: TarFault, detail?: string): AppError =>
	sourceError(codes[fault], `${address}: ${tarFaults[fault]}${detail === undefined ? '' : ` (${detail})`}`, {file: address});

const fullCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EFBIG']);

/** The error for a failed write to a folder of the cache: an AppError for a full disk and other system errors, anything else as it is. */
export function storeError(error: unknown, address: string, folder: string): unknown {
	const code = codeOf(error);
	if (error instanceof AppError || code === undefined) {
		return error;
	}

	return sourceError('source-disk-full', `${address}: cannot be stored in ${folder}: ${writeProblem(error).reason}`, {
		cause: error, ...fullCodes.has(code) ? {} : {hint: 'set XDG_CACHE_HOME to another folder of your own'},
	});
}

const permissionCodes: ReadonlySet<string> = new Set(['EACCES', 'EPERM']);

/** The error for a failed read of an archive: an AppError for a system error, anything else as it is. */
export function readError(error: unknown, address: string): unknown {
	const code = codeOf(error);
	if (error instanceof AppError || code === undefined) {
		return error;
	}

	return sourceError('source-unreadable', `${address}: cannot be read (${code})`, {
		file: address, cause: error, ...permissionCodes.has(code) ? {} : {hint: 'check the disk that it is on'},
	});
}
