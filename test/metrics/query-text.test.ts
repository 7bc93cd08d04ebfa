import process from 'node:process';
import {describe, expect, test} from 'vitest';
import {influxqlOf} from '../../source/metrics/influxql.js';
import {queryOf} from '../../source/metrics/metric.js';
import {parseQuery} from '../../source/metrics/query/parse-query.js';
import {AppError} from '../../source/system/errors.js';

const window = {start: 0n, stop: 60_000_000_000n};
const windowText = 'time>=\'1970-01-01 00:00:00\' AND time<=\'1970-01-01 00:01:00\'';
const printed = (text: string): string => influxqlOf(queryOf({
	name: '', title: '', unit: '', help: '', ...parseQuery(text),
}, {window, everySeconds: 30}));

/** The lines below the message of a query's error. */
function mistakeIn(text: string): readonly string[] {
	try {
		parseQuery(text);
	} catch (error) {
		return error instanceof AppError && error.status === 2 ? error.detail : [String(error)];
	}

	return [];
}

const beyond = (text: string): string | undefined => {
	const query = parseQuery(text);
	return 'statement' in query ? query.unsupported : undefined;
};

describe('queries are parsed and printed', () => {
	test.each([
		['SELECT mean(usage) FROM cpu GROUP BY time(30s)', `SELECT mean(usage) FROM cpu WHERE ${windowText} GROUP BY time(30s)`],
		[
			String.raw`select MAX("usage idle") * -8 as x from "net" where host='a' and (rack!~/^r\/1/ or "the tag"<>'') group by time(1m30s), host, rack, host fill(none)`,
			String.raw`SELECT max("usage idle")* -8 AS x FROM net WHERE host='a' AND (rack!~/^r\/1/ OR "the tag"!='') AND ${windowText} GROUP BY host, rack, time(90s) fill(none)`,
		],
		['SELECT percentile(f, 99.9) - -2 FROM m GROUP BY time(500ms) fill(0)', `SELECT percentile(f, 99.9)- -2 FROM m WHERE ${windowText} GROUP BY time(500ms) fill(0)`],
		['SELECT non_negative_derivative(last(f)) FROM m GROUP BY time(30s) fill(null)', `SELECT non_negative_derivative(last(f), 30s) FROM m WHERE ${windowText} GROUP BY time(30s)`],
		[
			'SELECT sum(f) FROM m WHERE time > \'2018-04-23\' + 1h AND time < \'2018-04-23T02:00:00+01:00\' - 1ns GROUP BY time(1d)',
			'SELECT sum(f) FROM m WHERE time>=\'2018-04-23 01:00:00.000000001\' AND time<=\'2018-04-23 00:59:59.999999998\' GROUP BY time(86400s)',
		],
		['SELECT sum(f) FROM m WHERE time >= 10s GROUP BY time(1s)', 'SELECT sum(f) FROM m WHERE time>=\'1970-01-01 00:00:10\' AND time<=\'1970-01-01 00:01:00\' GROUP BY time(1s)'],
		['SELECT sum(f) FROM m -- all of it\nGROUP BY /* each */ time(1s)', `SELECT sum(f) FROM m WHERE ${windowText} GROUP BY time(1s)`],
	])('%s', (text, expected) => {
		expect(printed(text)).toBe(expected);
		// Printing is idempotent.
		expect(printed(printed(text))).toBe(expected);
	});
});

