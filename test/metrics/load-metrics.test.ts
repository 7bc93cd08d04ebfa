import {
	cpSync, readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {isLoaded, type LoadedIteration} from '../../source/campaign/model/iteration.js';
import {loadIterations} from '../../source/campaign/files/load.js';
import {openCampaign} from '../../source/campaign/files/parameters.js';
import {catalogue} from '../../source/metrics/catalogue.js';
import type {Engine} from '../../source/metrics/engines/engine.js';
import {loadMetrics, type MetricOutcome, type MetricsRequest} from '../../source/metrics/load-metrics.js';
import {newFolder} from '../campaign-builder.js';
import {campaignFolder, expectedOf} from './expected.js';
import {expectedSeries, recordedEngine, recordedEvery} from './recorded-engine.js';

const iterations: LoadedIteration[] = [];
for await (const iteration of loadIterations(await openCampaign(campaignFolder), {cache: false})) {
	if (isLoaded(iteration)) {
		iterations.push(iteration);
	}
}

const iterationNamed = (label: string): LoadedIteration => iterations.find(iteration => iteration.label === label)!;

const requestOf = (engine: Engine, changes: Partial<MetricsRequest> = {}): MetricsRequest => ({
	campaignFolder,
	iteration: iterationNamed('A-0'),
	metrics: catalogue,
	everySeconds: 30,
	engineName: 'auto',
	engine: async () => engine,
	cache: false,
	signal: new AbortController().signal,
	...changes,
});

/** All results of a request for A-0. */
async function load(engine: Engine, changes: Partial<MetricsRequest> = {}): Promise<readonly MetricOutcome[]> {
	const outcomes: MetricOutcome[] = [];
	for await (const outcome of loadMetrics(requestOf(engine, changes))) {
		outcomes.push(outcome);
	}

	return outcomes;
}

const namesOf = (outcomes: readonly MetricOutcome[], status: MetricOutcome['status'] = 'answered') =>
	outcomes.filter(outcome => outcome.status === status).map(({query}) => query.metric.name);
const allNames = catalogue.map(({name}) => name);

describe('the metrics of an iteration', () => {
	test('are yielded one by one in the requested order, from a single connection, with their queries and engine', async () => {
		const engine = recordedEngine();
		const outcomes = await load(engine);
		expect(engine.calls).toEqual(['open A-0', ...allNames.map(name => `query ${name}`), 'close A-0']);
		expect(outcomes).toMatchObject(allNames.map(name => ({
			status: 'answered',
			influxql: expectedOf('A-0').queries[name]?.influxql,
			engine: 'recorded 1',
			database: 'ombt-orchestrator',
			series: expectedSeries('A-0', name),
		})));
	});

	test('come with progress: of the engine, then the count out of 14', async () => {
		const said: unknown[] = [];
		await load(recordedEngine(), {
			onProgress: progress => said.push(progress.stage === 'querying' ? `${progress.done}/${progress.total}` : progress.stage),
		});
		expect(said).toEqual(['starting', ...allNames.map((_, index) => `${index}/14`)]);
	});

	test('may fail individually: the others are yielded', async () => {
		const outcomes = await load(recordedEngine({broken: ['net_recv_bus']}));
		expect(outcomes.filter(({status}) => status === 'failed')).toMatchObject([{query: {metric: {name: 'net_recv_bus'}}, reason: 'it broke'}]);
		expect(namesOf(outcomes)).toHaveLength(13);
	});

	test('all fail with reason and hint if the engine cannot connect, or if there is none', async () => {
		const outcomes = await load(recordedEngine({closed: 'A-0: damaged'}));
		expect(outcomes.map(outcome => outcome.status === 'failed' && outcome.reason)).toEqual(allNames.map(() => 'A-0: damaged; open it'));
		const none = await load(recordedEngine(), {
			async engine() {
				throw new Error('no engine');
			},
		});
		expect(none.map(outcome => outcome.status === 'failed' && outcome.reason)).toEqual(allNames.map(() => 'no engine'));
	});

	test('are rejected without an archive or times, before an engine is chosen', async () => {
		const engine = async (): Promise<Engine> => {
			throw new Error('chosen');
		};

		const iteration = iterationNamed('A-0');
		const nothing = {...iteration.clients, start: null, stop: null};
		await expect(load(recordedEngine(), {campaignFolder: newFolder(), engine})).rejects.toThrow('no influxdb-data.tar.gz');
		await expect(load(recordedEngine(), {iteration: {...iteration, clients: nothing, servers: nothing}, engine})).rejects.toThrow('no times in its logs');
	});

	test('do not need an archive with a server', async () => {
		const outcomes = await load(recordedEngine(), {campaignFolder: newFolder(), engineName: 'http://127.0.0.1:8086'});
		expect(namesOf(outcomes)).toEqual(allNames);
	});

	test('end immediately when aborted, and the engine is closed', async () => {
		const controller = new AbortController();
		const engine = recordedEngine({
			async before({metric}) {
				if (metric.name === allNames[2]) {
					controller.abort(new Error('enough'));
				}
			},
		});
		await expect(load(engine, {signal: controller.signal})).rejects.toThrow('enough');
		expect(engine.calls).toEqual(['open A-0', `query ${allNames[0] ?? ''}`, `query ${allNames[1] ?? ''}`, 'close A-0']);
	});

	test('close the engine even if the consumer stops early', async () => {
		const engine = recordedEngine();
		const outcomes = loadMetrics(requestOf(engine));
		expect(await outcomes.next()).toMatchObject({value: {status: 'answered'}});
		await outcomes.return(undefined);
		expect(engine.calls).toEqual(['open A-0', `query ${allNames[0] ?? ''}`, 'close A-0']);
	});
});

describe('results are cached', () => {
	const cached = () => ({cache: true, cacheFolder: path.join(newFolder('cache'), 'metrics')});
	const never = async (): Promise<Engine> => {
		throw new Error('an engine was needed');
	};

	/** A copy of the campaign, for tests that change the archive. */
	function ownCampaign() {
		const folder = newFolder('own');
		const name = iterationNamed('A-0').backupDir ?? '';
		cpSync(path.join(campaignFolder, name), path.join(folder, name), {recursive: true});
		return {folder, archive: path.join(folder, name, 'influxdb-data.tar.gz')};
	}

	test('so that a second run needs no engine and yields the same', async () => {
		const location = cached();
		const first = await load(recordedEngine({notes: ['a.tsm: damaged at byte 7']}), location);
		expect(await load(recordedEngine(), {...location, engine: never})).toEqual(first);
	});

	test('per metric: only missing ones are queried, and failed ones are retried', async () => {
		const location = cached();
		await load(recordedEngine({broken: ['net_recv_bus']}), {...location, metrics: catalogue.slice(6)});
		const engine = recordedEngine();
		const said: unknown[] = [];
		const outcomes = await load(engine, {
			...location,
			onProgress: progress => progress.stage === 'querying' && said.push(`${progress.done}/${progress.total}`),
		});
		expect(engine.calls).toEqual(['open A-0', ...[...allNames.slice(0, 6), 'net_recv_bus'].map(name => `query ${name}`), 'close A-0']);
		expect(namesOf(outcomes)).toHaveLength(14);
		expect(said).toEqual(['7/14', '8/14', '9/14', '10/14', '11/14', '12/14', '13/14']);
	});

	test('even if they arrived before an abort', async () => {
		const location = cached();
		const controller = new AbortController();
		const engine = recordedEngine({
			async before({metric}) {
				if (metric.name === allNames[2]) {
					controller.abort(new Error('enough'));
				}
			},
		});
		await expect(load(engine, {...location, signal: controller.signal})).rejects.toThrow('enough');
		expect(namesOf(await load(engine, {...location, engine: never}))).toEqual(allNames.slice(0, 2));
	});

	test.each([
		['another time between', {everySeconds: 60}],
		['another database', {database: 'telegraf'}],
		['another engine', {engineName: 'docker'}],
		['another program of that engine', {influxd: '/opt/influxd'}],
		['another iteration', {iteration: iterationNamed('A-1')}],
		['no cache', {cache: false}],
		['a server', {engineName: 'http://127.0.0.1:8086'}],
	])('except %s', async (_, changes) => {
		const location = cached();
		await load(recordedEngine({name: 'influxd'}), {...location, engineName: 'influxd'});
		const outcomes = await load(recordedEngine(), {
			...location, engineName: 'influxd', ...changes, engine: never,
		});
		expect(namesOf(outcomes)).toEqual([]);
		expect(namesOf(await load(recordedEngine(), {...location, engine: never}))).toEqual(allNames);
	});

	test('by the requested bucket length, even if the recording interval made it longer', async () => {
		const location = cached();
		const asked = {...location, atLeastRecorded: true, everySeconds: 10};
		const secondsOf = (outcomes: readonly MetricOutcome[]) => new Map(outcomes.map(({query: {metric, everySeconds}}) => [metric.name, everySeconds]));
		const first = await load(recordedEngine(), asked);
		expect(secondsOf(first)).toEqual(new Map(catalogue.map(({name, measurement}) => [name, recordedEvery(measurement)])));
		expect(first[0]).toMatchObject({status: 'answered', recordedSeconds: 10});
		expect(first[0]?.influxql).toContain('time(10s)');
		const again = await load(recordedEngine(), {...asked, engine: never});
		expect(namesOf(again)).toEqual(allNames);
		expect(secondsOf(again)).toEqual(secondsOf(first));
		expect(again.map(({influxql}) => influxql)).toEqual(first.map(({influxql}) => influxql));
		for (const other of [{...asked, everySeconds: 60}, {...asked, atLeastRecorded: false}]) {
			expect(namesOf(await load(recordedEngine(), {...other, engine: never}))).toEqual([]);
		}

		const longer = await load(recordedEngine(), {...asked, everySeconds: 60});
		expect(new Set(secondsOf(longer).values())).toEqual(new Set([60]));
	});

	test('except for a changed archive or a damaged entry', async () => {
		const location = cached();
		const {folder, archive} = ownCampaign();
		await load(recordedEngine(), {...location, campaignFolder: folder});
		utimesSync(archive, 1000, 1000);
		expect(namesOf(await load(recordedEngine(), {...location, campaignFolder: folder, engine: never}), 'failed')).toEqual(allNames);

		await load(recordedEngine(), {...location, campaignFolder: folder});
		const [name = ''] = readdirSync(location.cacheFolder);
		const file = path.join(location.cacheFolder, name);
		const whole = readFileSync(file);
		for (const damage of [() => {
			truncateSync(file, whole.length - 1);
		}, () => {
			writeFileSync(file, whole.toString('latin1').replace('126158848', '126158849'), 'latin1');
		}, () => {
			rmSync(file);
		}]) {
			writeFileSync(file, whole);
			expect(namesOf(await load(recordedEngine(), {...location, campaignFolder: folder, engine: never}))).toEqual(allNames);
			damage();
			expect(namesOf(await load(recordedEngine(), {...location, campaignFolder: folder, engine: never}))).toEqual([]);
		}
	});

	test('never in the campaign, and a read-only folder is ignored', async () => {
		const {folder} = ownCampaign();
		for (const cacheFolder of [path.join(folder, 'cache'), '/proc/nowhere/metrics']) {
			const outcomes = await load(recordedEngine(), {campaignFolder: folder, cache: true, cacheFolder});
			expect(namesOf(outcomes)).toEqual(allNames);
		}

		expect(readdirSync(folder)).toHaveLength(1);
	});
});
