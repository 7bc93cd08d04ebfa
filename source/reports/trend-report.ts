import type {TrendLine} from '../campaign/query/trend.js';

export const trendColumns = ['driver', 'call_type', 'metric', 'axis', 'iteration_id', 'x', 'y', 'stdev'] as const;

/** A row per point, under `trendColumns`. */
export const trendRows = (lines: readonly TrendLine[]) => lines.flatMap(({points, ...line}) => points.map(point => ({...line, axis: line.x, ...point})));