describe('a mistake is reported with a caret, and what is expected', () => {
	test.each([
		['SHOW DATABASES', '  ^ expected SELECT'],
		['SELECT mean(f) FRM m', '                 ^ expected FROM and a measurement'],
		['SELECT meen(f) FROM m GROUP BY time(1s)', '         ^ expected a function, not meen; did you mean mean?'],
		['SELECT mean(\'f\') FROM m GROUP BY time(1s)', '              ^ expected a field: names are in double quotes or unquoted'],
		['SELECT percentile(f, 101) FROM m GROUP BY time(1s)', '                       ^ expected a number from 0 to 100'],
		['SELECT mean(f) FROM m', '                       ^ expected GROUP BY time(30s), alone or with tags'],
		['SELECT mean(f) FROM m GROUP BY host', '                                     ^ expected , time(30s)'],
		['SELECT mean(f) FROM m GROUP BY time(0s)', '                                      ^ expected a duration such as 30s, of 100 days at most'],
		['SELECT mean(f) FROM m WHERE host="a" GROUP BY time(1s)', '                                   ^ expected a value in single quotes, such as \'bus\''],
		['SELECT mean(f) FROM m WHERE host=~\'a\' GROUP BY time(1s)', '                                    ^ expected a regular expression between slashes, such as /^rabbit/'],
		['SELECT mean(f) FROM m WHERE time > now() - 1h GROUP BY time(1s)', '                                     ^ expected an absolute time: now() is after everything that was recorded; without a time condition that of the iteration is used'],
		['SELECT mean(f) FROM m WHERE time > \'2018-02-30\' GROUP BY time(1s)', '                                     ^ expected a time such as \'2018-04-23 10:30:00\', or nanoseconds since 1970'],
		['SELECT mean(f) FROM m WHERE (host=\'a\' GROUP BY time(1s)', '                                        ^ expected )'],
		['SELECT mean(f) FROM "m GROUP BY time(1s)', '                      ^ expected a closing quote'],
		['SELECT mean(f) INTO n FROM m GROUP BY time(1s)', '                 ^ expected no INTO: a query that writes nothing'],
		['SELECT mean(f) FROM m GROUP BY time(1s); DROP DATABASE d', '                                         ^ expected the end: a single statement'],
		['SELECT mean(f) FROM m GROUP BY time(1s) fill(0) x', '                                                  ^ expected the end'],
	])('%s', (text, expected) => {
		expect(mistakeIn(text)).toEqual([`  ${text}`, expected]);
	});

	test('in a pattern that RE2 rejects', () => {
		expect(mistakeIn('SELECT mean(f) FROM m WHERE host=~/(?=a)/ GROUP BY time(1s)')[1]).toMatch(/^ {36}\^ expected a regular expression of RE2 \(.+\)$/v);
		expect(mistakeIn('SELECT mean(f) FROM m WHERE host=~/(/ GROUP BY time(1s)')[1]).toMatch(/^ {36}\^ expected a regular expression of RE2 \(.+\)$/v);
	});

	test('in unclosed parentheses, without exhausting the stack', () => {
		expect(mistakeIn(`SELECT mean(f) FROM m WHERE ${'('.repeat(50_000)}`)[1]).toContain('at most 100 nested parentheses');
	});
});

describe('statements that require InfluxDB', () => {
	test.each([
		['SELECT max(x) FROM (SELECT mean(f) AS x FROM m GROUP BY host, time(1s))', 'a subquery'],
		['SELECT mean(f), max(f) FROM m GROUP BY time(1s)', 'several columns'],
		['SELECT f FROM m', 'a field without a function'],
		['SELECT mean(*) FROM m GROUP BY time(1s)', 'several fields'],
		['SELECT moving_average(mean(f), 3) FROM m GROUP BY time(1s)', 'the function moving_average'],
		['SELECT mean(f) FROM telegraf.autogen.m GROUP BY time(1s)', 'a database or retention policy in FROM'],
		['SELECT mean(f) FROM m WHERE f > 3 GROUP BY time(1s)', 'a comparison of a field'],
		['SELECT mean(f) FROM m GROUP BY *, time(1s)', 'all tags'],
		['SELECT mean(f) FROM m GROUP BY time(1s) fill(previous)', 'a fill other than null, none or 0'],
		['SELECT mean(f) FROM m GROUP BY time(1s) LIMIT 3', 'LIMIT'],
	])('%s', (text, expected) => {
		expect(beyond(text)).toBe(expected);
	});

	test('get the window in the outermost WHERE unless they contain a time', () => {
		expect(printed('SELECT max(x) FROM (SELECT mean(f) AS x FROM m WHERE host=\'a\' GROUP BY time(1s)) GROUP BY time(1m) -- end'))
			.toBe(`SELECT max(x) FROM (SELECT mean(f) AS x FROM m WHERE host='a' GROUP BY time(1s)) WHERE ${windowText} GROUP BY time(1m) -- end`);
		expect(printed('SELECT mean(f) FROM m WHERE f > 3 OR f < 1 -- odd\n GROUP BY time(1s)')).toBe(`SELECT mean(f) FROM m WHERE (f > 3 OR f < 1) AND ${windowText} GROUP BY time(1s)`);
		expect(printed('SELECT f FROM m')).toBe(`SELECT f FROM m WHERE ${windowText}`);
		expect(printed('SELECT f FROM m WHERE time > 3s')).toBe('SELECT f FROM m WHERE time > 3s');
	});

	test('are rejected if any part could write or be a second statement, including strings and patterns', () => {
		expect(mistakeIn('SELECT f FROM m WHERE s = \'a;b\'')[1]).toContain('^ expected no ; and no INTO');
		expect(mistakeIn('SELECT * / 2 INTO x / 3 FROM m')[1]).toContain('^ expected no ; and no INTO');
	});
});

test('have patterns that are parsed in linear time, without backtracking', async () => {
	const {patternTest} = await import('../../source/metrics/query/pattern.js');
	const begin = process.cpuUsage();
	expect(patternTest('^(a+)+$')(`${'a'.repeat(5000)}b`)).toBe(false);
	expect(patternTest('(a|aa)*(a|aa)*b$')('a'.repeat(5000))).toBe(false);
	expect(process.cpuUsage(begin).user / 1000).toBeLessThan(2000);
});
