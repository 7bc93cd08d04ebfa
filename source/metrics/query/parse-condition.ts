import {checkPattern} from './pattern.js';
import type {Condition, QueryTime} from './query.js';
import {nanosecondsOf, parseTimeText} from './time-text.js';
import type {TokenReader} from './token-reader.js';
import type {QueryToken} from './tokens.js';

/** The series condition and time span of a WHERE clause. */
export type Where = {readonly condition?: Condition; readonly time: QueryTime};

/** Maximum nesting of parentheses; more would overflow the stack. */
const maxDepth = 100;
/** InfluxDB times are 64-bit nanoseconds; this leaves a margin for the surrounding buckets. */
const maxTime = 2n ** 63n - 86_400_000_000_000n;

/** Parses the expression after WHERE. All time bounds apply, even inside an OR, as in InfluxDB. Throws a usage error or UnsupportedError. */
export function parseWhere(reader: TokenReader, depth = 0): Where {
	const parts = [parseAll(reader, depth)];
	while (reader.takeWord('or')) {
		parts.push(parseAll(reader, depth));
	}

	return joined(parts, any => ({any}));
}

function parseAll(reader: TokenReader, depth: number): Where {
	const parts = [parseOne(reader, depth)];
	while (reader.takeWord('and')) {
		parts.push(parseOne(reader, depth));
	}

	return joined(parts, all => ({all}));
}

function joined(parts: readonly Where[], join: (conditions: readonly Condition[]) => Condition): Where {
	const conditions = parts.flatMap(({condition}) => condition ?? []);
	const [first] = conditions;
	return {
		...first && {condition: conditions.length === 1 ? first : join(conditions)},
		time: parts.map(({time}) => time).reduce((span, other) => intersection(span, other)),
	};
}

const intersection = (span: QueryTime, other: QueryTime): QueryTime => ({
	...bound('start', span.start, other.start, (value, than) => value > than),
	...bound('stop', span.stop, other.stop, (value, than) => value < than),
});

function bound(name: keyof QueryTime, value: bigint | undefined, other: bigint | undefined, wins: (value: bigint, other: bigint) => boolean): QueryTime {
	const found = value === undefined || (other !== undefined && wins(other, value)) ? other : value;
	return found === undefined ? {} : {[name]: found};
}

function parseOne(reader: TokenReader, depth: number): Where {
	const opening = reader.next;
	if (reader.takeSymbol('(')) {
		if (depth === maxDepth) {
			reader.fail(`at most ${maxDepth} nested parentheses`, opening);
		}

		const inner = parseWhere(reader, depth + 1);
		reader.expectSymbol(')');
		return inner;
	}

	const name = reader.identifier('a tag or time');
	if (name.toLowerCase() === 'time') {
		return {time: parseTime(reader)};
	}

	return {condition: parseComparison(reader, name), time: {}};
}

const ownNames: ReadonlySet<string> = new Set(['_name', '_field', '_tagKey', '_tagValue']);

function parseComparison(reader: TokenReader, tag: string): Condition {
	reader.rejectUnsupported('a cast', '::');
	reader.rejectUnsupported('a comparison of a field', '<', '>', '<=', '>=', '+', '-', '*', '/', '%');
	if (ownNames.has(tag)) {
		reader.rejectUnsupported(tag);
	}

	if (!reader.isSymbol('=', '!=', '<>', '=~', '!~')) {
		reader.fail('=, !=, =~ or !~');
	}

	const written = reader.take().text;
	const value = reader.next;
	if (written === '=~' || written === '!~') {
		if (value.kind !== 'regex') {
			reader.fail('a regular expression between slashes, such as /^rabbit/');
		}

		const reason = checkPattern(value.text);
		if (reason !== undefined) {
			reader.fail(`a regular expression of RE2 (${reason})`);
		}

		return {tag, operator: written, value: reader.take().text};
	}

	if (value.kind === 'number' || value.kind === 'duration' || reader.isWord('true', 'false') || reader.isSymbol('-', '(')) {
		reader.rejectUnsupported('a comparison of a field');
	}

	if (value.kind !== 'text') {
		reader.fail('a value in single quotes, such as \'bus\'');
	}

	return {tag, operator: written === '=' ? '=' : '!=', value: reader.take().text};
}

const spans: Readonly<Record<string, (time: bigint) => QueryTime>> = {
	'>=': start => ({start}),
	'>': time => ({start: time + 1n}),
	'<=': stop => ({stop}),
	'<': time => ({stop: time - 1n}),
	'=': time => ({start: time, stop: time}),
};

function parseTime(reader: TokenReader): QueryTime {
	const span = reader.next.kind === 'symbol' ? spans[reader.next.text] : undefined;
	if (!span) {
		reader.fail('>=, >, <=, < or =');
	}

	reader.take();
	const from = reader.next;
	let time = parseTimeValue(reader);
	while (reader.isSymbol('+', '-')) {
		const sign = reader.take().text === '-' ? -1n : 1n;
		if (reader.next.kind !== 'duration') {
			reader.fail('a duration such as 30s');
		}

		time += sign * nanosecondsOf(reader.take().text);
	}

	if (time > maxTime || time < -maxTime) {
		reader.fail('a time between 1678 and 2262', from);
	}

	return span(time);
}

const timeReaders: Readonly<Partial<Record<QueryToken['kind'], (text: string) => bigint | undefined>>> = {
	duration: nanosecondsOf,
	number: text => /^\d+$/v.test(text) ? BigInt(text) : undefined,
	text: parseTimeText,
};

function parseTimeValue(reader: TokenReader): bigint {
	const isNegative = reader.takeSymbol('-');
	const {kind, text} = reader.next;
	const time = timeReaders[kind]?.(text);
	if (time === undefined || (isNegative && kind === 'text')) {
		reader.fail(reader.isWord('now')
			? 'an absolute time: now() is after everything that was recorded; without a time condition that of the iteration is used'
			: 'a time such as \'2018-04-23 10:30:00\', or nanoseconds since 1970');
	}

	reader.take();
	return isNegative ? -time : time;
}
