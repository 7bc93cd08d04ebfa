import type {Window} from '../metric.js';
import {queryTime} from '../window.js';
import type {Statement} from './query.js';
import {tokensOf, type Token} from './tokens.js';

/** Keywords that end a WHERE clause. */
const clauses: ReadonlySet<string> = new Set(['group', 'order', 'limit', 'offset', 'slimit', 'soffset', 'fill', 'tz']);

/** The bounds of a window as a WHERE condition. */
export const timeCondition = ({start, stop}: Window): string => `time>='${queryTime(start)}' AND time<='${queryTime(stop)}'`;

/** Adds the window's time span to a statement without one: in the WHERE of its outermost SELECT, which also applies to subqueries. */
export function statementIn({statement}: Statement, window: Window): string {
	const tokens = tokensOf(statement);
	if (tokens.some((token, index) => isTime(token) && tokens[index + 1]?.kind === 'symbol' && /^[<>=]/v.test(tokens[index + 1]!.text))) {
		return statement;
	}

	const outer = outermost(tokens);
	const where = outer.findIndex(token => isWord(token, 'where'));
	const end = outer.find((token, index) => token.kind === 'end' || (index > where && token.kind === 'word' && clauses.has(token.text.toLowerCase())))!;
	// Drops comments in between, which could hide what follows.
	const before = tokens[tokens.indexOf(end) - 1]?.end ?? 0;
	const rest = statement.slice(end.at);
	const time = timeCondition(window);
	const opening = outer[where];
	return (opening
		? `${statement.slice(0, opening.end)} (${statement.slice(opening.end, before).trim()}) AND ${time} ${rest}`
		: `${statement.slice(0, before)} WHERE ${time} ${rest}`).trim();
}

const isWord = ({kind, text}: Token, word: string): boolean => kind === 'word' && text.toLowerCase() === word;
const isTime = ({kind, text}: Token): boolean => (kind === 'word' || kind === 'name') && text.toLowerCase() === 'time';

const depthOf: Readonly<Record<string, number>> = {'(': 1, ')': -1};

/** The tokens outside parentheses. */
function outermost(tokens: readonly Token[]): readonly Token[] {
	let depth = 0;
	return tokens.filter(token => {
		depth += token.kind === 'symbol' ? depthOf[token.text] ?? 0 : 0;
		return depth === 0;
	});
}
