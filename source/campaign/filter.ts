import {stringify} from 'lossless-json';
import {cleanText} from '../text/clean.js';
import {closest} from '../text/closest.js';
import {widthOf} from '../text/width.js';
import {formatCount} from '../text/numbers.js';
import {columnNamed, columns, isSpread} from './columns.js';
import {UsageError} from './errors.js';
import {isLoaded, type Iteration} from './iteration.js';

export type Predicate = (iteration: Iteration) => boolean;

/**
 * The filter language: `driver=broker`, `call_type~cast`, `_ombt_clients>=100`, `!=`, `!~`, joined by `&` and `|` (& binds
 * tighter), in parentheses if wanted; plain words match any column (a part of a text, a whole number), and each must. Columns are
 * those of the table, their parts (`per_client_ok.mean`) and the parameters named; what has no value equals `null`. Throws UsageError with a caret under the mistake.
 */
export function parseFilter(expression: string, parameterNames: readonly string[] = []): Predicate {
	const tokens = tokensOf(expression);
	const parser = new Parser(expression, tokens, new Set(parameterNames));
	return parser.parse();
}

type Token = {readonly kind: 'word' | 'operator' | 'join'; readonly text: string; readonly at: number; readonly isQuoted: boolean};

const comparisons = ['>=', '<=', '!=', '!~', '=', '~', '>', '<'] as const;
type Comparison = (typeof comparisons)[number];
const known: ReadonlySet<string> = new Set(comparisons);
const isComparison = (text: string): text is Comparison => known.has(text);

