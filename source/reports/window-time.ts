import type {MetricSeries, Window} from '../metrics/metric.js';
import {margin} from '../metrics/window.js';
import type {TimeSeries} from '../plots/time-chart.js';

const milliseconds = (time: bigint): number => Number(time / 1_000_000n);

/** How long a window is, in whole ms. */
export const lengthOf = ({start, stop}: Window): number => milliseconds(stop - start);

/** Points as a picture has them: in ms from the beginning of the window. */
export function sinceStart(points: MetricSeries['points'], {start}: Window): TimeSeries['points'] {
	const from = milliseconds(start);
	return points.map(([time, value]) => [time - from, value]);
}

/** When the iteration began and ended in a window of this length, in ms from its beginning. */
export const marksOf = (length: number): readonly [number, number] => [margin * 1000, length - (margin * 1000)];
