import {groupBy} from '../../system/group-by.js';
import {primarySide, type LoadedIteration, asWritten} from '../model/iteration.js';
import {measured, numberOf} from './column-text.js';
import {columnNamed, type Column} from './columns.js';

/** A column over clients, servers or the position in the campaign, for one driver and call type; points ascending in x, y null where there is no value. */
export type TrendLine = ReturnType<typeof lineOf>;

/** One line per driver and call type; without a column each shows the mean latency of its primary side, as the notebook's figures do. */
export function trendLines(
	iterations: readonly LoadedIteration[],
	{column, x}: {readonly column: Column | undefined; readonly x: string},
): readonly TrendLine[] {
	const groups = [...groupBy(iterations, iteration => `${iteration.driver ?? ''}\0${iteration.callType ?? ''}`)].sort(([a], [b]) =>
		a < b ? -1 : 1);
	return groups.flatMap(([, group]) => {
		const [first] = group;
		return first ? [lineOf(group, column ?? defaultColumn(first), x)] : [];
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

function lineOf(group: readonly LoadedIteration[], column: Column | undefined, x: string) {
	const stdev = column?.deviation === undefined ? undefined : columnNamed(column.deviation);
	const [first] = group;
	const writtenName = (name: string) => first ? asWritten(first, name) : null;
	const points = group.map(iteration => ({
		iteration_id: asWritten(iteration, 'iteration_id'),
		x: trendX(iteration, x),
		y: metricValue(iteration, column),
		stdev: metricValue(iteration, stdev),
	})).sort((a, b) => a.x - b.x);
	return {
		driver: writtenName('driver'), call_type: writtenName('call_type'), metric: column?.id ?? '', x, points,
	};
}

const metricValue = (iteration: LoadedIteration, column: Column | undefined): number | null => column ? numberOf(measured(column, iteration)) : null;
