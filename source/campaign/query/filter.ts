import {stringify} from 'lossless-json';
import {closest} from '../../text/closest.js';
import {formatCount} from '../../text/numbers.js';
import {isLoaded, type Iteration} from '../model/iteration.js';
import {
	allColumns, columnNamed, columns, isSpread,
} from './columns.js';
import {
	isComparison, mistake, tokensOf, type Comparison, type Token,
} from './filter-tokens.js';

export type Predicate<Row = Iteration> = (row: Row) => boolean;

/** The names and values that a filter over rows of some kind can use. */
export type Vocabulary<Row> = {
	/** What may be compared, for a hint where a name is mistyped. */
	readonly names: readonly string[];
	/** How to read what a name stands for; undefined where it names nothing. */
	readonly reader: (name: string) => ((row: Row) => unknown) | undefined;
	/** Whether a plain word matches the row. */
	readonly matches: (row: Row, word: string) => boolean;
};

/**
 * The filter language: `driver=broker`, `call_type~cast`, `_ombt_clients>=100`, `!=`, `!~`, joined by `&` and `|` (& binds
 * tighter), in parentheses if wanted; plain words match any column (a part of a text, a whole number), and each must. Columns are
 * those of the table, their parts (`per_client_ok.mean`) and the parameters named; what has no value equals `null`. Throws a usage
 * error with a caret under the mistake.
 */
export function parseFilter(expression: string, parameterNames: readonly string[] = []): Predicate {
	const names = new Set(parameterNames);
	return parseFilterFor(expression, {
		names: [...allColumns.map(({id}) => id), ...parameterNames],
		reader: name => isKnown(name, names) ? iteration => namedValue(iteration, name) : undefined,
		matches: matchesWord,
	});
}

/** The names that a filter compares (`driver` of `driver=broker`), in its order and each once; none where the text is no filter. */
export function comparedNames(expression: string): readonly string[] {
	const tokens = tokensOf(expression);
	const compared = tokens.filter((token, index) => token.kind === 'word' && tokens[index + 1]?.kind === 'operator');
	return [...new Set(compared.map(({text}) => text.split('.')[0] ?? ''))];
}

/** As `parseFilter`, over rows of another kind. */
export const parseFilterFor = <Row>(expression: string, vocabulary: Vocabulary<Row>): Predicate<Row> =>
	new Parser(expression, tokensOf(expression), vocabulary).parse();

/** Parentheses within each other: more would exhaust the stack. */
const maxDepth = 100;

class Parser<Row> {
	private readonly expression: string;
	private readonly tokens: readonly Token[];
	private readonly vocabulary: Vocabulary<Row>;
	private index = 0;
	private depth = 0;

	constructor(expression: string, tokens: readonly Token[], vocabulary: Vocabulary<Row>) {
		this.expression = expression;
		this.tokens = tokens;
		this.vocabulary = vocabulary;
	}

	parse(): Predicate<Row> {
		const predicate = this.any();
		const rest = this.tokens[this.index];
		if (rest) {
			throw mistake(this.expression, rest.at, '& or | or the end');
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
				throw mistake(this.expression, token!.at, `at most ${maxDepth} parentheses within each other`);
			}

			const inner = this.any();
			this.depth--;
			if (!this.take(')')) {
				throw mistake(this.expression, this.tokens[this.index]?.at ?? this.expression.length, ')');
			}

			return inner;
		}

		if (token?.kind !== 'word') {
			throw mistake(this.expression, token?.at ?? this.expression.length, 'a column or a word');
		}

		this.index++;
		const operator = this.tokens[this.index];
		if (operator?.kind !== 'operator' || !isComparison(operator.text)) {
			return row => this.vocabulary.matches(row, token.text);
		}

		this.index++;
		return this.comparison(token, operator.text);
	}

	private comparison(column: Token, operator: Comparison): Predicate<Row> {
		const read = this.vocabulary.reader(column.text);
		if (!read) {
			const near = closest(column.text, this.vocabulary.names);
			throw mistake(this.expression, column.at, `a column or parameter; there is no ${column.text}${near === undefined ? '' : `, but ${near}`}`);
		}

		const value = this.tokens[this.index];
		if (value?.kind !== 'word') {
			throw mistake(this.expression, value?.at ?? this.expression.length, 'a value');
		}

		this.index++;
		if (/[<>]/v.test(operator) && Number.isNaN(numberFrom(value.text))) {
			throw mistake(this.expression, value.at, 'a number');
		}

		return row => compares(read(row), operator, value.text);
	}

	private take(text: string): boolean {
		const isNext = this.tokens[this.index]?.kind === 'join' && this.tokens[this.index]?.text === text;
		this.index += isNext ? 1 : 0;
		return isNext;
	}
}

const isKnown = (name: string, parameterNames: ReadonlySet<string>): boolean => {
	const [column, part] = name.split('.');
	return parameterNames.has(name) || (part === undefined
		? columnNamed(name) !== undefined
		: columnNamed(column ?? '')?.kind === 'spread' && ['mean', 'min', 'max'].includes(part));
};

/** What a name stands for in an iteration: a cell, a part of a spread, or a parameter. */
function namedValue(iteration: Iteration, name: string): unknown {
	const [column = '', part = 'mean'] = name.split('.');
	const isParameter = Object.hasOwn(iteration.parameters, name);
	const found = columnNamed(column);
	// A parameter goes before a short name of a column.
	if (found && isLoaded(iteration) && !(isParameter && found.id !== column)) {
		const value = found.value(iteration);
		return isSpread(value) ? value[part === 'min' ? 'min' : (part === 'max' ? 'max' : 'mean')] : value;
	}

	return isParameter ? iteration.parameters[name] : null;
}

function compares(value: unknown, operator: Comparison, expected: string): boolean {
	if (value === null || value === undefined) {
		return (expected === 'null') === (operator === '=') && /^(?:!.|=)$/v.test(operator);
	}

	const text = comparableText(value);
	const [number, expectedNumber] = [numberFrom(text), numberFrom(expected)];
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
const numberFrom = (text: string): number => text.trim() === '' ? Number.NaN : Number(text);

/** Whether a text holds what was typed; capitals count only where they were typed. */
export const contains = (text: string, expected: string): boolean =>
	expected === expected.toLowerCase() ? text.toLowerCase().includes(expected) : text.includes(expected);

const matchesWord = (iteration: Iteration, word: string): boolean =>
	textsOf(iteration).some(text => contains(text, word)) || numbersOf(iteration).some(number => String(number) === word || formatCount(number) === word);

const textsOf = (iteration: Iteration): readonly string[] => [
	iteration.label,
	iteration.driver ?? '',
	iteration.callType ?? '',
	iteration.ranAs ?? '',
	...isLoaded(iteration) ? [] : ['skipped', iteration.reason],
];

const numbersOf = (iteration: Iteration): readonly number[] => isLoaded(iteration)
	? columns.flatMap(column => {
		const value = column.value(iteration);
		return isSpread(value) ? [value.mean, value.min, value.max] : [value];
	}).filter(value => typeof value === 'number')
	: [];
