import {constants} from 'node:os';

/** For each error code: what the user can do about it, and the exit status of a command that fails with it. */
export type ErrorTable = Readonly<Record<string, {readonly hint: string; readonly status: 1 | 2 | 3}>>;

type Details = {
	/** The file that the error is about. */
	readonly file?: string;
	/** Position in that file, in bytes from its start. */
	readonly offset?: number;
	/** A more specific hint than the table's, such as the name that was probably meant. */
	readonly hint?: string;
	/** Lines printed below the message, such as a caret under a mistake. */
	readonly detail?: readonly string[];
	readonly cause?: unknown;
};

/** An error that a user can act on, printed as one line, `message; hint`. Code must check `code`, never the text. */
export class AppError extends Error {
	override readonly name = 'AppError';
	readonly code: string;
	readonly hint: string;
	/** Exit status of a command that fails with this error. */
	readonly status: 1 | 2 | 3;
	readonly file: string | undefined;
	readonly offset: number | undefined;
	readonly detail: readonly string[];

	constructor(
		code: string,
		message: string,
		{hint, status, file, offset, detail = [], cause}: Details & {readonly hint: string; readonly status: 1 | 2 | 3},
	) {
		super(message, cause === undefined ? undefined : {cause});
		this.code = code;
		this.hint = hint;
		this.status = status;
		this.file = file;
		this.offset = offset;
		this.detail = detail;
	}
}

/** Creates a constructor for errors with the codes of a table; unknown codes do not compile. */
export const errorFactory = <Table extends ErrorTable>(table: Table) =>
	(code: keyof Table & string, message: string, details: Details = {}): AppError =>
		new AppError(code, message, {...table[code]!, ...details});

/** The command line or typed text is not understood; the message says what is accepted. Exit status 2. */
export const usageError = (message: string, detail: readonly string[] = []): AppError =>
	new AppError('usage', message, {hint: '', status: 2, detail});

/** The line shown to the user: what is wrong, and what to do about it. */
export const errorLine = ({message, hint}: AppError): string => hint === '' ? message : `${message}; ${hint}`;

/** The message of anything thrown. */
export const messageOf = (error: unknown): string => error instanceof Error ? error.message : String(error);

/** The `code` of a system error (`ENOENT` …), if it has one. Node lacks names for some errno values, such as EDQUOT. */
export function codeOf(error: unknown): string | undefined {
	if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) {
		return undefined;
	}

	const number = 'errno' in error && typeof error.errno === 'number' ? -error.errno : undefined;
	return error.code.startsWith('Unknown system error')
		? Object.entries(constants.errno).find(([, value]) => value === number)?.[0] ?? error.code
		: error.code;
}

/** File system error codes, with their meaning and remedy. */
const fileProblems: Readonly<Record<string, {readonly reason: string; readonly hint: string}>> = {
	ENOSPC: {reason: 'the disk is full', hint: 'free space there, or choose another folder'},
	EDQUOT: {reason: 'your disk quota is used up', hint: 'delete files there, or choose another folder'},
	EROFS: {reason: 'the file system is read-only', hint: 'choose another folder'},
	EACCES: {reason: 'permission denied', hint: 'choose a folder you may write to'},
	EPERM: {reason: 'the file system does not permit it', hint: 'choose another folder'},
	ENAMETOOLONG: {reason: 'the name is too long', hint: 'choose a shorter one'},
	EFBIG: {reason: 'the file would be too large', hint: 'raise the limit (ulimit -f), or choose another file system'},
	EMFILE: {reason: 'too many files are open', hint: 'raise the limit (ulimit -n)'},
	EIO: {reason: 'the disk reports an error', hint: 'choose another folder'},
};

/** Why a file could not be written, in words and with the system's code, and the remedy. */
export function writeProblem(error: unknown): {readonly reason: string; readonly hint: string} {
	const code = codeOf(error);
	const known = code === undefined ? undefined : fileProblems[code];
	return known
		? {reason: `${known.reason} (${code})`, hint: known.hint}
		: {reason: code ?? messageOf(error), hint: 'choose another folder'};
}
