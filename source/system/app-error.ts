/** What is known of each error code: what the user can do about it, and the exit status of a command that ends with it. */
export type ErrorTable = Readonly<Record<string, {readonly hint: string; readonly status: 1 | 2 | 3}>>;

type Details = {
	/** The file that the error is about. */
	readonly file?: string;
	/** Where in that file, in bytes from its start. */
	readonly offset?: number;
	/** A hint that knows more than the table's, such as the name that was probably meant. */
	readonly hint?: string;
	/** Lines printed below the message, such as a caret under a mistake. */
	readonly detail?: readonly string[];
	readonly cause?: unknown;
};

/** An error that a user can do something about: printed as one line, `message; hint`. What went wrong is `code`, never the text. */
export class AppError<Code extends string = string> extends Error {
	override readonly name = 'AppError';
	readonly code: Code;
	readonly hint: string;
	/** Exit status of a command that ends with this error. */
	readonly status: 1 | 2 | 3;
	readonly file: string | undefined;
	readonly offset: number | undefined;
	readonly detail: readonly string[];

	constructor(code: Code, message: string, {hint, status, file, offset, detail = [], cause}: Details & {readonly hint: string; readonly status: 1 | 2 | 3}) {
		super(message, cause === undefined ? undefined : {cause});
		this.code = code;
		this.hint = hint;
		this.status = status;
		this.file = file;
		this.offset = offset;
		this.detail = detail;
	}
}

/** A constructor of errors with the codes of a table; a code that is not in the table does not compile. */
export const errorFactory = <Table extends ErrorTable>(table: Table) =>
	<Code extends keyof Table & string>(code: Code, message: string, details: Details = {}): AppError<Code> =>
		new AppError(code, message, {...table[code]!, ...details});
