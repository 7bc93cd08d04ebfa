import {stringify} from 'lossless-json';
import {closest, nearest} from '../../text/names.js';
import {formatCount} from '../../text/numbers.js';
import {isLoaded, type Iteration} from '../model/iteration.js';
import {campaignColumns, type CampaignColumns} from './campaign-columns.js';
import {isFigureOfMetric} from './column.js';
import {columns, isSpread} from './columns.js';
import {
	isComparison, filterError, filterTokens, type Comparison, type FilterToken,
} from './filter-tokens.js';

/** Whether a row passes a filter. */
export type Predicate<Row = Iteration> = (row: Row) => boolean;

/** The names and values available to filters over rows of some kind. */
export type Vocabulary<Row> = {
	/** Names that can be compared, to suggest one if a name is mistyped. */
	readonly names: readonly string[];
	/** A getter for the value of a name; undefined if the name is unknown. */
	readonly reader: (name: string) => ((row: Row) => unknown) | undefined;
	/** Converts a value or typed text to a number, for names with their own units; NaN if it is not a number. */
	readonly toNumber?: (name: string) => ((written: unknown) => number) | undefined;
	/** Whether a plain word matches the row. */
	readonly matches: (row: Row, word: string) => boolean;
};

/**
 * The filter language: `driver=broker`, `call_type~cast`, `_ombt_clients>=100`, `!=`, `!~`, joined by `&` and `|` (& binds tighter), with
 * optional parentheses; plain words match any column (part of a text, or a whole number), and all must match. Columns are those of the campaign,
 * including parameters, and their parts (`per_client_ok.mean`); a missing value equals `null` and `none`, and a parameter with a unit may be compared with
 * one (`delay>=10ms`). Throws a usage error with a caret under the mistake.
 */
export function parseFilter(expression: string, own: CampaignColumns = campaignColumns([])): Predicate {
	return parseFilterFor(expression, {
		names: [...own.all, ...own.metrics].map(({id}) => id),
		reader: name => readerOf(name, own),
		toNumber: name => own.named(name)?.toNumber,
		matches: (iteration, word) => matchesWord(iteration, word, own),
	});
}

/** The names compared in a filter (`driver` in `driver=broker`), in order, without duplicates; empty if the text is not a filter. */
export function comparedNames(expression: string): readonly string[] {
	const tokens = filterTokens(expression);
	const compared = tokens.filter((token, index) => token.kind === 'word' && tokens[index + 1]?.kind === 'operator');
	return [...new Set(compared.map(({text}) => isFigureOfMetric(text) ? text : text.split('.')[0] ?? ''))];
}

/** Like `parseFilter`, over rows of another kind. */
export const parseFilterFor = <Row>(expression: string, vocabulary: Vocabulary<Row>): Predicate<Row> =>
	new Parser(expression, filterTokens(expression), vocabulary).parse();

/** Maximum nesting of parentheses; more would overflow the stack. */
const maxDepth = 100;

class Parser<Row> {
	private readonly expression: string;
	private readonly tokens: readonly FilterToken[];
	private readonly vocabulary: Vocabulary<Row>;
	private index = 0;
	private depth = 0;

	constructor(expression: string, tokens: readonly FilterToken[], vocabulary: Vocabulary<Row>) {
		this.expression = expression;
		this.tokens = tokens;
		this.vocabulary = vocabulary;
	}

	parse(): Predicate<Row> {
		const predicate = this.any();
		const rest = this.tokens[this.index];
		if (rest) {
			throw filterError(this.expression, rest.at, '& or | or the end');
		}

		return predicate;
	}

	private any(): Predicate<Row> {
		const parts = [this.all()];
		while (this.take('|')) {
			parts.push(this.all());
		}

		return row => parts.some(part => part(row));
	}

	private all(): Predicate<Row> {
		const parts = [this.one()];
		for (;;) {
			const next = this.tokens[this.index];
			if (this.take('&') || (next && (next.kind === 'word' || next.text === '('))) {
				parts.push(this.one());
			} else {
				return row => parts.every(part => part(row));
			}
		}
	}

	private one(): Predicate<Row> {
		const token = this.tokens[this.index];
		if (this.take('(')) {
			if (++this.depth > maxDepth) {
				throw filterError(this.expression, token!.at, `at most ${maxDepth} nested parentheses`);
			}

			const inner = this.any();
			this.depth--;
			if (!this.take(')')) {
				throw filterError(this.expression, this.tokens[this.index]?.at ?? this.expression.length, ')');
			}

			return inner;
		}

		if (token?.kind !== 'word') {
			throw filterError(this.expression, token?.at ?? this.expression.length, 'a column or a word');
		}

		this.index++;
		const operator = this.tokens[this.index];
		if (operator?.kind !== 'operator' || !isComparison(operator.text)) {
			return row => this.vocabulary.matches(row, token.text);
		}

		this.index++;
		return this.comparison(token, operator.text);
	}

