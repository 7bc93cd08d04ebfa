import process from 'node:process';
import {expect, onTestFinished, test} from 'vitest';
import {embedded} from '../../../../source/metrics/engines/embedded/embedded.js';
import {influxqlOf} from '../../../../source/metrics/influxql.js';
import {queryOf, type MetricSeries} from '../../../../source/metrics/metric.js';
import {parseQuery} from '../../../../source/metrics/query/parse-query.js';
import {AppError} from '../../../../source/system/errors.js';
import {hasInfluxd, startInfluxd, type RealInfluxd} from '../real-influxd.js';
import {Random} from './random.js';
import {randomLines, randomQuery, start} from './random-queries.js';

const {signal} = new AbortController();
// To run more of them: `RANDOM_QUERIES=20000 RANDOM_SEED=7 npx vitest run random-queries`.
const count = Number(process.env.RANDOM_QUERIES ?? 1000);
const seed = Number(process.env.RANDOM_SEED ?? 1);

type Answer = readonly MetricSeries[] | 'refused';

/** The answer of influxd; true becomes 1, and a result of strings counts as a rejection. */
async function answerOf(influxd: RealInfluxd, influxql: string): Promise<Answer> {
	try {
		const {results} = await influxd.run(influxql);
		const series = results[0]?.series ?? [];
		return series.some(({values}) => values.some(([, value]) => typeof value === 'string'))
			? 'refused'
			: series.map(({tags = {}, values}) => ({
				tags, points: values.map(([time, value]) => [Math.round(time / 1e6), value === null ? null : Number(value)] as const),
			}));
	} catch {
		return 'refused';
	}
}

const near = (value: number | null, other: number | null): boolean =>
	value === other || (value !== null && other !== null && Math.abs(value - other) <= 1e-9 * Math.max(1, Math.abs(value), Math.abs(other)));

const isSame = (found: Answer, expected: Answer): boolean => found === 'refused' || expected === 'refused'
	? found === expected
	: found.length === expected.length && found.every(({tags, points}, index) => {
		const other = expected[index]!;
		return JSON.stringify(tags) === JSON.stringify(other.tags) && points.length === other.points.length
			&& points.every(([time, value], position) => time === other.points[position]![0] && near(value, other.points[position]![1]));
	});

const queryOptions = {window: {start, stop: start}, everySeconds: 30};
const parsed = (text: string) => queryOf({
	name: 'test', title: 'test', unit: '', help: '', ...parseQuery(text),
}, queryOptions);

test.skipIf(!hasInfluxd).each(['inmem', 'tsi1'] as const)('random queries over a database of all types, indexed by %s, match influxd, typed and printed', {timeout: 3_600_000}, async index => {
	const influxd = await startInfluxd({index, flushesSoon: true});
	onTestFinished(async () => influxd.remove());
	const random = new Random(seed + index.length);
	await influxd.run('ALTER RETENTION POLICY autogen ON telegraf SHARD DURATION 1h');
	// influxd rejects points whose field has another type in the same shard.
	await influxd.write(randomLines(random, 3000));
	await influxd.flush();
	await influxd.write(randomLines(random, 1500));
	const queries = Array.from({length: count}, () => randomQuery(random));
	const answers: Answer[] = [];
	for (const [position, text] of queries.entries()) {
		answers.push(await answerOf(influxd, position % 2 === 0 ? text : influxqlOf(parsed(text))));
	}

	await influxd.kill();
	const connection = await embedded.open({path: influxd.folder, kind: 'folder'}, {signal});
	const wrong: string[] = [];
	for (const [position, text] of queries.entries()) {
		let answer: Answer;
		try {
			answer = await connection.query(parsed(text), signal);
		} catch (error) {
			if (!(error instanceof AppError)) {
				throw error;
			}

			answer = 'refused';
		}

		if (!isSame(answer, answers[position]!)) {
			wrong.push(`${text}\n${JSON.stringify(answer).slice(0, 600)}\nnot\n${JSON.stringify(answers[position]).slice(0, 600)}`);
		}
	}

	await connection.close();
	expect(`${wrong.length} of ${count} differ${wrong.slice(0, 8).map(text => `\n\n${text}`).join('')}`).toBe(`0 of ${count} differ`);
	expect(connection.notes).toEqual([]);
	// Most queries return data.
	expect(answers.filter(answer => answer !== 'refused' && answer.length > 0).length).toBeGreaterThan(count / 4);
});
