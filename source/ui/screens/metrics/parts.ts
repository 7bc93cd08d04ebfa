import type {MetricOutcome} from '../../../metrics/load-metrics.js';
import type {FieldMetric, Metric, MetricSeries} from '../../../metrics/metric.js';
import type {Condition} from '../../../metrics/query/query.js';
import {selectedIteration} from '../../state/iterations.js';
import {
	defineSlice, unchanged, type Change, type State,
} from '../../state/state.js';
import {
	iterationsInView, metrics, metricsOf, selectedMetric,
} from './state.js';

type PartsSlice = {
	/** The name of the metric whose parts are open; any other metric is shown as charts. */
	readonly of: string;
	/** The drill-down stack: at each level a metric with one series per part, and the group that was opened; undefined for all groups. */
	readonly opened: ReadonlyArray<{readonly metric: Metric; readonly group: string | undefined}>;
};

/** The drill-down state of the screen. */
const parts = defineSlice<PartsSlice>('metrics-parts', {of: '', opened: []});

/** The parts of a group: containers for docker's measurements, otherwise hosts. */
const partsIn = ({measurement}: FieldMetric) => measurement.startsWith('docker') ? {tag: 'container_name', what: 'container'} : {tag: 'host', what: 'host'};

/** The metric whose parts are shown; undefined if no group is open. */
export const openedMetric = (state: State): Metric | undefined => openedOf(state).at(-1)?.metric;

/** The group whose parts are shown; undefined for the parts of all groups and for nested parts. */
export function openedGroup(state: State): string | undefined {
	const [first, ...others] = openedOf(state);
	return others.length === 0 ? first?.group : undefined;
}

function openedOf(state: State): PartsSlice['opened'] {
	const {of, opened} = parts.get(state);
	return !metrics.get(state).isOverlaid && selectedMetric(state)?.name === of ? opened : [];
}

/** The metric on screen: that of the open parts, otherwise the selected one. */
export const shownMetric = (state: State): Metric | undefined => openedMetric(state) ?? selectedMetric(state);

/** Whether each series of the metric is a single container or host, or the metric cannot be split. */
export const isOfParts = (metric: Metric): boolean => 'statement' in metric || (metric.groupBy ?? []).includes(partsIn(metric).tag);

/** A metric with one series per container or host of a group. */
function metricOfParts(metric: FieldMetric, tags: MetricSeries['tags'], group: string): FieldMetric {
	const {tag, what} = partsIn(metric);
	const all: readonly Condition[] = [
		...metric.condition ? [metric.condition] : [],
		...Object.entries(tags).map(([name, value]): Condition => ({tag: name, operator: '=', value})),
	];
	const {condition, ...rest} = metric;
	const [first] = all;
	const each = `each ${what}${Object.keys(tags).length === 0 ? '' : ` of ${group}`}`;
	return {
		...rest,
		name: `${metric.name}, ${each}`,
		title: `${metric.title}: ${each}`,
		help: `Each ${what} by itself, from the highest mean under load.`,
		...first && {condition: all.length === 1 ? first : {all}},
		groupBy: [tag],
	};
}

/** Opens the parts of a group; of a metric whose series are parts already, these. */
export const openParts = (group: {readonly tags: MetricSeries['tags']; readonly title: string} | undefined): Change => state => {
	const metric = shownMetric(state);
	if (!metric) {
		return unchanged(state);
	}

	const opened = 'statement' in metric || isOfParts(metric) || !group
		? {metric, group: undefined}
		: {metric: metricOfParts(metric, group.tags, group.title), group: group.title};
	return parts.set({of: selectedMetric(state)?.name ?? '', opened: [...openedOf(state), opened]})(state);
};

/** Closes the innermost open parts. */
export const closeParts: Change = parts.update(({opened}) => ({opened: opened.slice(0, -1)}));

/** Whether the parts of a group are open. */
export const hasParts = (state: State): boolean => openedMetric(state) !== undefined;

type Answered = MetricOutcome & {readonly status: 'answered'};

/** The answer that is shown of the metric on screen: of the selected iteration if it has one, otherwise of the first iteration in view that has. */
export function shownOutcome(state: State): Answered | undefined {
	const name = shownMetric(state)?.name ?? '';
	const selected = selectedIteration(state);
	const inView = iterationsInView(state);
	return [...inView.filter(iteration => iteration === selected), ...inView]
		.map(iteration => metricsOf(state, iteration)?.outcomes.get(name))
		.find((outcome): outcome is Answered => outcome?.status === 'answered');
}
