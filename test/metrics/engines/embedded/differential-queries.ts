import {expect, onTestFinished} from 'vitest';
import {embedded} from '../../../../source/metrics/engines/embedded/embedded.js';
import type {FieldMetric, Query} from '../../../../source/metrics/metric.js';
import type {Condition} from '../../../../source/metrics/query/query.js';
import {expectSame} from '../same-answers.js';
import {type RealInfluxd, startInfluxd} from '../real-influxd.js';
import {type Random} from './random.js';

const {signal} = new AbortController();
export const start = 1_524_441_600_000_000_000n; // Monday, 2018-04-23
export const second = 1_000_000_000n;
export const week = 604_800n * second;

export type Setting = NonNullable<Parameters<typeof startInfluxd>[0]>;

export async function started(setting: Setting = {}): Promise<RealInfluxd> {
	const influxd = await startInfluxd(setting);
	onTestFinished(async () => influxd.remove());
	return influxd;
}

export const beginsWith = (tag: string, text: string): Condition => ({tag, operator: '=~', value: `^${text.replaceAll(/[\\.+*?\(\)\|\[\]\{\}^$]/gv, String.raw`\$&`)}`});
export const equals = (tag: string, value: string): Condition => ({tag, operator: '=', value});

/** The change per second, divided. */
export const rated = (divisor: number): Pick<FieldMetric, 'rate' | 'operation'> =>
	({rate: {per: second, isNonNegative: false}, operation: {operator: '/', operand: String(divisor)}});

export function queryOf(row: Partial<FieldMetric>, window: Query['window'], everySeconds: number): Query<FieldMetric> {
	const metric: FieldMetric = {
		name: 'test', title: 'test', unit: 'bytes', help: '', measurement: 'm', field: 'f', aggregate: 'mean', condition: beginsWith('host', ''), ...row,
	};
	return {metric, window, everySeconds};
}

/** Expects the embedded engine to return the same as the running influxd, also after that is killed. */
export async function expectEqual(influxd: RealInfluxd, queries: readonly Query[]): Promise<void> {
	const answers = [];
	for (const query of queries) {
		answers.push(await influxd.answer(query));
	}

	await influxd.kill();
	const connection = await embedded.open({path: influxd.folder, kind: 'folder'}, {signal});
	for (const [index, query] of queries.entries()) {
		expectSame(
			await connection.query(query, signal),
			answers[index]!,
			JSON.stringify(query, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
		);
	}

	expect(connection.notes).toEqual([]);
	expect(answers.some(answer => answer.length > 0)).toBe(true);
	await connection.close();
}

export const everyShape: ReadonlyArray<Partial<FieldMetric>> = [
	{},
	{groupBy: ['host']},
	{groupBy: ['none']},
	{...rated(1024)},
	{...rated(1), groupBy: ['host']},
	{condition: equals('host', 'h1')},
	{condition: equals('none', ''), groupBy: ['host']},
	{condition: equals('none', 'x')},
	{condition: beginsWith('rack', 'r'), groupBy: ['rack']},
];

export function randomWindows(random: Random, count: number, length: bigint): Array<Query['window']> {
	return Array.from({length: count}, () => {
		const from = start + BigInt(random.below(Number(length / second))) * second + BigInt(random.of([0, 0, 1, 999_999_999]));
		return {start: from, stop: from + BigInt(random.below(Number(length / second))) * second};
	});
}
