import {describe, test} from 'vitest';
import {catalogue} from '../../../../source/metrics/catalogue.js';
import type {Query} from '../../../../source/metrics/metric.js';
import {hasInfluxd} from '../real-influxd.js';
import {Random} from './random.js';
import {
	beginsWith, equals, rated, start, second, week, started, queryOf, expectEqual, everyShape, randomWindows,
} from './differential-queries.js';

describe.skipIf(!hasInfluxd)('results match InfluxDB', {timeout: 120_000}, () => {
	test.each(['inmem', 'tsi1'] as const)(
		'for overwritten, late, irregular and deleted points of all types, in files and in the WAL, indexed by %s',
		async index => {
			const influxd = await started({index, flushesSoon: true});
			const random = new Random(index.length);
			const lines = (count: number) =>
				Array.from({length: count}, () => {
					const rack = random.of(['', ',rack=r1', ',rack=r2', ',rack=x']);
					const time = start + BigInt(random.below(6000)) * second + BigInt(random.of([0, 0, 0, 1, 500_000_000]));
					return `m,host=h${random.below(4)}${rack} f=${random.of([0, -0, 1.5, random.next(), random.next() * 1e6, 5e-324, 1e-310, 7, 7, 7])},i=${random.below(2 ** 31) - 2 ** 30}i,b=${random.of(['t', 'f'])},s="${'x'.repeat(random.below(30))}é" ${time}`;
				});
			await influxd.write(lines(9000));
			await influxd.flush();
			await influxd.write(lines(3000));
			await influxd.flush();
			await influxd.run(`DELETE FROM m WHERE host='h0' AND time >= ${start + 1000n * second} AND time <= ${start + 2000n * second}`);
			await influxd.run(`DELETE FROM m WHERE time >= ${start + 3000n * second} AND time < ${start + 3100n * second}`);
			await influxd.run('DROP SERIES FROM m WHERE host=\'h2\' AND rack=\'x\'');
			await influxd.write(lines(1000));
			await influxd.run(`DELETE FROM m WHERE host='h1' AND time >= ${start + 500n * second} AND time <= ${start + 900n * second}`);
			await influxd.write(lines(50));
			const queries = randomWindows(random, 12, 6000n * second).flatMap(window =>
				everyShape.map(row => queryOf({...row, field: random.of(['f', 'i'])}, window, random.of([1, 7, 30, 60, 3600]))));
			await expectEqual(influxd, queries);
		},
	);

	test('for telegraf data in shards of an hour around 1970, in 2018 and in 2200; measurements dropped and rewritten with other types, files that overlap in many blocks, and windows that end at bucket and point boundaries', async () => {
		const influxd = await started({flushesSoon: true});
		const random = new Random(26);
		await influxd.run('ALTER RETENTION POLICY autogen ON telegraf SHARD DURATION 1h');
		const hour = 3600n * second;
		const eras = [0n, start, 7_258_118_400n * second];
		const names = [
			'router',
			'router-1',
			String.raw`router\ 1`,
			'rabbit-1',
			'rpc-server.1',
			'rpc-client',
			'controller',
			'xrouter',
			'Router',
			'größe',
		];
		const timeIn = (era: bigint) => era + BigInt(random.below(5 * 360) - 2 * 360) * 10n * second + BigInt(random.of([0, 0, 0, 1, -1]));
		// Tags come and go, and one measurement's name is a prefix of another's.
		const lines = (count: number) =>
			Array.from({length: count}, () => {
				const {measurement, field} = random.of(catalogue);
				const tags = [
					`host=h${random.below(3)}`,
					`container_name=${random.of(names)}`,
					`container_image=i${random.below(2)}`,
					`role=${random.of(['bus', 'bus', 'other'])}`,
					`interface=e${random.below(2)}`,
				].filter(() => random.below(6) > 0);
				const value = field === 'usage_percent' ? random.next() * 100 : `${random.below(2 ** 31)}i`;
				return `${random.below(20) === 0 ? 'ne' : measurement}${tags.map(tag => `,${tag}`).join('')} ${field}=${value},g=1 ${timeIn(random.of(eras))}`;
			});
		const deep = (count: number, step: number) =>
			Array.from(
				{length: count},
				() => `deep f=${random.next()},i=${random.below(1000)}i ${start + BigInt(random.below(300_000 / step) * step) * 10_000_000n}`,
			);
		const changing = (value: string, host: string) => [0n, second].map(later => `changes,host=${host} f=${value} ${start + later}`);
		await influxd.write([...lines(4000), ...deep(6000, 1), ...changing('"text"', 'a'), ...changing('"text"', 'b')]);
		await influxd.flush();
		await influxd.run('DROP MEASUREMENT changes');
		await influxd.run(`DELETE FROM deep WHERE time >= ${start + 300n * second} AND time <= ${start + 700n * second}`);
		await influxd.write([...lines(2000), ...deep(6000, 3), ...changing('7i', 'a')]);
		await influxd.flush();
		await influxd.run('DROP MEASUREMENT changes');
		await influxd.run('DROP MEASUREMENT net');
		await influxd.run(`DELETE FROM deep WHERE time >= ${start + 600n * second} AND time <= ${start + 600n * second + 500_000_000n}`);
		await influxd.write([...lines(1500), ...deep(500, 7), ...changing('true', 'c')]);
		await influxd.run('DROP MEASUREMENT changes');
		await influxd.write([...changing('1.5', 'b'), ...changing('2.5', 'c')]);
		const windows = (every: number): Array<Query['window']> =>
			eras.flatMap(era =>
				[0, 1, every, every * 10, 20_000].map(length => {
					const from = timeIn(era);
					const whole = from - (from % (BigInt(every) * second));
					return {start: random.of([from, whole, whole + 1n]), stop: random.of([from, whole, whole - 1n]) + BigInt(length) * second};
				}));
		const everies = [1, 7, 30, 601, 3600, 604_800];
		await expectEqual(influxd, [
			...everies.flatMap(every => windows(every).map(window => ({metric: random.of(catalogue), window, everySeconds: every}))),
			...catalogue.flatMap(metric => eras.map(era => ({metric, window: {start: era - 2n * hour, stop: era + 3n * hour}, everySeconds: 30}))),
			...[1, 7, 60].flatMap(every =>
				['f', 'i'].map(field =>
					queryOf(
						{
							measurement: 'deep', field, condition: equals('none', ''), ...random.of([{}, {...rated(2)}]),
						},
						{start, stop: start + hour},
						every,
					))),
			queryOf({measurement: 'changes', groupBy: ['host']}, {start, stop: start + 10n * second}, 1),
			// A rate needs the bucket before the window.
			queryOf(
				{measurement: 'deep', condition: equals('none', ''), ...rated(1)},
				{start: start + 200n * second + 1n, stop: start + 200n * second},
				1,
			),
		]);
	});

	test('for numbers of every magnitude', async () => {
		const influxd = await started({flushesSoon: true});
		const integers = Array.from({length: 63}, (_, bit) => [2n ** BigInt(bit), 1n - 2n ** BigInt(bit), -(2n ** BigInt(bit)) - 1n]).flat();
		const floats = [0, -0, 5e-324, -5e-324, 2.225e-308, 1e307, -1.2e307, 1 / 3, 123_456_789.123_456_79, 1e-5, 4.9e-300];
		const lines = [
			...integers.map((value, index) => `m,host=i f=1,i=${value}i ${start + BigInt(index) * second}`),
			...integers.map((value, index) => `m,host=j i=${value}i ${start + BigInt(index) * 3n}`),
			...floats.map((value, index) => `m,host=f f=${Object.is(value, -0) ? '-0' : value} ${start + BigInt(index) * second}`),
			...Array.from({length: 2500}, (_, index) => `m,host=same f=0.1,i=3i ${start + BigInt(index) * 10n * second}`),
			...Array.from({length: 8}, (_, index) => `m,host=wraps i=${2n ** 62n + BigInt(index)}i ${start + BigInt(index)}`),
		];
		const window = {start, stop: start + 30_000n * second};
		const shapes = ['i', 'j', 'f', 'same', 'wraps'].flatMap(host => [{...rated(1)}, {}].map(row => ({...row, condition: equals('host', host)})));
		const queries = shapes.flatMap(row => [
			queryOf({...row, field: 'i'}, window, 1),
			queryOf({...row, field: 'f'}, window, 1),
			queryOf({...row, field: 'i'}, window, 60),
		]);
		await influxd.write(lines);
		await influxd.flush();
		await expectEqual(influxd, queries);
	});

	test('for numbers of every magnitude in the WAL', async () => {
		const influxd = await started();
		const values = Array.from({length: 63}, (_, bit) => [2n ** BigInt(bit), 1n - 2n ** BigInt(bit)]).flat();
		await influxd.write(values.map((value, index) => `m,host=h1 i=${value}i,f=${Number(value) / 3} ${start + BigInt(index) * second}`));
		const window = {start, stop: start + 200n * second};
		await expectEqual(influxd, [1, 2, 60].flatMap(every => [queryOf({field: 'i'}, window, every), queryOf({field: 'f', ...rated(3)}, window, every)]));
	});

	test('for names with spaces, commas, equals signs, quotes, backslashes and letters of all scripts', async () => {
		const influxd = await started({flushesSoon: true});
		const values = [
			String.raw`a\ b`,
			String.raw`a\,b`,
			String.raw`a\=b`,
			String.raw`a\b`,
			'größe',
			'漢字',
			'🦊',
			'Ａ',
			'"quoted"',
			'\'single\'',
			'A',
			'a',
			'z#!~x',
		];
		const lines = (from: number) =>
			values.flatMap((value, index) => [
				String.raw`odd\ name\,x,the\ tag=${value},host=h1 the\ field=${index},e\=f=2 ${start + BigInt(from + index) * second}`,
				`größe,host=${value} f=${index}i ${start + BigInt(from + index) * second}`,
				`größe f=${index}i ${start + BigInt(from + index) * second}`,
			]);
		await influxd.write(lines(0));
		await influxd.flush();
		await influxd.write(lines(100));
		const window = {start, stop: start + 300n * second};
		const plain = ['a b', 'a,b', 'a=b', String.raw`a\b`, 'größe', '漢字', '🦊', '"quoted"', '\'single\'', 'a', 'A', '', 'z#!~x'];
		await expectEqual(influxd, [
			queryOf({measurement: 'odd name,x', field: 'the field', groupBy: ['the tag']}, window, 60),
			queryOf({measurement: 'größe', groupBy: ['host']}, window, 60),
			...plain.flatMap(value => [
				queryOf({measurement: 'odd name,x', field: 'the field', condition: equals('the tag', value)}, window, 60),
				queryOf({measurement: 'größe', condition: beginsWith('host', value), groupBy: ['host']}, window, 60),
			]),
		]);
	});

	test('for the default of several retention policies', async () => {
		const influxd = await started();
		await influxd.run('CREATE RETENTION POLICY "two weeks" ON telegraf DURATION 52w REPLICATION 1 SHARD DURATION 2w');
		await influxd.run('CREATE RETENTION POLICY endless ON telegraf DURATION 0s REPLICATION 1 SHARD DURATION 10000w DEFAULT');
		const recent = BigInt(Date.now()) * 1_000_000n - week;
		await influxd.write([`m,host=h1 f=1 ${recent}`], 'autogen');
		await influxd.write([`m,host=h1 f=2 ${recent}`], 'two%20weeks');
		await influxd.write(Array.from({length: 300}, (_, index) => `m,host=h1 f=${index} ${recent - BigInt(index) ** 4n * 1_000_000_007n}`), 'endless');
		const windows = [10n, 10_000n, 5_000_000n].map(length => ({start: recent - length * second, stop: recent}));
		await expectEqual(influxd, windows.map((window, index) => queryOf({}, window, [1, 60, 3600][index]!)));
	});

	test('for 10,000 series, 53 weekly shards, and a field that is an integer in some of them', async () => {
		const influxd = await started({flushesSoon: true});
		const random = new Random(3);
		await influxd.write(Array.from({length: 10_000}, (_, index) => `wide,host=h${index % 100},disk=d${index} f=${random.next()},g=1 ${start + BigInt(index)}`));
		await influxd.write(Array.from({length: 53 * 4}, (_, index) => {
			const number = Math.floor(index / 4);
			return `m,host=h${index % 3} f=${number < 20 ? `${index}i` : (number < 25 ? `"${index}"` : index / 7)},i=${index}i ${start + BigInt(number) * week + BigInt(random.below(604_800)) * second}`;
		}));
		await influxd.write([...[0, 1, 2, 3].map(index => `wraps f=${2n ** 62n}i ${start + BigInt(index)}`), `wraps f=1.5 ${start + week}`]);
		await influxd.flush();
		const windows = [
			{start: start - week, stop: start + 60n * week},
			{start, stop: start + 10n * week},
			{start: start + 15n * week + 1n, stop: start + 26n * week},
		];
		await expectEqual(influxd, [
			queryOf({measurement: 'wide', groupBy: ['host']}, {start, stop: start + second}, 1),
			queryOf({measurement: 'wide', condition: beginsWith('disk', 'd12'), groupBy: ['disk']}, {start, stop: start + second}, 1),
			...[0, 1].map(weeks => queryOf({measurement: 'wraps'}, {start, stop: start + BigInt(weeks) * week + second}, 604_800)),
			...windows.flatMap(window => [
				queryOf({}, window, 86_400),
				queryOf({groupBy: ['host'], ...rated(1)}, window, 86_400 * 10),
				queryOf({field: 'i'}, window, 604_800),
			]),
		]);
	});
});
