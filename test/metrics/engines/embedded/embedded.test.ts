import {expect, test} from 'vitest';
import {embedded} from '../../../../source/metrics/engines/embedded/embedded.js';
import {readExpected} from '../expected-metrics.js';
import {expectSame} from '../same-answers.js';

const {signal} = new AbortController();
const iterations = readExpected();

test('the shared campaign has 11 iterations with 14 metrics each', () => {
	expect(iterations.map(({queries}) => queries.length)).toEqual(Array.from({length: 11}, () => 14));
});

test.each(iterations)('all metrics of $iteration are what InfluxDB 1.6.7 answers', async ({archive, queries}) => {
	const connection = await embedded.open({path: archive, kind: 'tar.gz'}, {signal});
	for (const {query, series} of queries) {
		expectSame(await connection.query(query, signal), series, query.metric.name);
	}

	expect(connection.notes).toEqual([]);
	await connection.close();
});
