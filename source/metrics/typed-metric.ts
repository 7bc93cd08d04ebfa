import type {Metric, MetricText} from './metric.js';
import {parseQuery} from './query/parse-query.js';
import type {FieldQuery, Statement} from './query/query.js';

/** What a query is called that has no name: its alias, or its function; a statement of InfluxDB has neither. */
function nameOf(query: FieldQuery | Statement): string {
	if ('statement' in query) {
		return 'influxql';
	}

	const {alias, aggregate, field, rate} = query;
	const call = `${aggregate}(${field})`;
	return alias ?? (rate ? `${rate.isNonNegative ? 'non_negative_derivative' : 'derivative'}(${call})` : call);
}

/** The metric that a text of InfluxQL asks for. Throws a usage error with a caret under a mistake. */
export function typedMetric(influxql: string, text: Partial<MetricText> = {}): Metric {
	const query = parseQuery(influxql);
	const name = text.name ?? nameOf(query);
	return {
		title: name, unit: '', help: '', ...text, name, ...query,
	};
}
