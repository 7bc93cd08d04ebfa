import {isLoaded, type Iteration, type LoadedIteration} from '../../../campaign/model/iteration.js';
import type {MetricOutcome} from '../../../metrics/load-metrics.js';
import type {Metric} from '../../../metrics/metric.js';
import {displayUnit, type TimeScale} from '../../../plots/time-scale.js';
import {memoizeEach, memoizeLast} from '../../../system/memoize.js';
import {formatAmount, formatCount} from '../../../text/numbers.js';
import type {Change, State} from '../../state/state.js';
import {
	metrics, metricsIn, selectedMetric, type IterationMetrics, type KnownMetrics,
} from './state.js';

/** Whether all iterations share a scale, complete or stopped. */
const hasCommonScale = (state: State): boolean => metrics.get(state).scale !== 'own';

/** Switches between a scale shared by all iterations and one per iteration. */
export const toggleScale: Change = metrics.update(({scale}) => ({scale: scale === 'own' ? 'common' : 'own'}));

const loaded = memoizeEach((iterations: readonly Iteration[]): readonly LoadedIteration[] => iterations.filter(iteration => isLoaded(iteration)));

/** The iterations whose answer the common scale still needs. */
export function unscaledIterations(state: State): readonly LoadedIteration[] {
	const metric = selectedMetric(state);
	return metric && metrics.get(state).scale === 'common' ? unscaled(loaded(state.iterations), metric, metrics.get(state).known) : [];
}

const unscaled = memoizeLast((iterations: readonly LoadedIteration[], {name}: Metric, known: KnownMetrics): readonly LoadedIteration[] =>
	iterations.filter(iteration => isUnanswered(metricsIn(known, iteration), name)));

const isUnanswered = (known: IterationMetrics | undefined, name: string): boolean =>
	known === undefined || (known.failure === undefined && !known.outcomes.has(name));

/** Whether iterations are being loaded for the common scale. */
export const isScaling = (state: State): boolean => unscaledIterations(state).length > 0;

/** Stops loading; the scale is that of the loaded iterations. */
export const stopScaling: Change = metrics.set({scale: 'stopped'});

/** The minimum and the maximum value of a result, and 0. */
const extremesOf = memoizeEach((outcome: MetricOutcome): {readonly bottom: number; readonly top: number} => {
	let [bottom, top] = [0, 0];
	for (const {points} of outcome.status === 'answered' ? outcome.series : []) {
		for (const [, value] of points) {
			bottom = Math.min(bottom, value ?? 0);
			top = Math.max(top, value ?? 0);
		}
	}

	return {bottom, top};
});

const outcomesOf = memoizeLast((iterations: readonly LoadedIteration[], {name}: Metric, known: KnownMetrics): readonly MetricOutcome[] =>
	iterations.flatMap(iteration => metricsIn(known, iteration)?.outcomes.get(name) ?? []).filter(({status}) => status === 'answered'));

/** The given scale of charts, extended to all loaded iterations if the scale is common. */
export function sharedScale(state: State, metric: Metric, scale: TimeScale): TimeScale {
	if (!hasCommonScale(state)) {
		return scale;
	}

	const extremes = outcomesOf(loaded(state.iterations), metric, metrics.get(state).known).map(outcome => extremesOf(outcome));
	const top = extremes.reduce((max, item) => Math.max(max, item.top), scale.top * scale.unit.size);
	const bottom = extremes.reduce((min, item) => Math.min(min, item.bottom), scale.bottom * scale.unit.size);
	const unit = displayUnit(metric.unit, [bottom, top]);
	return {
		...scale, bottom: bottom / unit.size, top: top / unit.size, unit,
	};
}

/** Describes a common scale: `one scale for 9 iterations, 1 without an answer`; empty for a scale per iteration. */
export function scaleText(state: State, metric: Metric): readonly string[] {
	const {scale, known} = metrics.get(state);
	if (scale === 'own') {
		return [];
	}

	const all = loaded(state.iterations);
	const answered = outcomesOf(all, metric, known).length;
	const waiting = unscaled(all, metric, known).length;
	const failed = all.length - answered - waiting;
	const count = waiting === 0 ? formatAmount(answered, 'iteration') : `${formatCount(answered)} of ${formatAmount(all.length, 'iteration')}`;
	return [`one scale for ${count}${waiting === 0 ? '' : (scale === 'stopped' ? ', stopped' : ' so far')}${failed === 0 ? '' : `, ${formatCount(failed)} without an answer`}`];
}
