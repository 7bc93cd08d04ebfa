import type {ValueType} from '../../../tsm/block.js';
import {BlockBudget, DecodeBudget} from '../../../tsm/decode-budget.js';
import type {ReportDamage} from '../../../tsm/damage.js';
import {type Field, FieldSelection} from '../../../tsm/field-selection.js';
import {readSeries} from '../../../tsm/read-series.js';
import {utf8Of} from '../../../tsm/series-key.js';
import {findSeries, type ShardSeries} from '../../../tsm/shard.js';
import {timeBase} from '../../../tsm/time-base.js';
import {byName, medianInterval, type MeasurementContents} from '../../contents.js';
import {type MeasurementCounts, CountedKeys, sampledSeries} from './counted-keys.js';
import {DeletedKeys, KeyFiles} from './key-files.js';
import type {BufferedFiles} from './buffered-files.js';
import type {ArchiveShard} from './open-shard.js';
import type {Pace} from './pace.js';
import type {Pass} from './series-cache.js';
import {ShardFiles, shardName} from './shard-files.js';

type Options = {
	readonly pass: Pass;
	readonly buffers: BufferedFiles;
	readonly pace: Pace;
	readonly report: ReportDamage;
	/** Whether there are tombstones. */
	readonly hasTombstones: boolean;
};

/** Lists the contents of the shards, sorted by measurement. Completely deleted series are omitted. */
export async function listContents(shards: readonly ArchiveShard[], options: Options): Promise<readonly MeasurementContents[]> {
	const measurements = await countKeys(shards, options);
	const listed = [...measurements].sort(([name], [other]) => name < other ? -1 : 1).map(([measurement, {shards: parts, tags, series}]) => ({
		measurement,
		fields: byName(fieldsOf(shards, parts)),
		tags: byName([...tags].map(([name, values]) => ({name, values: values.size}))),
		series,
	}));
	const samples = await readSamples(shards, measurements, listed.map(({measurement, fields}) => ({measurement, field: fields[0]?.name ?? ''})), options);
	return listed.map((item, index) => ({...item, everySeconds: medianInterval(samples[index] ?? [])}));
}

async function countKeys(shards: readonly ArchiveShard[], {pass, report, hasTombstones}: Options): Promise<ReadonlyMap<string, MeasurementCounts>> {
	const counted = new CountedKeys();
	const budget = new DecodeBudget();
	const deleted = new DeletedKeys({report, budget});
	if (hasTombstones) {
		await pass(deleted, budget);
	}

	const keys = new KeyFiles({
		report, budget, counted, deleted, shards: new Set(shards.map(({path}) => shardName(path))),
	});
	await pass(keys, budget);
	for (const {path} of shards) {
		keys.countLog(path);
	}

	return counted.measurements;
}

/** The fields of a measurement; if their types differ between shards, the first one is used. */
function fieldsOf(shards: readonly ArchiveShard[], parts: MeasurementCounts['shards']): ReadonlyArray<{readonly name: string; readonly type: ValueType}> {
	const types = new Map<string, ValueType>();
	for (const {path} of shards) {
		for (const [field, type] of parts.get(shardName(path))?.types ?? []) {
			const name = utf8Of(field);
			types.set(name, types.get(name) ?? type);
		}
	}

	return [...types].map(([name, type]) => ({name, type}));
}

/** Reads, for each field, the first times of some of its series, in ms relative to a base per series. */
async function readSamples(
	shards: readonly ArchiveShard[],
	measurements: ReadonlyMap<string, MeasurementCounts>,
	fields: readonly Field[],
	{pass, buffers, report, pace}: Options,
): Promise<ReadonlyArray<ReadonlyArray<readonly number[]>>> {
	const keys = [...measurements.values()].flatMap(({shards: parts}) => [...parts.values()].flatMap(({first}) => first?.keys ?? []));
	const budget = new DecodeBudget();
	const files = new ShardFiles({
		selection: new FieldSelection(fields, new Set(keys)), buffers, report, budget,
	});
	await pass(files, budget);
	const samples: number[][][] = [];
	for (const {measurement, field} of fields) {
		const found: number[][] = [];
		for (const {start, path} of shards) {
			for (const series of findSeries(files.shard(path), measurement, field).slice(0, sampledSeries - found.length)) {
				await pace();
				found.push(firstTimes(series, start, report));
			}
		}

		samples.push(found);
	}

	return samples;
}

const sampledPoints = 200;

function firstTimes(series: ShardSeries, start: bigint, report: ReportDamage): number[] {
	const times: number[] = [];
	const span = {base: timeBase(start), from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY};
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

	return times;
}
