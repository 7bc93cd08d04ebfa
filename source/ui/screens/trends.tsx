import {useMemo} from 'react';
import {columnNamed} from '../../campaign/query/columns.js';
import {isLoaded} from '../../campaign/model/iteration.js';
import {indexOf, trendLines} from '../../campaign/query/trend.js';
import {Lines} from '../components/lines.js';
import {useLook} from '../context.js';
import {selectedIteration} from '../state/selectors.js';
import {trendIterations} from '../state/trending.js';
import {trendChartLines} from '../../reports/trend-text.js';
import type {ScreenProps} from './screen-props.js';

/** A column against clients, servers or the iterations that pass the filter, one series per driver; the guide stands at the selected iteration. */
export function TrendsScreen({state, width, height}: ScreenProps) {
	const look = useLook();
	const selected = selectedIteration(state);
	const iterations = trendIterations(state);
	const {trendMetric, trendX, trendLog} = state;
	const lines = useMemo(
		() => trendLines(iterations, {column: trendMetric && columnNamed(trendMetric), x: trendX}),
		[iterations, trendMetric, trendX],
	);
	const selectedX = selected && isLoaded(selected) ? indexOf(selected, trendX) : undefined;
	const picture = useMemo(
		() => trendChartLines(lines, {
			width, height, log: trendLog, selectedX,
		}, look),
		[lines, width, height, trendLog, selectedX, look],
	);
	return <Lines lines={picture.length > 0 ? picture : ['no iteration here can be used: 1 lists why']}/>;
}
