import {BlockBudget} from '../../../tsm/decode-budget.js';
import type {Report} from '../../../tsm/damage.js';
import {isNumeric, readSeries} from '../../../tsm/read-series.js';
import {timeBase} from '../../../tsm/times.js';
import type {Query} from '../../metric.js';
import {countGaps} from '../recorded-gaps.js';
import type {DatedShard} from './open-shard.js';
import type {Pace} from './pace.js';
import {findSeries, groupsOf, tagsIn} from './query.js';

/** Series that are looked at: telegraf writes all of a measurement at the same pace. */
const maxSeries = 20;

/** As `Connection.recordedSeconds`. Throws AppError field-not-numeric. */
export async function recordedSecondsIn(
	shards: readonly DatedShard[],
	{metric, window: {start, stop}}: Omit<Query, 'everySeconds'>,
	{pace, report, budget = new BlockBudget()}: {readonly pace: Pace; readonly report: Report; readonly budget?: BlockBudget},
): Promise<number | undefined> {
	const groupOf = groupsOf(metric, tagsIn(shards));
	const inWindow = shards.filter(shard => shard.end > start && shard.start <= stop);
	const gaps = countGaps();
	const base = timeBase(start);
	const span = {base, from: 0, to: Number(stop - start)};
	for (const {series} of await findSeries(inWindow, metric, groupOf, pace)) {
		for (const shardSeries of series.filter(item => groupOf(item) !== undefined).slice(0, maxSeries)) {
			if (isNumeric(shardSeries)) {
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
	}

	return gaps.mostFrequent();
}
