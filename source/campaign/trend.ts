import {
	columnNamed, measured, numberOf, type Column,
} from './columns.js';
import {groupBy} from './group-by.js';
import {speakingSide, type LoadedIteration} from './iteration.js';
import {asWritten} from './notebook-json.js';

/** A column over clients, servers or the place in the campaign, for one driver and call type; points ascending in x, y null where there is no value. */
export type TrendLine = ReturnType<typeof lineOf>;

/** One line per driver and call type; without a column each shows the mean latency of the side that speaks, as the notebook's figures do. */
export function trendLines(iterations: readonly LoadedIteration[], {column, x}: {readonly column: Column | undefined; readonly x: string}): readonly TrendLine[] {
	const groups = [...groupBy(iterations, one => `${one.driver ?? ''}\0${one.callType ?? ''}`)].sort(([a], [b]) => a < b ? -1 : 1);
	return groups.flatMap(([, group]) => {
		const [first] = group;
		return first ? [lineOf(group, column ?? defaultColumn(first), x)] : [];
	});
}

const defaultColumn = (one: LoadedIteration): Column | undefined => columnNamed(speakingSide(one) === 'clients' ? 'client_latency_avg' : 'server_latency_avg');

const places: Readonly<Record<string, (one: LoadedIteration) => number>> = {
	clients: one => one.clients.agents,
	servers: one => one.servers.agents,
	index: one => one.index,
};

/** Where an iteration stands on the x axis. */
export const placeOf = (one: LoadedIteration, x: string): number => (places[x] ?? places.index)?.(one) ?? one.index;

function lineOf(group: readonly LoadedIteration[], column: Column | undefined, x: string) {
	const stdev = column?.id.endsWith('_latency_avg') ? columnNamed(column.id.replace('_avg', '_stdev')) : undefined;
	const [first] = group;
	const nameOf = (name: string) => first ? asWritten(first, name) : null;
	const points = group.map(one => ({
		iteration_id: asWritten(one, 'iteration_id'),
		x: placeOf(one, x),
		y: valueOf(one, column),
		stdev: valueOf(one, stdev),
	})).sort((a, b) => a.x - b.x);
	return {
		driver: nameOf('driver'), call_type: nameOf('call_type'), metric: column?.id ?? '', x, points,
	};
}

const valueOf = (one: LoadedIteration, column: Column | undefined): number | null => column ? numberOf(measured(column, one)) : null;
