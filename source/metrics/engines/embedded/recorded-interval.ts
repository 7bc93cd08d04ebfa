import {BlockBudget} from '../../../tsm/decode-budget.js';
import type {ReportDamage} from '../../../tsm/damage.js';
import {readSeries} from '../../../tsm/read-series.js';
import {timeBase} from '../../../tsm/time-base.js';
import type {FieldMetric, Query} from '../../metric.js';
import {countGaps} from '../../contents.js';
import type {DatedShard} from './open-shard.js';
import type {Pace} from './pace.js';
import {findParts, groupsOf} from './query.js';

/** Maximum number of series to sample: telegraf writes all series of a measurement at the same interval. */
const maxSeries = 20;

/** See `Connection.recordedSeconds`. Throws AppError field-not-numeric. */
export async function recordedSecondsIn(
	shards: readonly DatedShard[],
	{metric, window: {start, stop}}: Omit<Query<FieldMetric>, 'everySeconds'>,
	{pace, report, budget = new BlockBudget()}: {readonly pace: Pace; readonly report: ReportDamage; readonly budget?: BlockBudget},
): Promise<number | undefined> {
	const groupOf = await groupsOf(metric, []);
	const inWindow = shards.filter(shard => shard.end > start && shard.start <= stop);
	const gaps = countGaps();
	const base = timeBase(start);
	const span = {base, from: 0, to: Number(stop - start)};
	const {parts} = await findParts(inWindow, metric, groupOf, pace);
	for (const {series} of parts) {
		for (const shardSeries of series.filter(item => groupOf(item) !== undefined).slice(0, maxSeries)) {
			const steps = readSeries(shardSeries, span, {
				report,
				budget,
				emit({times}, from, to) {
					gaps.add(times, from, to);
				},
			});
			for (const _ of steps) {
				await pace();
			}
		}
	}

	return gaps.mode();
}
