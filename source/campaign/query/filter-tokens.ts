import {type AppError, usageError} from '../../system/errors.js';
import {cleanText} from '../../text/clean.js';
import {widthOf} from '../../text/cells.js';
import {figurePattern} from './column.js';

/** A word, operator or join of a filter, and its offset in the text. */
export type FilterToken = {readonly kind: 'word' | 'operator' | 'join'; readonly text: string; readonly at: number; readonly isQuoted: boolean};

const comparisons = ['>=', '<=', '!=', '!~', '=', '~', '>', '<'] as const;
export type Comparison = (typeof comparisons)[number];
const known: ReadonlySet<string> = new Set(comparisons);
/** Whether an operator is a comparison. */
export const isComparison = (text: string): text is Comparison => known.has(text);

const alternatives = [
	String.raw`"(?<double>[^"]*)"`,
	String.raw`'(?<single>[^']*)'`,
	String.raw`(?<operator>>=|<=|!=|!~|[=~<>])`,
	String.raw`(?<join>[&\|\(\)])`,
	// Names of figures of metrics contain parentheses.
	String.raw`(?<word>${figurePattern}|[^\s\&\|\(\)=~<>!"']+|!)`,
];
const pattern = new RegExp(String.raw`\s*(?:${alternatives.join('|')})`, 'gvy');

/** Splits a filter into tokens; throws a usage error for an unclosed quote. */
export function filterTokens(expression: string): readonly FilterToken[] {
	const tokens: FilterToken[] = [];
	pattern.lastIndex = 0;
	const end = expression.trimEnd().length;
	for (let at = 0; at < end; at = pattern.lastIndex) {
		pattern.lastIndex = at;
		const groups = pattern.exec(expression)?.groups;
		if (!groups) {
			throw filterError(expression, at + (/^\s*/v.exec(expression.slice(at))?.[0].length ?? 0), 'a closing quote');
		}

		const text = groups.double ?? groups.single ?? groups.operator ?? groups.join ?? groups.word ?? '';
		const isQuoted = groups.double !== undefined || groups.single !== undefined;
		tokens.push({
			kind: groups.operator ? 'operator' : (groups.join ? 'join' : 'word'),
			text,
			at: pattern.lastIndex - text.length - (isQuoted ? 2 : 0),
			isQuoted,
		});
	}

	return tokens;
}

/** A usage error for a filter: the text with a caret under the mistake, and what was expected there. */
export function filterError(expression: string, at: number, expected: string): AppError {
	const before = cleanText(expression.slice(0, at));
	return usageError(`invalid filter: expected ${expected}`, [
		`  ${before}${cleanText(expression.slice(at))}`,
		`  ${' '.repeat(widthOf(before))}^ expected ${expected}`,
	]);
}
