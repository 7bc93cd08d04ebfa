import {useMemo} from 'react';
import {columnNamed} from '../../campaign/columns.js';
import {isLoaded} from '../../campaign/iteration.js';
import {placeOf, trendLines} from '../../campaign/trend.js';
import {Lines} from '../components/lines.js';
import {useLook} from '../context.js';
import {selectedIteration, shownIterations} from '../state/selectors.js';
import {trendCallTypeOf} from '../state/trending.js';
import type {ScreenProps} from './screen-props.js';
import {trendChartLines} from './trend-lines.js';

/** A column against clients, servers or the iterations that pass the filter, one series per driver; the guide stands at the selected iteration. */
export function TrendsScreen({state, width, height}: ScreenProps) {
	const look = useLook();
	const shown = shownIterations(state);
	const selected = selectedIteration(state);
	const callType = trendCallTypeOf(state);
	const {trendMetric, trendX, trendLog} = state;
	const lines = useMemo(
		() => trendLines(shown.filter(one => isLoaded(one)).filter(one => one.callType === callType), {column: trendMetric && columnNamed(trendMetric), x: trendX}),
		[shown, callType, trendMetric, trendX],
	);
	const selectedX = selected && isLoaded(selected) ? placeOf(selected, trendX) : undefined;
	const picture = useMemo(
		() => trendChartLines(lines, {
			width, height, log: trendLog, selectedX,
		}, look),
		[lines, width, height, trendLog, selectedX, look],
	);
	return <Lines lines={picture.length > 0 ? picture : ['no iteration here can be used: 1 lists why']}/>;
}
