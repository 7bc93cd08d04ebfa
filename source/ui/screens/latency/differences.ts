import {deliveryOf} from '../../../campaign/model/delivery.js';
import {
	isLoaded, primarySide, type Iteration, type LoadedIteration,
} from '../../../campaign/model/iteration.js';
import {writtenText} from '../../../campaign/query/column-text.js';
import {formatCount, formatNumber} from '../../../text/numbers.js';

/** Parameters shown elsewhere, or always different. */
const leftOut: ReadonlySet<string> = new Set(['iteration_id', 'backup_dir', 'nbr_clients', 'nbr_servers', 'driver', 'call_type']);

/** What actually ran, besides the latency. */
const measures: ReadonlyArray<readonly [string, (iteration: LoadedIteration, ascii: boolean) => string]> = [
	['clients', iteration => formatCount(iteration.clients.agents)],
	['servers', iteration => formatCount(iteration.servers.agents)],
	['messages/s', (iteration, ascii) => formatNumber(iteration[primarySide(iteration)].rate, {ascii})],
	['failed', iteration => formatCount(iteration.clients.failed + iteration.servers.failed)],
	['lost', (iteration, ascii) => formatCount(deliveryOf(iteration).lost, {ascii})],
];

/**
 * The differences between the compared iterations besides latency, with values in the same order: `differ in servers 8, 12; nbr_calls 250, 200`.
 * Empty if there are none.
 */
export function differencesOf(iterations: readonly Iteration[], ascii: boolean): string {
	const names = [...new Set(iterations.flatMap(({parameters}) => Object.keys(parameters)))].filter(name => !leftOut.has(name));
	const rows = [
		...measures.map(([name, textOf]) => [name, iterations.map(iteration => isLoaded(iteration) ? textOf(iteration, ascii) : 'skipped')] as const),
		...names.map(name => [name, iterations.map(({parameters}) => writtenText(parameters[name] ?? null, {ascii}))] as const),
	];
	const differing = rows.filter(([, texts]) => new Set(texts).size > 1).map(([name, texts]) => `${name} ${texts.join(', ')}`);
	return differing.length === 0 ? '' : `differ in ${differing.join('; ')}`;
}
