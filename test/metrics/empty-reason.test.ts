import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {loadIterations} from '../../source/campaign/files/load.js';
import {openCampaign} from '../../source/campaign/files/parameters.js';
import {isLoaded, type LoadedIteration} from '../../source/campaign/model/iteration.js';
import {embedded} from '../../source/metrics/engines/embedded/embedded.js';
import type {Engine} from '../../source/metrics/engines/engine.js';
import {influxdEngine} from '../../source/metrics/engines/influxd/influxd.js';
import {loadMetrics, type MetricOutcome} from '../../source/metrics/load-metrics.js';
import type {Metric} from '../../source/metrics/metric.js';
import {typedMetric} from '../../source/metrics/query/parse-query.js';
import {emptyReasonText} from '../../source/reports/empty-reason-text.js';
import {newFolder} from '../campaign-builder.js';
import {campaignFolder} from './expected.js';
import {hasInfluxd} from './engines/real-influxd.js';

const iterations: LoadedIteration[] = [];
for await (const iteration of loadIterations(await openCampaign(campaignFolder), {cache: false})) {
	iterations.push(...isLoaded(iteration) ? [iteration] : []);
}

async function load(engine: Engine, metrics: readonly Metric[], cacheFolder?: string): Promise<readonly MetricOutcome[]> {
	const outcomes: MetricOutcome[] = [];
	for await (const outcome of loadMetrics({
		campaignFolder,
		iteration: iterations[0]!,
		metrics,
		everySeconds: 30,
		engineName: engine.name,
		engine: async () => engine,
		explainsEmpty: true,
		signal: new AbortController().signal,
		...cacheFolder === undefined ? {cache: false} : {cacheFolder},
	})) {
		outcomes.push(outcome);
	}

	return outcomes;
}

const reasonsOf = (outcomes: readonly MetricOutcome[]) =>
	outcomes.map(outcome => outcome.status === 'answered' ? outcome.whyEmpty && emptyReasonText(outcome.whyEmpty) : outcome.reason);

const every = 'GROUP BY time(30s)';
const cases = [
	[`SELECT mean(usage) FROM docker_container_memory ${every}`, 'the database ombt-orchestrator has no measurement docker_container_memory; it has cpu, docker_container_cpu, docker_container_mem, mem, net, netstat and 2 more'],
	[`SELECT mean(usag) FROM docker_container_mem ${every}`, 'docker_container_mem has no field usag; it has container_id, limit, max_usage, usage, usage_percent'],
	[`SELECT mean(bytes_sent) FROM net WHERE rack='bus' ${every}`, 'net has points in this time, but no series with the tag rack'],
	[`SELECT mean(bytes_sent) FROM net WHERE role=~/^x/ ${every}`, 'net has points in this time, with role bus, control-bus, ombt-client, ombt-server'],
	[`SELECT mean(bytes_sent) FROM net WHERE time < '2026-11-23T11:00:00Z' AND time > '2026-11-23T10:00:00Z' ${every}`, 'net has points, but none in this time; the first after it is of 2026-11-23 11:38 UTC'],
	[`SELECT mean(bytes_sent) FROM net WHERE time < '2020-11-23T11:00:00Z' AND time > '2020-11-23T10:00:00Z' ${every}`, 'net has points, but none within a week of this time'],
] as const;

describe.for([['embedded', embedded], ['influxd', influxdEngine()]] as const)('%s', ([name, engine]) => {
	test.skipIf(name === 'influxd' && !hasInfluxd).for(cases)('%s: %s', async ([query, text]) => {
		const [first, again] = await load(engine, [typedMetric(query)]);
		// The result comes first, the reason later.
		expect(first).toMatchObject({status: 'answered', series: []});
		expect(first).not.toHaveProperty('whyEmpty');
		expect(reasonsOf([again!])).toEqual([text]);
	});
});

test('the reason is cached with the result; results with data have none', async () => {
	const cacheFolder = path.join(newFolder('why-empty'), 'metrics');
	const metrics = [typedMetric(cases[0][0]), typedMetric(`SELECT mean(usage) FROM docker_container_mem ${every}`)];
	expect(reasonsOf(await load(embedded, metrics, cacheFolder))).toEqual([undefined, undefined, cases[0][1]]);
	const broken: Engine = {
		...embedded,
		async open() {
			throw new Error('opened');
		},
	};
	expect(reasonsOf(await load(broken, metrics, cacheFolder))).toEqual([cases[0][1], undefined]);
});
