import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import type {FieldMetric, MetricSeries, Query} from '../../../source/metrics/metric.js';

const fixtures = fileURLToPath(new URL('../../../fixtures', import.meta.url));
const campaign = path.join(fixtures, 'test_case_1-incremental-it-1');

/** An iteration of the shared campaign, and the answers of a real InfluxDB. */
export type Expected = {
	readonly iteration: string;
	readonly archive: string;
	readonly queries: ReadonlyArray<{readonly query: Query; readonly series: readonly MetricSeries[]}>;
};

/** The iterations of the shared campaign with known metrics. */
export function readExpected(): Expected[] {
	const folders = readdirSync(campaign);
	return readdirSync(path.join(fixtures, 'expected')).filter(name => name.endsWith('.metrics.json')).map(name => {
		const {iteration_id: iteration, queries} = JSON.parse(readFileSync(path.join(fixtures, 'expected', name), 'utf8')) as ExpectedFile;
		const folder = folders.find(name => name.includes(`iteration_id__${iteration}-`)) ?? '';
		return {
			iteration,
			archive: path.join(campaign, folder, 'influxdb-data.tar.gz'),
			queries: Object.entries(queries).map(([metric, {influxql, response}]) => ({query: queryOf(metric, influxql), series: seriesOf(response)})),
		};
	});
}

type ExpectedFile = {readonly iteration_id: string; readonly queries: Readonly<Record<string, {readonly influxql: string; readonly response: Response}>>};

/** A response of InfluxDB, with times in nanoseconds since the epoch. */
export type Response = {
	readonly results: ReadonlyArray<{
		readonly series?: ReadonlyArray<{readonly tags?: Record<string, string>; readonly values: ReadonlyArray<readonly [number, number | null]>}>;
		readonly error?: string;
	}>;
};

/** The series of a response, as returned by engines: buckets start at whole milliseconds, but nanoseconds of distant years are rounded. */
export const seriesOf = ({results}: Response): MetricSeries[] =>
	(results[0]?.series ?? []).map(({tags, values}) => ({tags: tags ?? {}, points: values.map(([time, value]) => [Math.round(time / 1e6), value] as const)}));

const shape
	= /^SELECT (?:(?<rate>derivative\()?mean\((?<field>\w+)\)(?:, 1s\)\/(?<divisor>\d+))?) FROM (?<measurement>\w+) WHERE (?<tag>\w+)(?:=~\/\^(?<start>[^\/]+)\/|='(?<equals>[^']*)') AND time>='(?<from>[^']+)' AND time<='(?<to>[^']+)' GROUP BY (?:(?<group>\w+), )?time\((?<every>\d+)s\)$/v;

function queryOf(name: string, influxql: string): Query {
	const {field = '', divisor, measurement = '', tag = '', start, equals = '', from = '', to = '', group, every} = shape.exec(influxql)?.groups ?? {};
	const metric: FieldMetric = {
		name, title: name, unit: 'bytes', help: '', measurement, field, aggregate: 'mean',
		...divisor && {rate: {per: 1_000_000_000n, isNonNegative: false}, operation: {operator: '/' as const, operand: divisor}},
		condition: start ? {tag, operator: '=~', value: `^${start}`} : {tag, operator: '=', value: equals},
		...group && {groupBy: [group]},
	};
	return {metric, window: {start: nanoseconds(from), stop: nanoseconds(to)}, everySeconds: Number(every)};
}

// `2026-11-23 11:38:26.688159`
function nanoseconds(text: string): bigint {
	const [seconds = '', fraction = ''] = text.split('.');
	return BigInt(Date.parse(`${seconds.replace(' ', 'T')}Z`)) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
}
