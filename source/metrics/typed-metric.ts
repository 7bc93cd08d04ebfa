import type {Metric, MetricText} from './metric.js';
import {parseQuery} from './query/parse-query.js';
import type {FieldQuery, Statement} from './query/query.js';

/** A default name for a query: its alias, or its function; `influxql` for a raw InfluxDB statement. */
function nameOf(query: FieldQuery | Statement): string {
	if ('statement' in query) {
		return 'influxql';
	}

	const {alias, aggregate, field, rate} = query;
	const call = `${aggregate}(${field})`;
	return alias ?? (rate ? `${rate.isNonNegative ? 'non_negative_derivative' : 'derivative'}(${call})` : call);
}

/** Parses InfluxQL text into a metric. Throws a usage error with a caret below the mistake. */
export function typedMetric(influxql: string, text: Partial<MetricText> = {}): Metric {
	const query = parseQuery(influxql);
	const name = text.name ?? nameOf(query);
	return {
		title: name, unit: '', help: '', ...text, name, ...query,
	};
}
