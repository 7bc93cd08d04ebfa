import {groupBy} from '../../system/lists.js';
import {primarySide, type LoadedIteration, rawParameter} from '../model/iteration.js';
import {percentileOf} from '../model/percentiles.js';
import type {TrendAxis} from './axis.js';
import type {CampaignColumns} from './campaign-columns.js';
import {measuredValue, numberOf} from './column-text.js';
import type {Column} from './columns.js';
import {
	changingParameters, columnValue, distinctions, seriesBy,
} from './series.js';
import {
	uniqueFolders, settingsKey, sweepsOf, type Sweep,
} from './sweeps.js';

/**
 * A column along an axis for one sweep; points ascend in x, those with a null x come first; y is null if there is no value. For a latency, `low`
 * and `high` are p5 and p95 (ms) of the primary side.
 */
export type TrendLine = ReturnType<typeof lineOf>;

/** What to draw as lines. */
export type TrendOptions = {
	readonly own: CampaignColumns;
	/** By default each line shows the mean latency of its primary side, as the notebook's figures do. */
	readonly column: Column | undefined;
	readonly axis: TrendAxis;
	/** Column names: one line per combination of their values. By default one line per sweep. */
	readonly series?: readonly string[] | undefined;
};

/** The lines, ordered by driver; a line never mixes call types. */
export function trendLines(given: readonly LoadedIteration[], options: TrendOptions): readonly TrendLine[] {
	const {own, axis, series} = options;
	const iterations = uniqueFolders(given);
	const groups = [...groupBy(iterations, ({ranAs}) => ranAs ?? '')];
	const lines = groups.flatMap(([, group]) => {
		const sweeps = series ? seriesBy(group, series, own) : sweepsOf(group, axis.name);
		return sweeps.map(sweep => lineOf(sweep, group, options));
	});
	const orderOf = ({points: [first]}: TrendLine) => `${first?.iteration.driver ?? ''}\0${first?.iteration.ranAs ?? ''}`;
	return lines.sort((a, b) => orderOf(a) < orderOf(b) ? -1 : (orderOf(a) > orderOf(b) ? 1 : 0));
}

function lineOf(sweep: Sweep, others: readonly LoadedIteration[], {own, column: given, axis, series}: TrendOptions) {
	const first = sweep[0]!;
	const column = given ?? own.named(primarySide(first) === 'clients' ? 'client_latency_avg' : 'server_latency_avg');
	const stdev = column?.deviation === undefined ? undefined : own.named(column.deviation);
	const points = sweep.map(iteration => {
		const {latency} = iteration[primarySide(iteration)];
		const spread = (percent: number) => column?.isLatency ? percentileOf(latency, percent)?.value ?? null : null;
		return {
			iteration,
			index: iteration.index,
			iteration_id: rawParameter(iteration, 'iteration_id'),
			x: axis.valueOf(iteration),
			y: metricValue(iteration, column),
			stdev: metricValue(iteration, stdev),
			low: spread(5),
			high: spread(95),
		};
	}).sort((a, b) => (a.x ?? -Infinity) - (b.x ?? -Infinity) || 0);
	const shared = (name: string) => sweep.every(iteration => rawParameter(iteration, name) === rawParameter(first, name)) ? rawParameter(first, name) : null;
	return {
		driver: shared('driver'),
		call_type: shared('call_type'),
		/** The call type that ran; charts are separated by it. */
		ranAs: first.ranAs,
		metric: column?.id ?? '',
		x: axis.name,
		/** The columns on both axes. */
		column,
		axis,
		/** The values that name the line: of the series columns, or of the parameters that distinguish the sweep. */
		series: series
			? Object.fromEntries(series.map(name => [own.named(name)?.id ?? name, columnValue(first, name, own)]))
			: distinctions(sweep, others, {own, x: axis.name}),
		/** Units by column id. */
		units: Object.fromEntries(own.all.flatMap(({id, unit}) => unit === undefined ? [] : [[id, unit]])) as Readonly<Record<string, string>>,
		/** The parameters that change along the line. */
		changing: changingParameters(sweep, axis.name),
		points,
		/** The points that the line connects. */
		joined: joinedPath(points),
	};
}

type PathPoint = {readonly x: number | null; readonly y: number | null};

/**
 * The points of the connecting line: repeats, which are equal in every parameter, are replaced by their median. Other points with the same x are
 * not connected: a gap in the line.
 */
const joinedPath = (points: ReadonlyArray<PathPoint & {readonly iteration: LoadedIteration}>): readonly PathPoint[] =>
	[...groupBy(points, ({x}) => x)].map(([x, group]) => {
		const areRepeats = group.length === 1 || new Set(group.map(({iteration}) => settingsKey(iteration))).size === 1;
		return {x, y: areRepeats ? median(group.flatMap(({y}) => y === null ? [] : [y])) : null};
	});

/** The median; null for an empty list. */
export function median(values: readonly number[]): number | null {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	const upper = sorted[middle];
	return upper === undefined ? null : (sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2);
}

const metricValue = (iteration: LoadedIteration, column: Column | undefined): number | null => column ? numberOf(measuredValue(column, iteration)) : null;
