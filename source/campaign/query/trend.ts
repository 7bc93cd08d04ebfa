import {groupBy} from '../../system/group-by.js';
import {primarySide, type LoadedIteration, asWritten} from '../model/iteration.js';
import {percentileOf} from '../model/percentiles.js';
import {measured, numberOf} from './column-text.js';
import {columnNamed, type Column} from './columns.js';
import {
	changingParameters, distinctions, sweepsOf, type Sweep,
} from './sweeps.js';

/**
 * A column over clients, servers or the position in the campaign, for one sweep; points ascending in x, y null where there is no value. Of a
 * latency `low` and `high` are p5 and p95 (ms) of the primary side.
 */
export type TrendLine = ReturnType<typeof lineOf>;

/** A line per sweep, by driver; without a column each shows the mean latency of its primary side, as the notebook's figures do. */
export function trendLines(
	iterations: readonly LoadedIteration[],
	{column, x}: {readonly column: Column | undefined; readonly x: string},
): readonly TrendLine[] {
	const groups = [...groupBy(iterations, iteration => `${iteration.driver ?? ''}\0${iteration.ranAs ?? ''}`)].sort(([a], [b]) =>
		a < b ? -1 : 1);
	return groups.flatMap(([, group]) => {
		const others = iterations.filter(({ranAs}) => ranAs === group[0]!.ranAs);
		return sweepsOf(group, x).map(sweep => lineOf(sweep, others, column ?? defaultColumn(group[0]!), x));
	});
}

const defaultColumn = (iteration: LoadedIteration): Column | undefined =>
	columnNamed(primarySide(iteration) === 'clients' ? 'client_latency_avg' : 'server_latency_avg');

const indexes: Readonly<Record<string, (iteration: LoadedIteration) => number>> = {
	clients: iteration => iteration.clients.agents,
	servers: iteration => iteration.servers.agents,
	index: iteration => iteration.index,
};

/** Where an iteration stands on the x axis. */
export const trendX = (iteration: LoadedIteration, x: string): number => (indexes[x] ?? indexes.index)?.(iteration) ?? iteration.index;

function lineOf(sweep: Sweep, others: readonly LoadedIteration[], column: Column | undefined, x: string) {
	const stdev = column?.deviation === undefined ? undefined : columnNamed(column.deviation);
	const [first] = sweep;
	const writtenName = (name: string) => first ? asWritten(first, name) : null;
	const points = sweep.map(iteration => {
		const {latency} = iteration[primarySide(iteration)];
		const spread = (percent: number) => column?.isLatency ? percentileOf(latency, percent)?.value ?? null : null;
		return {
			iteration,
			index: iteration.index,
			iteration_id: asWritten(iteration, 'iteration_id'),
			x: trendX(iteration, x),
			y: metricValue(iteration, column),
			stdev: metricValue(iteration, stdev),
			low: spread(5),
			high: spread(95),
		};
	}).sort((a, b) => a.x - b.x);
	return {
		driver: writtenName('driver'),
		call_type: writtenName('call_type'),
		ranAs: first?.ranAs ?? null,
		metric: column?.id ?? '',
		x,
		/** The parameters in which it differs from most of the same call type. */
		series: distinctions(sweep, others),
		/** The parameters that change inside it. */
		changing: changingParameters(sweep),
		points,
	};
}

const metricValue = (iteration: LoadedIteration, column: Column | undefined): number | null => column ? numberOf(measured(column, iteration)) : null;
