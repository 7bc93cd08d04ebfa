import {groupBy} from '../../../system/lists.js';
import {byName, medianInterval, type MeasurementContents} from '../../contents.js';
import {quoteIdentifier} from '../../influxql.js';
import type {Row} from './answer.js';

/** Runs a read-only statement. */
type Ask = (influxql: string) => Promise<readonly Row[]>;

/** Lists the contents of a database, sorted by measurement. */
export async function listContents(ask: Ask, database: string): Promise<readonly MeasurementContents[]> {
	const on = `ON ${quoteIdentifier(database)}`;
	const fields = byMeasurement(await ask(`SHOW FIELD KEYS ${on}`));
	const counts = byMeasurement(await ask(`SHOW SERIES EXACT CARDINALITY ${on}`));
	const tags = byMeasurement(await ask(`SHOW TAG VALUES ${on} WITH KEY =~ /.*/`));
	const contents: MeasurementContents[] = [];
	for (const [measurement, rows] of [...fields].sort(([name], [other]) => name < other ? -1 : 1)) {
		const listed = byName(rows.map(([name, type]) => ({name: String(name), type: String(type)})));
		const values = groupBy(tags.get(measurement) ?? [], ([name]) => String(name));
		contents.push({
			measurement,
			fields: [...new Map(listed.map(field => [field.name, field])).values()],
			tags: byName([...values].map(([name, pairs]) => ({name, values: pairs.length}))),
			series: Number(counts.get(measurement)?.[0]?.[0] ?? 0),
			everySeconds: await intervalOf(ask, measurement, listed[0]?.name ?? ''),
		});
	}

	return contents;
}

const byMeasurement = (rows: readonly Row[]) => new Map(rows.map(({name, values}) => [name, values]));

async function intervalOf(ask: Ask, measurement: string, field: string): Promise<number | null> {
	const rows = await ask(`SELECT ${quoteIdentifier(field)} FROM ${quoteIdentifier(measurement)} GROUP BY * LIMIT 200 SLIMIT 5`);
	return medianInterval(rows.map(({values}) => values.map(([time]) => Number(time))));
}
