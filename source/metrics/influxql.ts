import type {Condition, Query} from './metric.js';
import {queryTime} from './window.js';

/** The InfluxQL text of a query; what has a meaning of its own in a name or a value is quoted. */
export function influxqlOf({metric, window, everySeconds}: Query): string {
	const {field, measurement, rateDivisor, condition, groupBy} = metric;
	const mean = `mean(${quoteIdentifier(field)})`;
	const selector = rateDivisor === undefined ? mean : `derivative(${mean}, 1s)/${rateDivisor}`;
	const groups = [...groupBy === undefined ? [] : [quoteIdentifier(groupBy)], `time(${everySeconds}s)`];
	return `SELECT ${selector} FROM ${quoteIdentifier(measurement)} WHERE ${whereText({condition, window})} GROUP BY ${groups.join(', ')}`;
}

/** The InfluxQL text that asks for some points as they were recorded, of some series. */
export const recordedInfluxqlOf = ({metric: {field, measurement, condition}, window}: Omit<Query, 'everySeconds'>): string =>
	`SELECT ${quoteIdentifier(field)} FROM ${quoteIdentifier(measurement)} WHERE ${whereText({condition, window})} GROUP BY * LIMIT 100 SLIMIT 20`;

const whereText = ({condition, window}: {readonly condition: Condition; readonly window: Query['window']}): string =>
	`${conditionText(condition)} AND time>='${queryTime(window.start)}' AND time<='${queryTime(window.stop)}'`;

const conditionText = (condition: Condition): string => 'equals' in condition
	? `${quoteIdentifier(condition.tag)}='${escaped(condition.equals, '\'')}'`
	: `${quoteIdentifier(condition.tag)}=~/^${pattern(condition.startsWith)}/`;

/** A name as InfluxQL takes it: in double quotes where it could be taken for anything else. */
export const quoteIdentifier = (name: string): string => /^[A-Z_]\w*$/iv.test(name) && !keywords.has(name.toUpperCase()) ? name : `"${escaped(name, '"')}"`;

const escaped = (text: string, quote: string): string =>
	text.replaceAll(/[\\'"\n]/gv, character =>
		character === '\n' ? String.raw`\n` : (character === '\\' || character === quote ? `\\${character}` : character));

/** A text as an RE2 pattern that stands for itself alone, between slashes: InfluxQL takes any backslash before a slash for its own. */
const pattern = (text: string): string =>
	text.replaceAll(/[\\.+*?\(\)\|\[\]\{\}^$\/\n]/gv, character =>
		character === '\n' ? String.raw`\n` : (character === '\\' ? String.raw`\x5C` : `\\${character}`));

// A name of these would be taken for a part of the query.
const keywords: ReadonlySet<string> = new Set(`ALL ALTER ANALYZE AND ANY AS ASC BEGIN BY CARDINALITY CONTINUOUS CREATE DATABASE DATABASES DEFAULT DELETE DESC DESTINATIONS DIAGNOSTICS DISTINCT
	DROP DURATION END EVERY EXACT EXPLAIN FALSE FIELD FOR FROM GRANT GRANTS GROUP GROUPS IN INF INSERT INTO KEY KEYS KILL LIMIT MEASUREMENT MEASUREMENTS NAME OFFSET ON OR ORDER PASSWORD POLICIES
	POLICY PRIVILEGES QUERIES QUERY READ REPLICATION RESAMPLE RETENTION REVOKE SELECT SERIES SET SHARD SHARDS SHOW SLIMIT SOFFSET STATS SUBSCRIPTION SUBSCRIPTIONS TAG TIME TO TRUE USER USERS
	VALUES WHERE WITH WRITE`.split(/\s+/v));