	private comparison(column: FilterToken, operator: Comparison): Predicate<Row> {
		const read = this.vocabulary.reader(column.text);
		if (!read) {
			const {names} = this.vocabulary;
			const near = isFigureOfMetric(column.text) ? nearest(column.text, names)[0] : closest(column.text, names);
			throw filterError(this.expression, column.at, `a column or parameter, not ${column.text}${near === undefined ? '' : `; did you mean ${near}?`}`);
		}

		const value = this.tokens[this.index];
		if (value?.kind !== 'word') {
			throw filterError(this.expression, value?.at ?? this.expression.length, 'a value');
		}

		this.index++;
		if (/[<>]/v.test(operator) && Number.isNaN((this.vocabulary.toNumber?.(column.text) ?? numberFrom)(value.text))) {
			throw filterError(this.expression, value.at, 'a number');
		}

		const toNumber = this.vocabulary.toNumber?.(column.text) ?? numberFrom;
		return row => compares(read(row), operator, {text: value.text, toNumber});
	}

	private take(text: string): boolean {
		const isNext = this.tokens[this.index]?.kind === 'join' && this.tokens[this.index]?.text === text;
		this.index += isNext ? 1 : 0;
		return isNext;
	}
}

/** A getter for the value of a name in an iteration: a cell, a part of a spread (by default its mean), or a parameter as in params.json. */
function readerOf(name: string, own: CampaignColumns): ((iteration: Iteration) => unknown) | undefined {
	const whole = own.named(name);
	const [head = '', part = 'mean'] = whole ? [name] : name.split('.');
	const column = whole ?? own.named(head);
	if (!column || (column !== whole && (column.kind !== 'spread' || !isPart(part)))) {
		return undefined;
	}

	return iteration => {
		if (column.parameter !== undefined || !isLoaded(iteration)) {
			return Object.hasOwn(iteration.parameters, column.id) ? iteration.parameters[column.id] : null;
		}

		const value = column.value(iteration);
		return isSpread(value) ? value[isPart(part) ? part : 'mean'] : value;
	};
}

const isPart = (name: string): name is 'mean' | 'min' | 'max' => ['mean', 'min', 'max'].includes(name);

type Expected = {readonly text: string; readonly toNumber: (written: unknown) => number};

/** What a missing value is called: in params.json, and on the axes of trends. */
const noValues: ReadonlySet<string> = new Set(['null', 'none']);

function compares(value: unknown, operator: Comparison, {text: expected, toNumber}: Expected): boolean {
	if (value === null || value === undefined) {
		return noValues.has(expected) === (operator === '=') && /^(?:!.|=)$/v.test(operator);
	}

	const text = comparableText(value);
	const [number, expectedNumber] = [toNumber(text), toNumber(expected)];
	switch (operator) {
		case '=': {
			return text === expected || number === expectedNumber;
		}

		case '!=': {
			return text !== expected && number !== expectedNumber;
		}

		case '~': {
			return contains(text, expected);
		}

		case '!~': {
			return !contains(text, expected);
		}

		case '>': {
			return number > expectedNumber;
		}

		case '>=': {
			return number >= expectedNumber;
		}

		case '<': {
			return number < expectedNumber;
		}

		case '<=': {
			return number <= expectedNumber;
		}
	}
}

const comparableText = (value: unknown): string => typeof value === 'string' ? value : stringify(value) ?? '';
const numberFrom = (written: unknown): number => typeof written === 'string' && written.trim() !== '' ? Number(written) : Number.NaN;

/** Substring match; case-sensitive only if uppercase was typed. */
export const contains = (text: string, expected: string): boolean =>
	expected === expected.toLowerCase() ? text.toLowerCase().includes(expected) : text.includes(expected);

const matchesWord = (iteration: Iteration, word: string, own: CampaignColumns): boolean =>
	textsOf(iteration, own).some(text => contains(text, word))
	|| numbersOf(iteration, own).some(number => String(number) === word || formatCount(number) === word);

const textsOf = (iteration: Iteration, {varying}: CampaignColumns): readonly string[] => [
	iteration.label,
	iteration.driver ?? '',
	iteration.callType ?? '',
	iteration.ranAs ?? '',
	...varying.flatMap(({id}) => typeof iteration.parameters[id] === 'string' ? [iteration.parameters[id]] : []),
	...isLoaded(iteration) ? [] : ['skipped', iteration.reason],
];

const numbersOf = (iteration: Iteration, {varying}: CampaignColumns): readonly number[] => [
	...isLoaded(iteration) ? columns.map(column => column.value(iteration)) : [],
	...varying.map(({parameter}) => parameter(iteration)),
].flatMap(value => isSpread(value) ? [value.mean, value.min, value.max] : [value]).filter(value => typeof value === 'number');
