import {quoteIdentifier} from '../../influxql.js';
import {metrics} from '../../catalogue.js';
import {metricsError} from '../../errors.js';
import type {InfluxClient} from './client.js';
import {inOrder} from './database-order.js';
import {shortened} from './request-errors.js';

/** The database to read: the wanted one, or the one that has the measurements. Throws AppError where there is none, and says which there are. */
export async function findDatabase(client: InfluxClient, requested: string | undefined, signal: AbortSignal): Promise<string> {
	const names = await namesOf(client, 'SHOW DATABASES', signal);
	const candidates = inOrder(names);
	const hint = candidates.length === 0
		? 'its archive holds no data of telegraf'
		: `give --database; there ${candidates.length === 1 ? 'is' : 'are'} ${shortened(candidates.join(', '))}`;
	if (requested !== undefined) {
		if (names.includes(requested)) {
			return requested;
		}

		throw metricsError('database-missing', `${client.name} has no database ${shortened(requested)}`, {hint});
	}

	for (const candidate of candidates) {
		const measurements = await namesOf(client, `SHOW MEASUREMENTS ON ${quoteIdentifier(candidate)}`, signal);
		if (measurements.some(name => known.has(name))) {
			return candidate;
		}
	}

	const [only] = candidates;
	if (only !== undefined && candidates.length === 1) {
		return only;
	}

	throw metricsError('database-missing', `${client.name} has no database with the measurements of telegraf`, {hint});
}

const known: ReadonlySet<string> = new Set(metrics.map(metric => metric.measurement));

async function namesOf(client: InfluxClient, statement: string, signal: AbortSignal): Promise<readonly string[]> {
	const rows = await client.ask(statement, undefined, signal);
	return rows.flatMap(row => row.values.flatMap(([name]) => typeof name === 'string' ? [name] : []));
}
