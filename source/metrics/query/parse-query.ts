import type {Metric, MetricText} from '../metric.js';
import {parseColumn} from './parse-column.js';
import {parseWhere} from './parse-condition.js';
import type {FieldQuery, Statement} from './query.js';
import {nanosecondsOf} from './time-text.js';
import {UnsupportedError, TokenReader} from './token-reader.js';

/**
 * Parses InfluxQL: a query over one field, or otherwise a statement for InfluxDB, unchanged. Throws a usage error with a caret under the mistake,
 * also for anything that would write, and for multiple statements.
 */
export function parseQuery(text: string): FieldQuery | Statement {
	const reader = new TokenReader(text);
	checkReadOnly(reader);
	try {
		return parseSelect(reader);
	} catch (error) {
		if (!(error instanceof UnsupportedError)) {
			throw error;
		}

		// InfluxDB may tokenise the text differently: anything that could start a second statement or write is rejected wherever it is.
		const suspect = /;|\binto\b/iv.exec(text);
		if (suspect) {
			reader.fail('no ; and no INTO, not even in a string: a single statement that writes nothing', {at: suspect.index});
		}

		return {statement: text.trim(), unsupported: error.unsupported};
	}
}

function checkReadOnly(reader: TokenReader): void {
	if (!reader.isWord('select')) {
		reader.fail('SELECT');
	}

	for (const token of reader.tokens) {
		if (token.kind === 'symbol' && token.text === ';') {
			reader.fail('the end: a single statement', token);
		}

		if (token.kind === 'word' && token.text.toLowerCase() === 'into') {
			reader.fail('no INTO: a query that writes nothing', token);
		}
	}
}

function parseSelect(reader: TokenReader): FieldQuery {
	reader.take();
	const column = parseColumn(reader);
	const measurement = parseFrom(reader);
	const {condition, time} = reader.takeWord('where') ? parseWhere(reader) : {time: {}};
	const {groupBy, every} = parseGroups(reader);
	const fill = parseFill(reader);
	parseEnd(reader);
	const {rate, ...selection} = column;
	return {
		measurement,
		...selection,
		...rate && {rate: {isNonNegative: rate.isNonNegative, per: rate.per ?? every}},
		...condition && {condition},
		groupBy,
		...fill && {fill},
		every,
		time,
	};
}

function parseFrom(reader: TokenReader): string {
	if (!reader.takeWord('from')) {
		reader.fail('FROM and a measurement');
	}

	reader.rejectUnsupported('a subquery', '(');
	if (reader.next.kind === 'regex') {
		reader.rejectUnsupported('several measurements');
	}

	const measurement = reader.identifier('a measurement');
	reader.rejectUnsupported('a database or retention policy in FROM', '.');
	reader.rejectUnsupported('several measurements', ',');
	return measurement;
}

/** Maximum bucket length, 100 days; buckets are numbered with doubles. */
const maxEvery = 8_640_000_000_000_000n;

function parseGroups(reader: TokenReader): {readonly groupBy: readonly string[]; readonly every: bigint} {
	if (!reader.takeWord('group')) {
		parseOther(reader);
		reader.fail('GROUP BY time(30s), alone or with tags');
	}

	if (!reader.takeWord('by')) {
		reader.fail('BY');
	}

	const tags: string[] = [];
	let every: bigint | undefined;
	do {
		reader.rejectUnsupported('all tags', '*');
		if (reader.next.kind === 'regex') {
			reader.rejectUnsupported('tags by a regular expression');
		}

		const token = reader.next;
		const name = reader.identifier('a tag or time(30s)');
		if (name.toLowerCase() === 'time' && reader.isSymbol('(')) {
			every = every === undefined ? parseEvery(reader) : reader.fail('one time(…)', token);
		} else {
			reader.rejectUnsupported('a cast', '::');
			tags.push(name);
		}
	} while (reader.takeSymbol(','));

	return {groupBy: [...new Set(tags)], every: every ?? reader.fail(', time(30s)')};
}

function parseEvery(reader: TokenReader): bigint {
	reader.take();
	const every = reader.next.kind === 'duration' ? nanosecondsOf(reader.next.text) : 0n;
	if (every === 0n || every > maxEvery) {
		reader.fail('a duration such as 30s, of 100 days at most');
	}

	reader.take();
	reader.rejectUnsupported('an offset of time', ',');
	reader.expectSymbol(')');
	return every;
}

function parseFill(reader: TokenReader): FieldQuery['fill'] {
	if (!reader.takeWord('fill')) {
		return undefined;
	}

	reader.expectSymbol('(');
	if (reader.isWord('previous', 'linear') || reader.isSymbol('-') || (reader.next.kind === 'number' && Number(reader.next.text) !== 0)) {
		reader.rejectUnsupported('a fill other than null, none or 0');
	}

	if (!reader.isWord('null', 'none') && reader.next.kind !== 'number') {
		reader.fail('null, none or 0');
	}

	const {kind, text} = reader.take();
	reader.expectSymbol(')');
	return kind === 'number' ? '0' : (text.toLowerCase() === 'none' ? 'none' : undefined);
}

const otherClauses = ['order', 'limit', 'offset', 'slimit', 'soffset', 'tz'] as const;

function parseOther(reader: TokenReader): void {
	const clause = otherClauses.find(name => reader.isWord(name));
	if (clause !== undefined) {
		reader.rejectUnsupported(clause.toUpperCase());
	}
}

function parseEnd(reader: TokenReader): void {
	parseOther(reader);
	if (reader.next.kind !== 'end') {
		reader.fail('the end');
	}
}

/** A default name for a query: its alias, or its function; `influxql` for a raw InfluxDB statement. */
function nameOf(query: FieldQuery | Statement): string {
	if ('statement' in query) {
		return 'influxql';
	}

	const {alias, aggregate, field, rate} = query;
	const call = `${aggregate}(${field})`;
	return alias ?? (rate ? `${rate.isNonNegative ? 'non_negative_derivative' : 'derivative'}(${call})` : call);
}

/** Parses InfluxQL text into a metric. Throws a usage error with a caret below the mistake. */
export function typedMetric(influxql: string, text: Partial<MetricText> = {}): Metric {
	const query = parseQuery(influxql);
	const name = text.name ?? nameOf(query);
	return {
		title: name, unit: '', help: '', ...text, name, ...query,
	};
}
