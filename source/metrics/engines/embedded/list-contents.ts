import {BlockBudget} from '../../../tsm/decode-budget.js';
import type {Report} from '../../../tsm/damage.js';
import {readSeries} from '../../../tsm/read-series.js';
import {fieldMark, parseSeriesKey} from '../../../tsm/series-key.js';
import {timeBase} from '../../../tsm/times.js';
import {byName, medianInterval, type MeasurementContents} from '../../contents.js';
import type {DatedShard} from './open-shard.js';
import type {Pace} from './pace.js';

type Found = {readonly fields: Map<string, string>; readonly tags: Map<string, Set<string>>; readonly series: Set<string>};

type Options = {readonly pace: Pace; readonly report: Report};

/** What the shards hold, by measurements in the order of their names. What was deleted as a whole is not there. */
export async function listContents(shards: readonly DatedShard[], {pace, report}: Options): Promise<readonly MeasurementContents[]> {
	const found = new Map<string, Found>();
	for (const shard of shards) {
		for (const {key, type} of await shard.keys()) {
			await pace();
			collect(found, key, type);
		}
	}

	const contents: MeasurementContents[] = [];
	for (const [measurement, {fields, tags, series}] of [...found].sort(([name], [other]) => name < other ? -1 : 1)) {
		const listed = byName([...fields].map(([name, type]) => ({name, type})));
		contents.push({
			measurement,
			fields: listed,
			tags: byName([...tags].map(([name, values]) => ({name, values: values.size}))),
			series: series.size,
			everySeconds: medianInterval(await sampleTimes(shards, measurement, listed[0]?.name ?? '', {pace, report})),
		});
	}

	return contents;
}

function collect(found: Map<string, Found>, key: string, type: string): void {
	const end = key.indexOf(fieldMark);
	const parts = parseSeriesKey(key);
	if (!parts) {
		return;
	}

	const known = found.get(parts.measurement) ?? {fields: new Map<string, string>(), tags: new Map<string, Set<string>>(), series: new Set<string>()};
	found.set(parts.measurement, known);
	known.fields.set(parts.field, known.fields.get(parts.field) ?? type);
	const series = key.slice(0, end);
	if (!known.series.has(series)) {
		known.series.add(series);
		for (const [name, value] of parts.tags) {
			known.tags.set(name, (known.tags.get(name) ?? new Set()).add(value));
		}
	}
}

const sampledSeries = 5;
const sampledPoints = 200;

/** The first times of some series of a field, in ms from a base of each. */
async function sampleTimes(
	shards: readonly DatedShard[],
	measurement: string,
	field: string,
	{pace, report}: Options,
): Promise<ReadonlyArray<readonly number[]>> {
	const samples: number[][] = [];
	for (const shard of shards) {
		for (const series of (await shard.series(measurement, field)).slice(0, sampledSeries - samples.length)) {
			await pace();
			const times: number[] = [];
			const span = {base: timeBase(shard.start), from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY};
			const steps = readSeries(series, span, {
				report,
				budget: new BlockBudget(),
				emit(points, from, to) {
					for (let index = from; index < to && times.length < sampledPoints; index++) {
						times.push(points.times[index]! / 1e6);
					}
				},
			});
			for (const _ of steps) {
				if (times.length >= sampledPoints) {
					break;
				}
			}

			samples.push(times);
		}
	}

	return samples;
}
