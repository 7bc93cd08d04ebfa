import {expect, test} from 'vitest';
import {embedded} from '../../../../source/metrics/engines/embedded/embedded.js';
import {readExpected} from '../expected-metrics.js';
import {expectSame} from '../same-answers.js';

const {signal} = new AbortController();
const iterations = readExpected();

test('the shared campaign has 11 iterations with 14 metrics each', () => {
	expect(iterations.map(({queries}) => queries.length)).toEqual(Array.from({length: 11}, () => 14));
});

test.each(iterations)('all metrics of $iteration match InfluxDB 1.6.7', async ({archive, queries}) => {
	const connection = await embedded.open({path: archive, kind: 'tar.gz'}, {signal});
	for (const {query, series} of queries) {
		expectSame(await connection.query(query, signal), series, query.metric.name);
	}

	expect(connection.notes).toEqual([]);
	await connection.close();
});

test('finds the interval at which telegraf recorded points', async () => {
	const [first] = iterations;
	const connection = await embedded.open({path: first?.archive ?? '', kind: 'tar.gz'}, {signal});
	const seconds = new Map<string, Set<number | undefined>>();
	for (const {query} of first?.queries ?? []) {
		const measurement = 'field' in query.metric ? query.metric.measurement : '';
		seconds.set(measurement, (seconds.get(measurement) ?? new Set()).add(await connection.recordedSeconds(query, signal)));
	}

	await connection.close();
	expect(Object.fromEntries([...seconds].map(([name, values]) => [name, [...values].filter(value => value !== undefined)]))).toEqual({
		docker_container_mem: [10], docker_container_cpu: [10], netstat: [30], rabbitmq_overview: [30], net: [10],
	});
});