const pattern = /\s*(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<operator>>=|<=|!=|!~|[=~<>])|(?<join>[&\|\(\)])|(?<word>[^\s\&\|\(\)=~<>!"']+|!))/gvy;

function tokensOf(expression: string): readonly Token[] {
	const tokens: Token[] = [];
	pattern.lastIndex = 0;
	const end = expression.trimEnd().length;
	for (let at = 0; at < end; at = pattern.lastIndex) {
		pattern.lastIndex = at;
		const groups = pattern.exec(expression)?.groups;
		if (!groups) {
			throw mistake(expression, at + (/^\s*/v.exec(expression.slice(at))?.[0].length ?? 0), 'a closing quote');
		}

		const text = groups.double ?? groups.single ?? groups.operator ?? groups.join ?? groups.word ?? '';
		const isQuoted = groups.double !== undefined || groups.single !== undefined;
		tokens.push({
			kind: groups.operator ? 'operator' : groups.join ? 'join' : 'word',
			text,
			at: pattern.lastIndex - text.length - (isQuoted ? 2 : 0),
			isQuoted,
		});
	}

	return tokens;
}

function mistake(expression: string, at: number, expected: string): UsageError {
	const before = cleanText(expression.slice(0, at));
	return new UsageError(`the filter is not understood: expected ${expected}`, [
		`  ${before}${cleanText(expression.slice(at))}`,
		`  ${' '.repeat(widthOf(before))}^ expected ${expected}`,
	]);
}

class Parser {
	private readonly expression: string;
	private readonly tokens: readonly Token[];
	private readonly parameterNames: ReadonlySet<string>;
	private place = 0;

	constructor(expression: string, tokens: readonly Token[], parameterNames: ReadonlySet<string>) {
		this.expression = expression;
		this.tokens = tokens;
		this.parameterNames = parameterNames;
	}

	parse(): Predicate {
		const predicate = this.any();
		const rest = this.tokens[this.place];
		if (rest) {
			throw mistake(this.expression, rest.at, '& or | or the end');
		}

		return predicate;
	}

	private any(): Predicate {
		const parts = [this.all()];
		while (this.take('|')) {
			parts.push(this.all());
		}

		return iteration => parts.some(part => part(iteration));
	}

	private all(): Predicate {
		const parts = [this.one()];
		for (;;) {
			const next = this.tokens[this.place];
			if (this.take('&') || (next && (next.kind === 'word' || next.text === '('))) {
				parts.push(this.one());
			} else {
				return iteration => parts.every(part => part(iteration));
			}
		}
	}

	private one(): Predicate {
		const token = this.tokens[this.place];
		if (this.take('(')) {
			const inner = this.any();
			if (!this.take(')')) {
				throw mistake(this.expression, this.tokens[this.place]?.at ?? this.expression.length, ')');
			}

			return inner;
		}

		if (token?.kind !== 'word') {
			throw mistake(this.expression, token?.at ?? this.expression.length, 'a column or a word');
		}

		this.place++;
		const operator = this.tokens[this.place];
		if (operator?.kind !== 'operator' || !isComparison(operator.text)) {
			return matchingWord(token.text);
		}

		this.place++;
		return this.comparison(token, operator.text);
	}

	private comparison(column: Token, operator: Comparison): Predicate {
		if (!isKnown(column.text, this.parameterNames)) {
			const near = closest(column.text, [...columns.map(({id}) => id), ...this.parameterNames]);
			throw mistake(this.expression, column.at, `a column or parameter; there is no ${column.text}${near === undefined ? '' : `, but ${near}`}`);
		}

		const value = this.tokens[this.place];
		if (value?.kind !== 'word') {
			throw mistake(this.expression, value?.at ?? this.expression.length, 'a value');
		}

		this.place++;
		if (/[<>]/v.test(operator) && Number.isNaN(numberFrom(value.text))) {
			throw mistake(this.expression, value.at, 'a number');
		}

		return iteration => compares(valueOf(iteration, column.text), operator, value.text);
	}

	private take(text: string): boolean {
		const isNext = this.tokens[this.place]?.kind === 'join' && this.tokens[this.place]?.text === text;
		this.place += isNext ? 1 : 0;
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
function valueOf(iteration: Iteration, name: string): unknown {
	const [column = '', part = 'mean'] = name.split('.');
	const found = columnNamed(column);
	if (found && isLoaded(iteration)) {
		const value = found.value(iteration);
		return isSpread(value) ? value[part === 'min' ? 'min' : part === 'max' ? 'max' : 'mean'] : value;
	}

	return Object.hasOwn(iteration.parameters, name) ? iteration.parameters[name] : null;
}

function compares(value: unknown, operator: Comparison, wanted: string): boolean {
	if (value === null || value === undefined) {
		return (wanted === 'null') === (operator === '=') && /^(?:!.|=)$/v.test(operator);
	}

	const text = textOf(value);
	const [number, wantedNumber] = [numberFrom(text), numberFrom(wanted)];
	switch (operator) {
		case '=': {
			return text === wanted || number === wantedNumber;
		}

		case '!=': {
			return text !== wanted && number !== wantedNumber;
		}

		case '~': {
			return contains(text, wanted);
		}

		case '!~': {
			return !contains(text, wanted);
		}

		case '>': {
			return number > wantedNumber;
		}

		case '>=': {
			return number >= wantedNumber;
		}

		case '<': {
			return number < wantedNumber;
		}

		case '<=': {
			return number <= wantedNumber;
		}
	}
}

const textOf = (value: unknown): string => typeof value === 'string' ? value : stringify(value) ?? '';
const numberFrom = (text: string): number => text.trim() === '' ? Number.NaN : Number(text);

// Capitals count only where they were typed.
const contains = (text: string, wanted: string): boolean =>
	wanted === wanted.toLowerCase() ? text.toLowerCase().includes(wanted) : text.includes(wanted);

const matchingWord = (word: string): Predicate => iteration =>
	textsOf(iteration).some(text => contains(text, word)) || numbersOf(iteration).some(number => String(number) === word || formatCount(number) === word);

const textsOf = (iteration: Iteration): readonly string[] => [
	iteration.label,
	iteration.driver ?? '',
	iteration.callType ?? '',
	...isLoaded(iteration) ? [] : ['skipped', iteration.reason],
];

const numbersOf = (iteration: Iteration): readonly number[] => isLoaded(iteration)
	? columns.flatMap(column => {
		const value = column.value(iteration);
		return isSpread(value) ? [value.mean, value.min, value.max] : [value];
	}).filter(value => typeof value === 'number')
	: [];
