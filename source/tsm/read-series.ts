import {
	type Numbers, type Points, readNumbers, type ValueType,
} from './block.js';
import {ByteCursor} from './byte-cursor.js';
import type {BlockBudget} from './decode-budget.js';
import {Damage, type ReportDamage, tryRead} from './damage.js';
import {
	type Emit, mergePoints, firstIndexFrom, type PointSource, type Slice,
} from './merge.js';
import type {ShardSeries, TsmFile} from './shard.js';
import type {TimeBase} from './time-base.js';
import {type TimeRange, TimeRanges} from './time-ranges.js';
import type {IndexEntry, TsmIndex} from './tsm-index.js';

/** Times from `from` to `to`, inclusive, in nanoseconds from the base. */
export type Span = {readonly base: TimeBase; readonly from: number; readonly to: number};

type ReadOptions = {
	readonly report: ReportDamage;
	/** The budget of the query. */
	readonly budget: BlockBudget;
	readonly emit: Emit<Numbers>;
};

/**
 * Emits the points of a series within the span as numbers, ascending and without duplicate times, yielding regularly. Reads only blocks that
 * overlap the span; damaged ones are reported and skipped.
 */
export function * readSeries(series: ShardSeries, span: Span, {report, budget, emit}: ReadOptions): Generator<void> {
	const {
		key, files, positions, column, type,
	} = series;
	const sources: Array<PointSource<Numbers>> = [];
	for (const [number, file] of files.entries()) {
		const position = positions[number]!;
		if (position !== -1) {
			sources.push(blocksOf(file, {key, position}, {
				type, span, report, budget,
			}));
		}
	}

	if (column) {
		sources.push(singleSlice(column.points(type, span.base), span));
	}

	yield * mergePoints(sources, emit);
}

function singleSlice(points: Points<Numbers>, span: Span): PointSource<Numbers> {
	let slice = within(points, span);
	return () => {
		const given = slice;
		slice = undefined;
		return given;
	};
}

type Requested = {readonly type: ValueType; readonly span: Span; readonly report: ReportDamage; readonly budget: BlockBudget};

type Place = {readonly key: string; readonly position: number};

function blocksOf({index, tombstones}: TsmFile, {key, position}: Place, {type, span, report, budget}: Requested): PointSource<Numbers> {
	const blocks = index.blocksAt(position);
	const {count} = blocks;
	const deleted = rangesOf(tombstones.get(key) ?? [], span.base);
	let next = 0;
	let last = Number.NEGATIVE_INFINITY;
	return () => {
		while (next < count) {
			const entry = blocks.entry(next++, span.base);
			if (entry.max < span.from || entry.min > span.to) {
				continue;
			}

			if (!budget.take(index, entry.size)) {
				report(new Damage(index.name, entry.offset, 'more blocks than the file can hold'));
				return undefined;
			}

			const previous = last;
			const points = tryRead(report, () => {
				if (entry.min <= previous) {
					throw new Damage(index.name, entry.offset, 'a block that begins before the one before it ends');
				}

				const read = readEntry(index, entry, type, span.base);
				budget.count(read.times.length);
				return read;
			});
			const slice = points && within(deleted ? without(points, deleted) : points, span);
			if (slice) {
				last = entry.max;
				return slice;
			}
		}

		return undefined;
	};
}

function readEntry(file: TsmIndex, entry: IndexEntry, type: ValueType, base: TimeBase): Points<Numbers> {
	const {offset, min, max} = entry;
	const points = readNumbers(new ByteCursor(file.block(entry), file.name, offset), type, base);
	if (points.times[0] !== min || points.times.at(-1) !== max) {
		throw new Damage(file.name, offset, 'a block whose times differ from the index');
	}

	return points;
}

const rangesOf = (ranges: readonly TimeRange[], base: TimeBase): TimeRanges | undefined => ranges.length === 0
	? undefined
	: new TimeRanges(ranges.map(({min, max}) => [Number(min - base.value), Number(max - base.value)]));

function without({times, values}: Points<Numbers>, deleted: TimeRanges): Points<Numbers> {
	const isLeft = (_: unknown, index: number) => !deleted.has(times[index] ?? 0);
	// The array types have different `filter` signatures.
	const left
		= values instanceof Float64Array
			? values.filter((value, index) => isLeft(value, index))
			: values.filter((value: bigint, index: number) => isLeft(value, index));
	return {times: times.filter((time, index) => isLeft(time, index)), values: left};
}

function within(points: Points<Numbers>, {from, to}: Span): Slice<Numbers> | undefined {
	const {times} = points;
	const first = firstIndexFrom(times, from);
	const end = firstIndexFrom(times, to, first);
	const behind = times[end] === to ? end + 1 : end;
	return first < behind
		? {
			times, values: points.values, from: first, to: behind,
		}
		: undefined;
}
