import {usageError} from '../system/errors.js';
import {catalogue} from '../metrics/catalogue.js';
import {checkEngine} from '../metrics/engines/choose-engine.js';
import {readUserMetrics} from '../metrics/user-metrics.js';
import type {Metric} from '../metrics/metric.js';
import {suggestion} from '../text/names.js';
import {textFlag, textFlags, type Invocation} from './command.js';
import {parseSize} from './flag-values.js';

/** The parsed flags of a command that queries metrics. */
export type MetricsOptions = {
	/** The metrics of the catalogue, then those of the user's configuration, then a query from the command line. */
	readonly metrics: readonly Metric[];
	/** Problems in the user's configuration, one line each. */
	readonly problems: readonly string[];
	/** Whether all of them require InfluxDB. */
	readonly needsInfluxdb: boolean;
	readonly engineName: string;
	readonly everySeconds: number;
	/** Whether metrics without data come with the reason; true for metrics requested by name. */
	readonly explainsEmpty: boolean;
	readonly maxUnpacked: number | undefined;
	readonly database: string | undefined;
	readonly influxd?: string;
	readonly image?: string;
};

/** Parses the metric flags of a command; `everySeconds` is the default bucket length. Throws a usage error for invalid values. */
export async function metricsOptions(invocation: Invocation, {everySeconds = 30}: {readonly everySeconds?: number} = {}): Promise<MetricsOptions> {
	const given = (name: string) => textFlag(invocation, name);
	const [every, maxUnpacked, influxd, image] = [given('every'), given('max-unpacked'), given('influxd'), given('image')];
	const engineName = given('engine') ?? 'auto';
	checkEngine(engineName);
	const {metrics: userMetrics, problems} = await readUserMetrics();
	const [names, influxql] = [textFlags(invocation, 'metric'), given('influxql')];
	const chosen = await chosenMetrics(names, influxql, [...catalogue, ...userMetrics]);
	return {
		metrics: chosen,
		problems,
		explainsEmpty: names.length > 0 || influxql !== undefined,
		needsInfluxdb: chosen.every(metric => 'statement' in metric),
		engineName,
		everySeconds: every === undefined ? everySeconds : parseEvery(every),
		maxUnpacked: maxUnpacked === undefined ? undefined : parseSize('max-unpacked', maxUnpacked),
		database: given('database'),
		...influxd === undefined ? {} : {influxd},
		...image === undefined ? {} : {image},
	};
}

async function chosenMetrics(names: readonly string[], influxql: string | undefined, known: readonly Metric[]): Promise<readonly Metric[]> {
	for (const name of names) {
		if (!known.some(metric => metric.name === name)) {
			throw usageError(`--metric ${name}: no such metric; ${suggestion(name, known.map(metric => metric.name))}`);
		}
	}

	const named = known.filter(metric => names.includes(metric.name));
	if (influxql === undefined) {
		return names.length === 0 ? known : named;
	}

	const {typedMetric} = await import('../metrics/query/parse-query.js');
	return [...named, typedMetric(influxql)];
}

const seconds: Readonly<Record<string, number>> = {s: 1, m: 60, h: 3600};
const longest = 86_400;

function parseEvery(text: string): number {
	const [, count = '', unit = ''] = /^(\d{1,6})([smh])$/v.exec(text) ?? [];
	const every = Number(count) * (seconds[unit] ?? 0);
	if (every < 1 || every > longest) {
		throw usageError(`--every ${text}: a whole number of s, m or h, from 1s to 24h, such as 30s`);
	}

	return every;
}
