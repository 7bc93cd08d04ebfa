import {mistake, tokensOf, type Token} from './tokens.js';

/** Words that begin or join a part of a query; as a name they are written in double quotes. */
const reserved: ReadonlySet<string> = new Set([
	'select', 'from', 'where', 'group', 'by', 'and', 'or', 'as', 'into', 'order', 'limit', 'offset', 'slimit', 'soffset', 'true', 'false', 'in', 'distinct',
]);

/** Thrown where a query goes on with what only InfluxDB understands. */
export class BeyondError extends Error {
	override readonly name = 'BeyondError';
	/** `a subquery`, for people. */
	readonly beyond: string;

	constructor(beyond: string) {
		super(beyond);
		this.beyond = beyond;
	}
}

/** Reads a query token by token. Throws a usage error, with a caret under the mistake, for what is not expected. */
export class TokenReader {
	readonly tokens: readonly Token[];
	private readonly query: string;
	private index = 0;

	constructor(query: string) {
		this.query = query;
		this.tokens = tokensOf(query);
	}

	/** The token that comes next. */
	get next(): Token {
		return this.tokens[this.index]!;
	}

	take(): Token {
		const token = this.next;
		this.index += token.kind === 'end' ? 0 : 1;
		return token;
	}

	/** Whether a keyword comes next, in capitals or not. */
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

	/** A name, in double quotes or not. */
	identifier(expected: string): string {
		const {kind, text} = this.next;
		if (kind === 'text') {
			this.fail(`${expected}: names are in double quotes, or in none`);
		}

		if (!(kind === 'name' || (kind === 'word' && !reserved.has(text.toLowerCase())))) {
			this.fail(expected);
		}

		return this.take().text;
	}

	fail(expected: string, {at}: Pick<Token, 'at'> = this.next): never {
		throw mistake(this.query, at, expected);
	}

	/** Ends where one of these comes next: only InfluxDB understands it. */
	leave(beyond: string, ...symbols: readonly string[]): void {
		if (symbols.length === 0 || this.isSymbol(...symbols)) {
			throw new BeyondError(beyond);
		}
	}
}
