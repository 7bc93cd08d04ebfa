import type {ComponentType} from 'react';
import type {ScreenId} from '../state/state.js';
import {IterationsScreen} from './iterations.js';
import {LatencyScreen} from './latency.js';
import type {ScreenProps} from './screen-props.js';
import {TableScreen} from './table.js';
import {TrendsScreen} from './trends.js';

/** What draws each screen. */
export const bodies: Readonly<Record<ScreenId, ComponentType<ScreenProps>>> = {
	iterations: IterationsScreen,
	table: TableScreen,
	latency: LatencyScreen,
	trends: TrendsScreen,
};
