import {usageError} from '../system/errors.js';
import {metricNamed, metrics} from '../metrics/catalogue.js';
import {checkEngine} from '../metrics/engines/choose-engine.js';
import type {Metric} from '../metrics/metric.js';
import {closest} from '../text/closest.js';
import {textFlag, textFlags, type Invocation} from './command.js';

export type MetricsOptions = {
	/** In the order of the catalogue. */
	readonly metrics: readonly Metric[];
	readonly engineName: string;
	readonly everySeconds: number;
	readonly maxUnpacked: number | undefined;
	readonly database: string | undefined;
	readonly influxd?: string;
	readonly image?: string;
};

/** What the flags of the command ask for. Throws a usage error for what is none. */
export function metricsOptions(invocation: Invocation): MetricsOptions {
	const given = (name: string) => textFlag(invocation, name);
	const [every, maxUnpacked, influxd, image] = [given('every'), given('max-unpacked'), given('influxd'), given('image')];
	const engineName = given('engine') ?? 'auto';
	checkEngine(engineName);
	return {
		metrics: chosenMetrics(textFlags(invocation, 'metric')),
		engineName,
		everySeconds: every === undefined ? 30 : parseEvery(every),
		maxUnpacked: maxUnpacked === undefined ? undefined : parseSize(maxUnpacked),
		database: given('database'),
		...influxd === undefined ? {} : {influxd},
		...image === undefined ? {} : {image},
	};
}

function chosenMetrics(names: readonly string[]): readonly Metric[] {
	for (const name of names) {
		if (!metricNamed(name)) {
			const known = metrics.map(metric => metric.name);
			const near = closest(name, known);
			throw usageError(`--metric ${name}: no such metric; ${near === undefined ? `there are ${known.join(', ')}` : `did you mean ${near}?`}`);
		}
	}

	return names.length === 0 ? metrics : metrics.filter(metric => names.includes(metric.name));
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

const sizes: Readonly<Record<string, number>> = {
	'': 1, b: 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12, kib: 1024, mib: 1024 ** 2, gib: 1024 ** 3, tib: 1024 ** 4,
};

function parseSize(text: string): number {
	const [, count = '', unit = ''] = /^(\d+(?:\.\d+)?) ?([kmgt]?i?b)?$/iv.exec(text) ?? [];
	const bytes = Number(count) * (sizes[unit.toLowerCase()] ?? 0);
	if (count === '' || bytes < 1) {
		throw usageError(`--max-unpacked ${text}: a size such as 500MB or 20GiB`);
	}

	return bytes;
}
