import {
	columnNamed, columns, numberOf, type Column,
} from '../campaign/columns.js';
import {UsageError} from '../campaign/errors.js';
import {speakingSide, type LoadedIteration} from '../campaign/iteration.js';
import {asWritten} from '../campaign/notebook-json.js';
import {openCampaign} from '../campaign/parameters.js';
import {noColumn} from '../campaign/sort.js';
import {textFlag, type Invocation} from './command.js';
import {loadForCommand} from './load-for-command.js';
import {note} from './note.js';
import {csv, json, print} from './print.js';
import {trendText} from './trend-text.js';

/** Prints a column against clients, servers or the place in the campaign, one line per driver and call type. */
export async function trend(invocation: Invocation): Promise<number> {
	const metric = textFlag(invocation, 'metric');
	const callType = textFlag(invocation, 'call-type');
	const x = textFlag(invocation, 'x') ?? 'clients';
	const column = metric === undefined ? undefined : numericColumn(metric);
	const campaign = await openCampaign(invocation.folder);
	const iterations = await loadForCommand(campaign, invocation);
	const kept = iterations.filter(one => callType === undefined || one.callType === callType);
	if (callType !== undefined && kept.length === 0 && iterations.length > 0) {
		note(invocation, `no iteration has the call type ${callType}; there are ${[...new Set(iterations.map(one => one.callType ?? 'none'))].sort().join(', ')}`);
	}

	const lines = [...grouped(kept).values()].flatMap(group => {
		const [first] = group;
		return first ? [lineOf(group, column ?? defaultColumn(first), x)] : [];
	});
	return print(await draw(lines, invocation), iterations.length);
}

function numericColumn(metric: string): Column {
	const numeric: readonly Column[] = columns.filter(({kind}) => kind !== 'text');
	const column = numeric.find(({id}) => id === metric);
	if (!column) {
		throw new UsageError(`--metric ${metric}: ${columnNamed(metric) ? `not a numeric column; there are ${numeric.map(({id}) => id).join(', ')}` : noColumn(metric, numeric)}`);
	}

	return column;
}

const defaultColumn = (one: LoadedIteration): Column | undefined => columnNamed(speakingSide(one) === 'clients' ? 'client_latency_avg' : 'server_latency_avg');

function grouped(iterations: readonly LoadedIteration[]): ReadonlyMap<string, readonly LoadedIteration[]> {
	const groups = new Map<string, LoadedIteration[]>();
	for (const one of iterations) {
		const key = `${one.driver ?? ''}\0${one.callType ?? ''}`;
		groups.set(key, [...groups.get(key) ?? [], one]);
	}

	return new Map([...groups].sort(([a], [b]) => a < b ? -1 : 1));
}

const places: Readonly<Record<string, (one: LoadedIteration) => number>> = {
	clients: one => one.clients.agents,
	servers: one => one.servers.agents,
	index: one => one.index,
};

export type TrendLine = ReturnType<typeof lineOf>;

function lineOf(group: readonly LoadedIteration[], column: Column | undefined, x: string) {
	const stdev = column?.id.endsWith('_latency_avg') ? columnNamed(column.id.replace('_avg', '_stdev')) : undefined;
	const [first] = group;
	const nameOf = (name: string) => first ? asWritten(first, name) : null;
	const points = group.map(one => ({
		iteration_id: asWritten(one, 'iteration_id'),
		x: (places[x] ?? places.index)?.(one) ?? one.index,
		y: valueOf(one, column),
		stdev: valueOf(one, stdev),
	})).sort((a, b) => a.x - b.x);
	return {
		driver: nameOf('driver'), call_type: nameOf('call_type'), metric: column?.id ?? '', x, points,
	};
}

// The mean of no samples is no value, though the table keeps the notebook's 0 and −1.
function valueOf(one: LoadedIteration, column: Column | undefined): number | null {
	const side = column?.id.startsWith('client') ? one.clients : one.servers;
	return !column || (column.id.includes('_latency_') && side.latency.count === 0) ? null : numberOf(column.value(one));
}

async function draw(lines: readonly TrendLine[], invocation: Invocation): Promise<string> {
	switch (textFlag(invocation, 'format')) {
		case 'json': {
			return json(lines);
		}

		case 'csv': {
			return csv(lines.flatMap(({points, ...line}) => points.map(point => ({...line, axis: line.x, ...point}))), ['driver', 'call_type', 'metric', 'axis', 'iteration_id', 'x', 'y', 'stdev']);
		}

		default: {
			return trendText(lines, invocation);
		}
	}
}
