/** Trouble that ends a command with one line: what is wrong, and what to do about it. */
export class CampaignError extends Error {
	override readonly name: string = 'CampaignError';
	readonly remedy: string;

	constructor(message: string, remedy: string) {
		super(message);
		this.remedy = remedy;
	}
}

/** The person asked for something that the command does not understand; `detail` lines (a caret under the place) may follow. */
export class UsageError extends Error {
	override readonly name: string = 'UsageError';
	readonly detail: readonly string[];

	constructor(message: string, detail: readonly string[] = []) {
		super(message);
		this.detail = detail;
	}
}

/** The text of whatever was thrown. */
export const messageOf = (error: unknown): string => error instanceof Error ? error.message : String(error);

/** The `code` of a system error (`ENOENT` …), if it has one. */
export const codeOf = (error: unknown): string | undefined =>
	error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
