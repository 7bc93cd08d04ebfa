import type {MetricSeries} from '../../../../metrics/metric.js';
import {memoizeEach, memoizeLast} from '../../../../system/memoize.js';
import {naturalOrder} from '../../../../text/names.js';
import type {TagValue} from './choice.js';

/** A tag value with the number of matching series. */
type Facet = TagValue & {readonly series: number};

const matches = ({tags}: MetricSeries, tag: string, values: ReadonlySet<string>): boolean => values.has(tags[tag] ?? '');

const conditionsByTag = (where: readonly TagValue[]): ReadonlyMap<string, ReadonlySet<string>> => {
	const values = new Map<string, Set<string>>();
	for (const {tag, value} of where) {
		values.set(tag, (values.get(tag) ?? new Set()).add(value));
	}

	return values;
};

/** The series that match the conditions. */
export function matchingSeries(series: readonly MetricSeries[], where: readonly TagValue[]): readonly MetricSeries[] {
	const conditions = [...conditionsByTag(where)];
	return series.filter(item => conditions.every(([tag, values]) => matches(item, tag, values)));
}

/** The number of groups when the series are grouped by these tags. */
export const countGroups = (series: readonly MetricSeries[], tags: readonly string[]): number =>
	new Set(series.map(item => JSON.stringify(tags.map(tag => item.tags[tag] ?? '')))).size;

/** The sorted values of each tag, without tags that no series has. Memoized, since there can be tens of thousands of series. */
const valuesOf = memoizeEach((series: readonly MetricSeries[]): ReadonlyArray<readonly [tag: string, values: readonly string[]]> => {
	const tags = new Map<string, Set<string>>();
	for (const item of series) {
		for (const [tag, value] of Object.entries(item.tags)) {
			tags.set(tag, (tags.get(tag) ?? new Set()).add(value));
		}
	}

	return [...tags]
		.filter(([, values]) => values.size > 1 || !values.has(''))
		.sort(([name], [other]) => naturalOrder(name, other))
		.map(([tag, values]) => [tag, [...values].sort((value, other) => naturalOrder(value, other))]);
});

/** All tag values, each with the number of series that have it and match the conditions on other tags. */
export const facetsOf = memoizeLast((series: readonly MetricSeries[], where: readonly TagValue[]): readonly Facet[] => {
	const matching = matchingSeries(series, where);
	return valuesOf(series).flatMap(([tag, values]) => {
		const others = where.filter(condition => condition.tag !== tag);
		const counts = new Map<string, number>();
		for (const item of others.length === where.length ? matching : matchingSeries(series, others)) {
			const value = item.tags[tag] ?? '';
			counts.set(value, (counts.get(value) ?? 0) + 1);
		}

		return values.map(value => ({tag, value, series: counts.get(value) ?? 0}));
	});
});
