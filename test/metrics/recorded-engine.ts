import path from 'node:path';
import type {Connection, Engine} from '../../source/metrics/engines/engine.js';
import type {MetricSeries, Query} from '../../source/metrics/metric.js';
import {AppError} from '../../source/system/errors.js';
import {expectedOf} from './expected.js';

/** The recorded answers of influxd, as returned by an engine. */
export const expectedSeries = (iterationId: string, metric: string): readonly MetricSeries[] =>
	(expectedOf(iterationId).queries[metric]?.response.results[0]?.series ?? []).map(({tags = {}, values}) => ({
		tags, points: values.map(([time, value]) => [Math.round(time / 1e6), value]),
	}));

/** The recording interval of a measurement of the fixtures (s). */
export const recordedEvery = (measurement: string): number => measurement === 'netstat' || measurement === 'rabbitmq_overview' ? 30 : 10;

export type RecordedEngine = Engine & {
	/** Its calls in order: `open A-0`, `query usage_mem_bus`, `close A-0`. */
	readonly calls: readonly string[];
};

type Options = {
	readonly name?: string;
	/** Metrics whose queries fail. */
	readonly broken?: readonly string[];
	/** Why no database can be opened. */
	readonly closed?: string;
	/** Reported damage. */
	readonly notes?: readonly string[];
	/** Awaited before each answer. */
	readonly before?: (query: Query) => Promise<void>;
};

/** An engine that replays the answers of a real influxd 1.6.7 for the campaign of the fixtures. */
export function recordedEngine({name = 'recorded', broken = [], closed, notes = [], before}: Options = {}): RecordedEngine {
	const calls: string[] = [];
	return {
		name,
		calls,
		whyUnavailable: async () => undefined,
		async open(archive, {signal, onProgress}) {
			const [, id = 'A-0'] = /iteration_id__(.-\d)/v.exec(path.dirname(archive.path)) ?? [];
			calls.push(`open ${id}`);
			onProgress?.({stage: 'starting'});
			signal.throwIfAborted();
			if (closed !== undefined) {
				throw new AppError('engine-unavailable', closed, {hint: 'open it', status: 1});
			}

			return connection(id);
		},
	};

	function connection(id: string): Connection {
		return {
			version: `${name} 1`,
			database: 'ombt-orchestrator',
			notes,
			async query(query, signal) {
				await before?.(query);
				signal.throwIfAborted();
				calls.push(`query ${query.metric.name}`);
				if (broken.includes(query.metric.name)) {
					throw new Error('it broke');
				}

				return expectedSeries(id, query.metric.name);
			},
			recordedSeconds: async ({metric}) => 'field' in metric ? recordedEvery(metric.measurement) : undefined,
			list: async () => [],
			otherDatabases: async () => [],
			async close() {
				calls.push(`close ${id}`);
			},
		};
	}
}
