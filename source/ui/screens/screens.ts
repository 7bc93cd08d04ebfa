import type {ComponentType} from 'react';
import type {ScreenId} from '../state/state.js';
import {AgentsScreen} from './agents.js';
import {IterationsScreen} from './iterations.js';
import {LatencyScreen} from './latency.js';
import {MetricsScreen} from './metrics.js';
import {ProblemsScreen} from './problems.js';
import type {ScreenProps} from './screen-props.js';
import {TableScreen} from './table.js';
import {TrendsScreen} from './trends.js';

/** What draws each screen. */
export const bodies: Readonly<Record<ScreenId, ComponentType<ScreenProps>>> = {
	iterations: IterationsScreen,
	table: TableScreen,
	latency: LatencyScreen,
	metrics: MetricsScreen,
	agents: AgentsScreen,
	problems: ProblemsScreen,
	trends: TrendsScreen,
};
