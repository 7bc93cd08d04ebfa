import type {
	FieldMetric, Metric, Query, Window,
} from './metric.js';
import type {Condition, FieldQuery, Statement} from './query/query.js';
import {durationText} from './query/time-text.js';
import {queryTime} from './window.js';
import {queryTokens, type QueryToken} from './query/tokens.js';

/** The InfluxQL text of a query; names and values are quoted where needed. */
export const influxqlOf = ({metric, window, everySeconds}: Query): string => 'statement' in metric
	? statementIn(metric, window)
	: fieldInfluxqlOf(metric, everySeconds, [timeCondition(window)]);

/** Like `influxqlOf`, but only with the metric's own time condition, so that it can be run for any iteration. */
export function timelessInfluxqlOf(metric: Metric, everySeconds: number): string {
	if ('statement' in metric) {
		return metric.statement;
	}

	const {start, stop} = metric.time ?? {};
	return fieldInfluxqlOf(metric, everySeconds, [
		...start === undefined ? [] : [`time>='${queryTime(start)}'`],
		...stop === undefined ? [] : [`time<='${queryTime(stop)}'`],
	]);
}

function fieldInfluxqlOf(metric: FieldMetric, everySeconds: number, times: readonly string[]): string {
	const {measurement, condition, groupBy = [], alias, fill} = metric;
	const every = durationText(BigInt(Math.round(everySeconds * 1e9)));
	const conditions = [...condition === undefined ? [] : [conditionText(condition, times.length > 0 ? 'all' : 'any')], ...times];
	return [
		`SELECT ${selectorOf(metric)}${alias === undefined ? '' : ` AS ${quoteIdentifier(alias)}`} FROM ${quoteIdentifier(measurement)}`,
		...conditions.length === 0 ? [] : [`WHERE ${conditions.join(' AND ')}`],
		`GROUP BY ${[...groupBy.map(tag => quoteIdentifier(tag)), `time(${every})`].join(', ')}`,
		...fill === undefined ? [] : [`fill(${fill})`],
	].join(' ');
}

/** The InfluxQL text that selects some raw points of some series. */
export const recordedInfluxqlOf = ({metric: {field, measurement, condition}, window}: Omit<Query<FieldMetric>, 'everySeconds'>): string =>
	`SELECT ${quoteIdentifier(field)} FROM ${quoteIdentifier(measurement)} WHERE ${whereText(condition, window)} GROUP BY * LIMIT 100 SLIMIT 20`;

const whereText = (condition: Condition | undefined, window: Window): string =>
	`${condition === undefined ? '' : `${conditionText(condition, 'all')} AND `}${timeCondition(window)}`;

function selectorOf({aggregate, field, percentile, rate, operation}: FieldQuery): string {
	const call = `${aggregate}(${quoteIdentifier(field)}${percentile === undefined ? '' : `, ${percentile}`})`;
	const rated = rate === undefined ? call : `${rate.isNonNegative ? 'non_negative_derivative' : 'derivative'}(${call}, ${durationText(rate.per)})`;
	// `--` would start a comment.
	return operation === undefined ? rated : `${rated}${operation.operator}${operation.operand.startsWith('-') ? ' ' : ''}${operation.operand}`;
}

/** A condition, in parentheses if it is nested in one with the other operator. */
export function conditionText(condition: Condition, within: 'all' | 'any' = 'any'): string {
	if ('tag' in condition) {
		const {tag, operator, value} = condition;
		return `${quoteIdentifier(tag)}${operator}${operator === '=' || operator === '!=' ? `'${escaped(value, '\'')}'` : `/${patternText(value)}/`}`;
	}

	const text = 'all' in condition
		? condition.all.map(part => conditionText(part, 'all')).join(' AND ')
		: condition.any.map(part => conditionText(part, 'any')).join(' OR ');
	return 'any' in condition && within === 'all' ? `(${text})` : text;
}

/** An InfluxQL identifier, double-quoted unless it is safe without. */
export const quoteIdentifier = (name: string): string => /^[A-Z_]\w*$/iv.test(name) && !keywords.has(name.toUpperCase()) ? name : `"${escaped(name, '"')}"`;

const escaped = (text: string, quote: string): string =>
	text.replaceAll(/[\\'"\n]/gv, character =>
		character === '\n' ? String.raw`\n` : (character === '\\' || character === quote ? `\\${character}` : character));

/** A regular expression between slashes: InfluxQL drops a backslash before a slash. */
const patternText = (pattern: string): string =>
	pattern.replaceAll(/\\\\|\/|\n/gv, found => found === '/' ? String.raw`\/` : (found === '\n' ? String.raw`\n` : String.raw`\x5C`));

// Reserved words, which must be quoted as identifiers.
const keywords: ReadonlySet<string> = new Set(`ALL ALTER ANALYZE AND ANY AS ASC BEGIN BY CARDINALITY CONTINUOUS CREATE DATABASE DATABASES DEFAULT DELETE DESC DESTINATIONS DIAGNOSTICS DISTINCT
	DROP DURATION END EVERY EXACT EXPLAIN FALSE FIELD FOR FROM GRANT GRANTS GROUP GROUPS IN INF INSERT INTO KEY KEYS KILL LIMIT MEASUREMENT MEASUREMENTS NAME OFFSET ON OR ORDER PASSWORD POLICIES
	POLICY PRIVILEGES QUERIES QUERY READ REPLICATION RESAMPLE RETENTION REVOKE SELECT SERIES SET SHARD SHARDS SHOW SLIMIT SOFFSET STATS SUBSCRIPTION SUBSCRIPTIONS TAG TIME TO TRUE USER USERS
	VALUES WHERE WITH WRITE`.split(/\s+/v));

/** Keywords that end a WHERE clause. */
const clauses: ReadonlySet<string> = new Set(['group', 'order', 'limit', 'offset', 'slimit', 'soffset', 'fill', 'tz']);

/** The bounds of a window as a WHERE condition. */
const timeCondition = ({start, stop}: Window): string => `time>='${queryTime(start)}' AND time<='${queryTime(stop)}'`;

/** Adds the window's time span to a statement without one: in the WHERE of its outermost SELECT, which also applies to subqueries. */
function statementIn({statement}: Statement, window: Window): string {
	const tokens = queryTokens(statement);
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

const isWord = ({kind, text}: QueryToken, word: string): boolean => kind === 'word' && text.toLowerCase() === word;
const isTime = ({kind, text}: QueryToken): boolean => (kind === 'word' || kind === 'name') && text.toLowerCase() === 'time';

const depthOf: Readonly<Record<string, number>> = {'(': 1, ')': -1};

/** The tokens outside parentheses. */
function outermost(tokens: readonly QueryToken[]): readonly QueryToken[] {
	let depth = 0;
	return tokens.filter(token => {
		depth += token.kind === 'symbol' ? depthOf[token.text] ?? 0 : 0;
		return depth === 0;
	});
}
