import {isLoaded, type Iteration, type LoadedIteration} from '../../../campaign/model/iteration.js';
import type {MetricOutcome} from '../../../metrics/load-metrics.js';
import type {Metric} from '../../../metrics/metric.js';
import {displayUnit} from '../../../plots/quantity.js';
import type {TimeScale} from '../../../plots/time-scale.js';
import {memoizeEach, memoizeLast} from '../../../system/memoize.js';
import {formatCount} from '../../../text/numbers.js';
import {amountOf} from '../../../reports/formats.js';
import type {Change, State} from '../../state/state.js';
import {
	metrics, metricsIn, selectedMetric, type IterationMetrics, type KnownMetrics,
} from './state.js';

/** Whether charts of all iterations have one scale; also while its reading was stopped. */
const hasCommonScale = (state: State): boolean => metrics.get(state).scale !== 'own';

/** One scale for all iterations of the metric, or for each its own. */
export const toggleScale: Change = metrics.update(({scale}) => ({scale: scale === 'own' ? 'common' : 'own'}));

const loaded = memoizeEach((iterations: readonly Iteration[]): readonly LoadedIteration[] => iterations.filter(iteration => isLoaded(iteration)));

/** The iterations that the metric has to be read of for the common scale: those of which nothing came of it yet. */
export function unscaledIterations(state: State): readonly LoadedIteration[] {
	const metric = selectedMetric(state);
	return metric && metrics.get(state).scale === 'common' ? unscaled(loaded(state.iterations), metric, metrics.get(state).known) : [];
}

const unscaled = memoizeLast((iterations: readonly LoadedIteration[], {name}: Metric, known: KnownMetrics): readonly LoadedIteration[] =>
	iterations.filter(iteration => isOpen(metricsIn(known, iteration), name)));

const isOpen = (known: IterationMetrics | undefined, name: string): boolean =>
	known === undefined || (known.failure === undefined && !known.outcomes.has(name));

/** Whether iterations are being read for the common scale. */
export const isScaling = (state: State): boolean => unscaledIterations(state).length > 0;

/** Reads no more of them: the scale is that of those that are known. */
export const stopScaling: Change = metrics.set({scale: 'stopped'});

/** The greatest value of an answer, and the greatest there is in either direction. */
const extremesOf = memoizeEach((outcome: MetricOutcome): {readonly top: number; readonly size: number} => {
	let [top, size] = [0, 0];
	for (const {points} of outcome.status === 'answered' ? outcome.series : []) {
		for (const [, value] of points) {
			top = Math.max(top, value ?? 0);
			size = Math.max(size, Math.abs(value ?? 0));
		}
	}

	return {top, size};
});

const outcomesOf = memoizeLast((iterations: readonly LoadedIteration[], {name}: Metric, known: KnownMetrics): readonly MetricOutcome[] =>
	iterations.flatMap(iteration => metricsIn(known, iteration)?.outcomes.get(name) ?? []).filter(({status}) => status === 'answered'));

/** The scale of charts, or what all iterations of the metric have in common. */
export function sharedScale(state: State, metric: Metric, scale: TimeScale): TimeScale {
	if (!hasCommonScale(state)) {
		return scale;
	}

	const extremes = outcomesOf(loaded(state.iterations), metric, metrics.get(state).known).map(outcome => extremesOf(outcome));
	const top = extremes.reduce((greatest, item) => Math.max(greatest, item.top), scale.top * scale.unit.size);
	const unit = displayUnit(metric.unit, [top, ...extremes.map(({size}) => size)]);
	return {...scale, top: top / unit.size, unit};
}

/** Whose scale is drawn: `one scale for 9 iterations, 1 without an answer`; nothing where it is the charts' own. */
export function scaleText(state: State, metric: Metric): readonly string[] {
	const {scale, known} = metrics.get(state);
	if (scale === 'own') {
		return [];
	}

	const all = loaded(state.iterations);
	const answered = outcomesOf(all, metric, known).length;
	const waiting = unscaled(all, metric, known).length;
	const failed = all.length - answered - waiting;
	const count = waiting === 0 ? amountOf(answered, 'iteration') : `${formatCount(answered)} of ${amountOf(all.length, 'iteration')}`;
	return [`one scale for ${count}${waiting === 0 ? '' : (scale === 'stopped' ? ', stopped' : ' so far')}${failed === 0 ? '' : `, ${formatCount(failed)} without an answer`}`];
}
