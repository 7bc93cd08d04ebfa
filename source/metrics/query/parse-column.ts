import {closest} from '../../text/names.js';
import {
	aggregates, operators, type FieldQuery, type Operator,
} from './query.js';
import {nanosecondsOf} from './time-text.js';
import type {TokenReader} from './token-reader.js';

const rates = ['derivative', 'non_negative_derivative'] as const;

/** Functions that only InfluxDB supports, or that are not allowed in this position. */
const otherFunctions: ReadonlySet<string> = new Set([...rates, ...`mode distinct integral top bottom sample moving_average difference non_negative_difference
	cumulative_sum elapsed holt_winters holt_winters_with_fit abs ceil floor round sqrt pow exp ln log log2 log10 sin cos tan asin acos atan atan2`.split(/\s+/v)]);

/** A column; a derivative without a unit is per bucket. */
type Column = Pick<FieldQuery, 'field' | 'aggregate' | 'percentile' | 'operation' | 'alias'> & {
	readonly rate?: {readonly isNonNegative: boolean; readonly per: bigint | undefined};
};

/** Parses the selected expression: a function of a field, with optional rate, operation and alias. Throws a usage error or UnsupportedError. */
export function parseColumn(reader: TokenReader): Column {
	reader.rejectUnsupported('several fields', '*');
	reader.rejectUnsupported('an expression in parentheses', '(');
	if (reader.next.kind === 'regex') {
		reader.rejectUnsupported('several fields');
	}

	if (reader.next.kind === 'number' || reader.isSymbol('-')) {
		reader.rejectUnsupported('a number before a function');
	}

	const call = parseCall(reader);
	const operation = parseOperation(reader);
	const alias = reader.takeWord('as') ? reader.identifier('a name') : undefined;
	reader.rejectUnsupported('several columns', ',');
	return {...call, ...operation && {operation}, ...alias !== undefined && {alias}};
}

function parseCall(reader: TokenReader): Column {
	const rate = rates.find(name => reader.isWord(name));
	if (rate === undefined) {
		return parseAggregate(reader);
	}

	reader.take();
	reader.expectSymbol('(');
	const inner = parseAggregate(reader);
	let per: bigint | undefined;
	if (reader.takeSymbol(',')) {
		per = reader.next.kind === 'duration' ? nanosecondsOf(reader.next.text) : 0n;
		if (per === 0n) {
			reader.fail('a duration such as 1s');
		}

		reader.take();
	}

	reader.expectSymbol(')');
	return {...inner, rate: {isNonNegative: rate === 'non_negative_derivative', per}};
}

function parseAggregate(reader: TokenReader): Column {
	const token = reader.next;
	const name = reader.identifier('a function of a field, such as mean(usage)');
	if (!reader.isSymbol('(')) {
		reader.rejectUnsupported('a field without a function');
	}

	const aggregate = aggregates.find(known => known === name.toLowerCase());
	if (aggregate === undefined) {
		if (otherFunctions.has(name.toLowerCase())) {
			reader.rejectUnsupported(`the function ${name.toLowerCase()}`);
		}

		const near = closest(name.toLowerCase(), [...aggregates, ...rates]);
		reader.fail(`a function, not ${name}; ${near === undefined ? `the functions are ${aggregates.join(', ')}` : `did you mean ${near}?`}`, token);
	}

	reader.take();
	reader.rejectUnsupported('several fields', '*');
	if (reader.next.kind === 'regex') {
		reader.rejectUnsupported('several fields');
	}

	if (reader.isWord('distinct')) {
		reader.rejectUnsupported('distinct');
	}

	const field = reader.identifier('a field');
	reader.rejectUnsupported('a function within a function', '(');
	reader.rejectUnsupported('a cast', '::');
	const percentile = aggregate === 'percentile' ? parsePercentile(reader) : undefined;
	reader.expectSymbol(')');
	return {field, aggregate, ...percentile !== undefined && {percentile}};
}

function parsePercentile(reader: TokenReader): string {
	reader.expectSymbol(',');
	if (reader.next.kind !== 'number' || Number(reader.next.text) > 100) {
		reader.fail('a number from 0 to 100');
	}

	return reader.take().text;
}

const operatorOf = (text: string): Operator | undefined => operators.find(operator => operator === text);

function parseOperation(reader: TokenReader): FieldQuery['operation'] {
	reader.rejectUnsupported('an operation on bits', '&', '|', '^');
	const operator = reader.next.kind === 'symbol' ? operatorOf(reader.next.text) : undefined;
	if (operator === undefined) {
		return undefined;
	}

	reader.take();
	const sign = reader.takeSymbol('-') ? '-' : '';
	if (reader.next.kind === 'word' || reader.next.kind === 'name' || reader.isSymbol('(')) {
		reader.rejectUnsupported('an operation between fields');
	}

	if (reader.next.kind !== 'number') {
		reader.fail('a number');
	}

	const operand = `${sign}${reader.take().text}`;
	reader.rejectUnsupported('several operations', ...operators, '&', '|', '^');
	return {operator, operand};
}
