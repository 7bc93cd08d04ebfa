import {type AppError, usageError} from '../../system/errors.js';
import {widthOf} from '../../text/cells.js';
import {cleanText} from '../../text/clean.js';

/** A token of InfluxQL; `text` is without quotes and escapes. */
export type QueryToken = {
	readonly kind: 'word' | 'name' | 'text' | 'regex' | 'number' | 'duration' | 'symbol' | 'end';
	readonly text: string;
	/** Start and end offset in the query. */
	readonly at: number;
	readonly end: number;
};

const pattern = new RegExp([
	String.raw`(?<word>[A-Z_]\w*)`,
	String.raw`"(?<name>(?:[^"\\\n]|\\.)*)"`,
	String.raw`'(?<text>(?:[^'\\\n]|\\.)*)'`,
	String.raw`(?<duration>(?:\d+(?:ns|ms|[uµsmhdw]))+)(?!\w)`,
	String.raw`(?<number>\d+(?:\.\d*)?|\.\d+)(?!\w)`,
	String.raw`(?<symbol><=|>=|!=|<>|=~|!~|::|[\-+*\/%^&\|\(\),.;=<>:$])`,
].join('|'), 'ivy');
const regexPattern = /\/(?<regex>(?:[^\\\n\/]|\\.)*)\//vy;
const space = /(?:\s|--[^\n]*|\/\*.*?\*\/)*/svy;

/** Splits a query into tokens, followed by an `end`. Throws a usage error for an unclosed quote or an invalid character. */
export function queryTokens(query: string): readonly QueryToken[] {
	const tokens: QueryToken[] = [];
	for (let at = skipSpace(query, 0); at < query.length; at = skipSpace(query, tokens.at(-1)?.end ?? query.length)) {
		tokens.push(tokenAt(query, at, mayBeOperand(tokens.at(-1))));
	}

	return [...tokens, {
		kind: 'end', text: '', at: query.length, end: query.length,
	}];
}

function skipSpace(query: string, at: number): number {
	space.lastIndex = at;
	space.exec(query);
	return space.lastIndex;
}

/** Whether a slash after this token starts a regular expression; after a value it divides. */
const mayBeOperand = (before: QueryToken | undefined): boolean =>
	before === undefined || (before.kind === 'word' && /^(?:select|from|by|where|and|or)$/iv.test(before.text)) || (before.kind === 'symbol' && before.text !== ')');

function tokenAt(query: string, at: number, canBeRegex: boolean): QueryToken {
	const matcher = canBeRegex && query[at] === '/' ? regexPattern : pattern;
	matcher.lastIndex = at;
	const groups = matcher.exec(query)?.groups;
	const [kind, text] = Object.entries(groups ?? {}).find(([, found]) => found !== undefined) ?? [];
	if (kind === undefined || text === undefined) {
		throw queryError(query, at, expectedAt(query[at] ?? '', canBeRegex));
	}

	return {
		kind: kind as QueryToken['kind'], text: unescaped(kind, text, query, at), at, end: matcher.lastIndex,
	};
}

function expectedAt(character: string, canBeRegex: boolean): string {
	if (/['"]/v.test(character)) {
		return 'a closing quote';
	}

	return character === '/' && canBeRegex
		? 'a closing /'
		: (/\d/v.test(character) ? 'a number, or a duration such as 30s' : 'a name, a value or an operator');
}

// InfluxQL has four escapes in quotes, and one between slashes.
function unescaped(kind: string, text: string, query: string, at: number): string {
	if (kind === 'regex') {
		return text.replaceAll(String.raw`\/`, '/');
	}

	if (kind !== 'name' && kind !== 'text') {
		return text;
	}

	const wrong = /\\[^n\\"']/v.exec(text.replaceAll('\\\\', '  '));
	if (wrong) {
		throw queryError(query, at + 1 + wrong.index, String.raw`one of \n \\ \" \', the only escapes`);
	}

	return text.replaceAll(/\\(?<escape>[n\\"'])/gv, (_, escape: string) => escape === 'n' ? '\n' : escape);
}

/** A usage error for a query: the line with a caret under the mistake, and what was expected there. */
export function queryError(query: string, at: number, expected: string): AppError {
	const start = query.lastIndexOf('\n', at - 1) + 1;
	const end = query.indexOf('\n', at);
	const before = cleanText(query.slice(start, at));
	return usageError(`invalid query: expected ${expected}`, [
		`  ${before}${cleanText(query.slice(at, end === -1 ? query.length : end))}`,
		`  ${' '.repeat(widthOf(before))}^ expected ${expected}`,
	]);
}
