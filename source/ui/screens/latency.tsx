import type {ComponentType} from 'react';
import type {LatencyView} from '../state/state.js';
import {BoxesView} from './latency/boxes.js';
import {CompareView} from './latency/compare.js';
import {DistributionView} from './latency/distribution.js';
import {HeatmapView} from './latency/heatmap.js';
import {MultiplesView} from './latency/multiples.js';
import type {ScreenProps} from './screen-props.js';

const views: Readonly<Record<LatencyView, ComponentType<ScreenProps>>> = {
	distribution: DistributionView,
	compare: CompareView,
	boxes: BoxesView,
	heatmap: HeatmapView,
	multiples: MultiplesView,
};

/** Latency as the chosen view shows it. */
export function LatencyScreen(props: ScreenProps) {
	const View = views[props.state.latencyView];
	return <View {...props}/>;
}
