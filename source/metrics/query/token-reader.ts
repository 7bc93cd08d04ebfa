import {queryError, queryTokens, type QueryToken} from './tokens.js';

/** Keywords; as names they must be in double quotes. */
const reserved: ReadonlySet<string> = new Set([
	'select', 'from', 'where', 'group', 'by', 'and', 'or', 'as', 'into', 'order', 'limit', 'offset', 'slimit', 'soffset', 'true', 'false', 'in', 'distinct',
]);

/** Thrown if a query contains something that only InfluxDB understands. */
export class UnsupportedError extends Error {
	override readonly name = 'UnsupportedError';
	/** `a subquery`, for messages. */
	readonly unsupported: string;

	constructor(unsupported: string) {
		super(unsupported);
		this.unsupported = unsupported;
	}
}

/** Reads a query token by token. Throws a usage error, with a caret under the mistake, for unexpected tokens. */
export class TokenReader {
	readonly tokens: readonly QueryToken[];
	private readonly query: string;
	private index = 0;

	constructor(query: string) {
		this.query = query;
		this.tokens = queryTokens(query);
	}

	/** The next token. */
	get next(): QueryToken {
		return this.tokens[this.index]!;
	}

	take(): QueryToken {
		const token = this.next;
		this.index += token.kind === 'end' ? 0 : 1;
		return token;
	}

	/** Whether the next token is one of these keywords, ignoring case. */
	isWord(...words: readonly string[]): boolean {
		return this.next.kind === 'word' && words.includes(this.next.text.toLowerCase());
	}

	isSymbol(...texts: readonly string[]): boolean {
		return this.next.kind === 'symbol' && texts.includes(this.next.text);
	}

	takeWord(word: string): boolean {
		const isNext = this.isWord(word);
		this.index += isNext ? 1 : 0;
		return isNext;
	}

	takeSymbol(text: string): boolean {
		const isNext = this.isSymbol(text);
		this.index += isNext ? 1 : 0;
		return isNext;
	}

	expectSymbol(text: string): void {
		if (!this.takeSymbol(text)) {
			this.fail(text);
		}
	}

	/** Reads a name, with or without double quotes. */
	identifier(expected: string): string {
		const {kind, text} = this.next;
		if (kind === 'text') {
			this.fail(`${expected}: names are in double quotes or unquoted`);
		}

		if (!(kind === 'name' || (kind === 'word' && !reserved.has(text.toLowerCase())))) {
			this.fail(expected);
		}

		return this.take().text;
	}

	fail(expected: string, {at}: Pick<QueryToken, 'at'> = this.next): never {
		throw queryError(this.query, at, expected);
	}

	/** Throws UnsupportedError if one of these symbols is next; without symbols, always. */
	rejectUnsupported(unsupported: string, ...symbols: readonly string[]): void {
		if (symbols.length === 0 || this.isSymbol(...symbols)) {
			throw new UnsupportedError(unsupported);
		}
	}
}
