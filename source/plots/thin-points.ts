import type {Series} from './series.js';

/** Where points are more than columns: of those in one column only the highest and the lowest, so that peaks stay and other series are seen. */
export function extremePoints({name, points}: Series, columns: number, columnOf: (x: number) => number): Series {
	if (points.length <= columns) {
		return {name, points};
	}

	const extremes = new Map<number, {low: Series['points'][number]; high: Series['points'][number]}>();
	for (const point of points.filter(({y}) => y !== null)) {
		const column = columnOf(point.x);
		const {low, high} = extremes.get(column) ?? {low: point, high: point};
		extremes.set(column, {low: (point.y ?? 0) < (low.y ?? 0) ? point : low, high: (point.y ?? 0) > (high.y ?? 0) ? point : high});
	}

	return {name, points: [...extremes.values()].flatMap(({low, high}) => low === high ? [low] : [low, high])};
}
