import {
	columnNamed, columns, numberOf, type Column,
} from '../campaign/columns.js';
import {UsageError} from '../campaign/errors.js';
import {speakingSide, type LoadedIteration} from '../campaign/iteration.js';
import {cleanText} from '../text/clean.js';
import {padEnd, padStart} from '../text/cells.js';
import {formatCount, formatNumber} from '../text/numbers.js';
import {textFlag, type Invocation} from './command.js';
import {loadForCommand} from './load-for-command.js';
import {csv, print} from './print.js';

/** Prints a column against clients, servers or the place in the campaign, one line per driver and call type. */
export async function trend(invocation: Invocation): Promise<number> {
	const metric = textFlag(invocation, 'metric');
	const callType = textFlag(invocation, 'call-type');
	const x = textFlag(invocation, 'x') ?? 'clients';
	const column = metric === undefined ? undefined : columnNamed(metric);
	if (metric !== undefined && (!column || column.kind === 'text')) {
		throw new UsageError(`--metric ${metric}: no numeric column of that name; there are ${columns.filter(({kind}) => kind !== 'text').map(({id}) => id).join(', ')}`);
	}

	const {iterations} = await loadForCommand(invocation);
	const kept = iterations.filter(one => callType === undefined || one.callType === callType);
	const groups = grouped(kept);
	const lines = [...groups.values()].flatMap(group => {
		const [first] = group;
		return first ? [lineOf(group, column ?? defaultColumn(first), x)] : [];
	});
	return print(await draw(lines, invocation), iterations.length);
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

function lineOf(group: readonly LoadedIteration[], column: Column | undefined, x: string) {
	const stdev = column?.id.endsWith('_latency_avg') ? columnNamed(column.id.replace('_avg', '_stdev')) : undefined;
	const points = group.map(one => ({
		iteration_id: one.iterationId,
		x: (places[x] ?? places.index)?.(one) ?? one.index,
		y: valueOf(one, column),
		stdev: valueOf(one, stdev),
	})).sort((a, b) => a.x - b.x);
	return {
		driver: group[0]?.driver ?? null, call_type: group[0]?.callType ?? null, metric: column?.id ?? '', x, points,
	};
}

// The mean of no samples is no value, though the table keeps the notebook's 0 and −1.
function valueOf(one: LoadedIteration, column: Column | undefined): number | null {
	const side = column?.id.startsWith('client') ? one.clients : one.servers;
	return !column || (column.id.includes('_latency_') && side.latency.count === 0) ? null : numberOf(column.value(one));
}

async function draw(lines: ReadonlyArray<ReturnType<typeof lineOf>>, invocation: Invocation): Promise<string> {
	switch (textFlag(invocation, 'format')) {
		case 'json': {
			return `${JSON.stringify(lines, null, 2)}\n`;
		}

		case 'csv': {
			return csv(lines.flatMap(({points, ...line}) => points.map(point => ({...line, axis: line.x, ...point}))), ['driver', 'call_type', 'metric', 'axis', 'iteration_id', 'x', 'y', 'stdev']);
		}

		default: {
			const {ascii} = invocation;
			return lines.map(({driver, call_type: callType, metric, x, points}) => [
				`${metric}  ${cleanText(driver ?? '')} ${cleanText(callType ?? '')}`,
				`${padEnd('iteration', 12)}${padStart(x, 12)}${padStart('value', 14)}${padStart(ascii ? 'stdev' : 'σ', 12)}`,
				...points.map(point => `${padEnd(cleanText(point.iteration_id ?? ''), 12)}${padStart(formatCount(point.x), 12)}${padStart(formatNumber(point.y, {ascii}), 14)}${padStart(formatNumber(point.stdev, {ascii}), 12)}`),
				'',
			].map(line => `${line}\n`).join('')).join('');
		}
	}
}
