import type {Query} from './metric.js';

/** Stand-in until the real one is there. */
export function influxqlOf({metric, window, everySeconds}: Query): string {
	const mean = `mean(${quoteIdentifier(metric.field)})`;
	const value = metric.rateDivisor === undefined ? mean : `derivative(${mean}, 1s)/${metric.rateDivisor}`;
	const {condition} = metric;
	const where = `${quoteIdentifier(condition.tag)}${'equals' in condition ? `='${condition.equals}'` : `=~/^${condition.startsWith}/`}`;
	return `SELECT ${value} FROM ${quoteIdentifier(metric.measurement)} WHERE ${where} AND time>=${window.start} AND time<=${window.stop} GROUP BY ${metric.groupBy ? `${quoteIdentifier(metric.groupBy)}, ` : ''}time(${everySeconds}s)`;
}

export const quoteIdentifier = (name: string): string => `"${name.replaceAll(/["\\]/gv, String.raw`\$&`)}"`;
