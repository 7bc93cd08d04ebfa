import type {MetricSeries} from '../../../../metrics/metric.js';
import {memoizeLast} from '../../../../system/memoize.js';
import {naturalOrder} from '../../../../text/natural-order.js';
import type {TagValue} from './choice.js';

/** A value of a tag, and how many of the series that count have it. */
type Facet = TagValue & {readonly series: number};

const meets = ({tags}: MetricSeries, tag: string, values: ReadonlySet<string>): boolean => values.has(tags[tag] ?? '');

const wanted = (where: readonly TagValue[]): ReadonlyMap<string, ReadonlySet<string>> => {
	const values = new Map<string, Set<string>>();
	for (const {tag, value} of where) {
		values.set(tag, (values.get(tag) ?? new Set()).add(value));
	}

	return values;
};

/** The series that meet the conditions: of each tag that has some, one of its values. */
export function seriesMeeting(series: readonly MetricSeries[], where: readonly TagValue[]): readonly MetricSeries[] {
	const conditions = [...wanted(where)];
	return series.filter(item => conditions.every(([tag, values]) => meets(item, tag, values)));
}

/** How many groups the series make by these tags. */
export const countGroups = (series: readonly MetricSeries[], tags: readonly string[]): number =>
	new Set(series.map(item => JSON.stringify(tags.map(tag => item.tags[tag] ?? '')))).size;

/** The values of all tags, each with the series that have it and meet the conditions on the other tags; tags that all series lack are left out. */
export const facetsOf = memoizeLast((series: readonly MetricSeries[], where: readonly TagValue[]): readonly Facet[] => {
	const tags = [...new Set(series.flatMap(item => Object.keys(item.tags)))].sort((name, other) => naturalOrder(name, other));
	return tags.flatMap(tag => {
		const others = new Set(seriesMeeting(series, where.filter(condition => condition.tag !== tag)));
		const counts = new Map<string, number>();
		for (const item of series) {
			const value = item.tags[tag] ?? '';
			counts.set(value, (counts.get(value) ?? 0) + (others.has(item) ? 1 : 0));
		}

		return counts.size === 1 && counts.has('')
			? []
			: [...counts].sort(([value], [other]) => naturalOrder(value, other)).map(([value, count]) => ({tag, value, series: count}));
	});
});
